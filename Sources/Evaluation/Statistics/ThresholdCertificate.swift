internal import Foundation

/// A threshold of confidence whose risk is bounded with a stated confidence.
public struct ThresholdCertificate: Sendable, Equatable {
  /// What the risk is a share of.
  public enum Base: String, Sendable, CaseIterable {
    /// Wrong answers ÷ answers given.
    case answers
    /// Wrong answers ÷ all questions; needs far fewer labelled cases.
    case questions
  }

  /// What is asked for.
  public struct Terms: Sendable, Equatable {
    /// The largest share of wrong answers accepted, between 0 and 1.
    public var riskLimit: Double
    /// How often, at least, such a certificate holds, between 0 and 1; for instance 0.9.
    public var confidence: Double
    public var base: Base

    public init(riskLimit: Double, confidence: Double = 0.9, base: Base = .questions) {
      precondition(riskLimit > 0 && riskLimit < 1, "riskLimit \(riskLimit) is not between 0 and 1")
      precondition(
        confidence > 0 && confidence < 1, "confidence \(confidence) is not between 0 and 1")
      self.riskLimit = riskLimit
      self.confidence = confidence
      self.base = base
    }

    /// The counted cases from which the sequence starts: with fewer, not even a clean sheet is
    /// proof, and with hardly more a single error ends it.
    public var leastCases: Int {
      let clean = (log(1 - confidence) / log1p(-riskLimit)).rounded(.up)
      return Int((1.5 * (clean + 1)).rounded(.up))
    }
  }

  /// Answer from this confidence on.
  public let threshold: Double
  /// The Clopper–Pearson upper bound of the risk at the threshold.
  public let riskBound: Double
  /// Answers given at the threshold, and how many of them are wrong.
  public let wrong: Proportion
  /// Answers given ÷ questions.
  public let coverage: Double
}

/// What became of the search for a threshold.
public enum ThresholdSearch: Sendable, Equatable {
  case certified(ThresholdCertificate)
  /// The evidence is too thin; about so many more labelled questions would do.
  case needsMoreCases(Int)
  /// More cases of the same kind would not help: already at the strictest threshold with enough
  /// cases the risk itself is above the limit.
  case riskTooHigh(observed: Double)

  /// Thresholds from strict to lax, fixed before any label is seen.
  public static let grid: [Double] =
    [0.999, 0.998, 0.995] + stride(from: 99, through: 5, by: -1).map { Double($0) / 100 }

  /// Finds the lowest threshold of the grid for which, and for all stricter ones from the start on,
  /// the Clopper–Pearson bound of the risk keeps to the limit.
  ///
  /// Fixed-sequence testing needs no correction for the many thresholds, as it stops at the first
  /// that fails: Bauer (1991), “Multiple testing in clinical trials”, Statistics in Medicine 10;
  /// for risk control Angelopoulos, Bates, Candès, Jordan and Lei, “Learn then Test” (2021).
  /// The promise holds for questions drawn like the samples; drift voids it.
  /// - Parameters:
  ///   - samples: a question each, with the best entry's confidence and whether it is right.
  ///   - grid: falling thresholds, chosen without looking at the labels.
  public init(
    _ samples: [ConfidenceSample], terms: ThresholdCertificate.Terms,
    grid: [Double] = ThresholdSearch.grid
  ) {
    let candidates = Self.candidates(samples, terms: terms, grid: grid)
    var best: ThresholdCertificate?
    for candidate in candidates {
      let counted = candidate.counted
      guard
        ClopperPearson.isBelow(
          terms.riskLimit, hits: counted.hits, total: counted.total, confidence: terms.confidence)
      else { break }
      best = ThresholdCertificate(
        threshold: candidate.threshold,
        riskBound: ClopperPearson.upper(
          hits: counted.hits, total: counted.total, confidence: terms.confidence),
        wrong: candidate.wrong,
        coverage: Double(candidate.wrong.total) / Double(samples.count))
    }
    if let best {
      self = .certified(best)
    } else {
      self = Self.shortfall(samples, candidates, terms: terms, lowest: grid.last ?? 0)
    }
  }

  private struct Candidate {
    let threshold: Double
    let wrong: Proportion
    /// Wrong answers among what the risk is a share of.
    let counted: Proportion
  }

  /// The thresholds with enough counted cases.
  private static func candidates(
    _ samples: [ConfidenceSample], terms: ThresholdCertificate.Terms, grid: [Double]
  ) -> [Candidate] {
    let sorted = samples.sorted { $0.confidence > $1.confidence }
    var candidates: [Candidate] = []
    var wrong = Proportion()
    for threshold in grid {
      while wrong.total < sorted.count, sorted[wrong.total].confidence >= threshold {
        wrong.count(!sorted[wrong.total].isRight)
      }
      let total = terms.base == .answers ? wrong.total : samples.count
      guard total >= terms.leastCases else { continue }
      candidates.append(
        Candidate(threshold: threshold, wrong: wrong, counted: Proportion(wrong.hits, of: total)))
    }
    return candidates
  }

  /// Why nothing was certified.
  private static func shortfall(
    _ samples: [ConfidenceSample], _ candidates: [Candidate], terms: ThresholdCertificate.Terms,
    lowest: Double
  ) -> ThresholdSearch {
    guard let first = candidates.first else {
      let answers = samples.count { $0.confidence >= lowest }
      let enough =
        terms.base == .questions
        ? terms.leastCases : scaled(terms.leastCases, from: answers, to: samples.count)
      return .needsMoreCases(max(1, enough - samples.count))
    }
    let observed = Double(first.counted.hits) / Double(first.counted.total)
    guard observed < terms.riskLimit else { return .riskTooHigh(observed: observed) }
    // The sequence failed at its start; with the same share of errors and more cases it would not.
    var factor = 1.0
    var total = first.counted.total
    repeat {
      factor *= 1.02
      total = Int((Double(first.counted.total) * factor).rounded(.up))
      let hits = Int((observed * Double(total)).rounded(.up))
      if ClopperPearson.isBelow(
        terms.riskLimit, hits: hits, total: total, confidence: terms.confidence)
      {
        break
      }
    } while total < 10_000_000
    return .needsMoreCases(
      scaled(total, from: first.counted.total, to: samples.count) - samples.count)
  }

  private static func scaled(_ count: Int, from part: Int, to whole: Int) -> Int {
    part > 0 ? Int((Double(count) * Double(whole) / Double(part)).rounded(.up)) : count
  }
}
