/// A probability given with an answer, and whether the answer was right.
public struct ConfidenceSample: Sendable, Equatable {
  /// 0…1.
  public var confidence: Double
  public var isRight: Bool

  public init(confidence: Double, isRight: Bool) {
    self.confidence = confidence
    self.isRight = isRight
  }
}

/// How far confidences keep their word: in bins of equal width, confidence against accuracy.
public struct Calibration: Sendable, Equatable {
  public struct Bin: Sendable, Equatable {
    /// The bin holds confidences from `low` on and below `high`; the last one 1 too.
    public let low: Double
    public let high: Double
    public let right: Proportion
    /// nil when the bin is empty.
    public let meanConfidence: Double?
  }

  public let bins: [Bin]
  /// The mean distance of confidence and accuracy over the bins, weighted by their samples;
  /// nil without samples.
  ///
  /// Naeini, Cooper and Hauskrecht (2015), “Obtaining well calibrated probabilities using Bayesian
  /// binning”, AAAI.
  public let expectedError: Double?

  /// Sorts samples into bins; confidences outside 0…1 count as the nearer end.
  public init(_ samples: [ConfidenceSample], bins count: Int = 15) {
    var rights = Array(repeating: Proportion(), count: count)
    var sums = Array(repeating: 0.0, count: count)
    // In sorted order, so that the sums do not depend on the order of the samples.
    for sample in samples.sorted(by: { $0.confidence < $1.confidence }) {
      let confidence = min(1, max(0, sample.confidence))
      let index = min(count - 1, Int(confidence * Double(count)))
      rights[index].count(sample.isRight)
      sums[index] += confidence
    }
    bins = (0..<count).map { index in
      Bin(
        low: Double(index) / Double(count), high: Double(index + 1) / Double(count),
        right: rights[index],
        meanConfidence: rights[index].total > 0 ? sums[index] / Double(rights[index].total) : nil)
    }
    var distance = 0.0
    for index in 0..<count { distance += abs(Double(rights[index].hits) - sums[index]) }
    expectedError = samples.isEmpty ? nil : distance / Double(samples.count)
  }
}
