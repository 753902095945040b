internal import Foundation

/// What the questions of a run are like.
public struct CorpusFacts: Sendable, Equatable {
  public let seed: UInt64
  public let questions: Int
  /// Code points a question.
  public let meanLength: Double
  /// Distinct code points.
  public let characters: Int
  /// The slope of frequency over rank, both as logarithms, of the pairs of characters at ranks 10
  /// to 10,000: about 1 by Zipf's law.
  public let zipfExponent: Double

  /// Counts a sample of at most 100,000 questions. O(n).
  public init(_ data: BenchData) {
    seed = data.seed
    questions = data.questions.count
    let sample = data.questions.prefix(100_000)
    var singles: Set<UInt32> = []
    var pairs: [UInt64: Int] = [:]
    var length = 0
    for question in sample {
      var previous: UInt32?
      for scalar in question.unicodeScalars {
        length += 1
        singles.insert(scalar.value)
        if let previous {
          pairs[UInt64(previous) << 32 | UInt64(scalar.value), default: 0] += 1
        }
        previous = scalar.value
      }
    }
    meanLength = Double(length) / Double(max(1, sample.count))
    characters = singles.count
    zipfExponent = Self.exponent(pairs.values.sorted(by: >))
  }

  /// Least squares of log frequency over log rank.
  private static func exponent(_ frequencies: [Int]) -> Double {
    var points = 0.0
    var (sumX, sumY, sumXX, sumXY) = (0.0, 0.0, 0.0, 0.0)
    for rank in 10..<max(10, min(10_000, frequencies.count)) {
      let x = log(Double(rank + 1))
      let y = log(Double(frequencies[rank]))
      points += 1
      sumX += x
      sumY += y
      sumXX += x * x
      sumXY += x * y
    }
    let spread = points * sumXX - sumX * sumX
    return spread > 0 ? -(points * sumXY - sumX * sumY) / spread : 0
  }
}
