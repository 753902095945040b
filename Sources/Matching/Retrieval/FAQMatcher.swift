/// Why a matcher cannot be built.
public enum FAQMatcherError: Error, Equatable, Sendable, CustomStringConvertible {
  /// No entry has a question.
  case empty
  /// Two entries have the same id.
  case duplicate(id: String)

  public var description: String {
    switch self {
    case .empty: "no entry has a question; give each entry at least one in `questions`"
    case .duplicate(let id): "entry '\(id)' is there twice; give every entry an id of its own"
    }
  }
}

/// Matches queries with the entries of anybody's FAQ, in Chinese and English.
///
/// The order of the entries does not matter; equal input gives equal scores on every run.
public struct FAQMatcher: Sendable {
  private let models: MatchModels
  private let mix: EvidenceMix
  private let calibration: ScoreCalibration
  private let exact: ExactQuestions
  /// For each entry of the models: its index in the caller's order.
  private let callerOrder: [Int]
  private let pool = ScratchPool()
  /// What was learned and how it fared on held-out questions.
  public let report: FAQMatcherReport

  init(
    models: MatchModels, mix: EvidenceMix, calibration: ScoreCalibration, exact: ExactQuestions,
    callerOrder: [Int], report: FAQMatcherReport
  ) {
    self.models = models
    self.mix = mix
    self.calibration = calibration
    self.exact = exact
    self.callerOrder = callerOrder
    self.report = report
  }

  /// The entries most likely meant, the best first; the entry that was given first wins a tie of
  /// ids. May be called from several threads at a time.
  public func rank(_ text: String, top count: Int) -> [RankedEntry] {
    let scratch = pool.take() ?? models.scratch()
    defer { pool.give(scratch) }
    let reading = models.read(text, scratch)
    let exact = exact.entries(of: scratch.units)
    var ranking = Self.ranking(reading, mix)
    if !exact.isEmpty {
      ranking.removeAll { exact.contains($0.entry) }
      let share = Self.exactScore / Float(exact.count)
      let rest = 1 - Self.exactScore
      return self.ranked(
        exact.map { ($0, share) } + ranking.map { ($0.entry, rest * $0.share) }, count)
    }
    guard let first = ranking.first else { return [] }
    let confidence = calibration.probability(first.facts(reading))
    // The others share what the first leaves, and none passes it.
    let ratio = min(confidence / first.share, (1 - confidence) / max(1 - first.share, 1e-6))
    return self.ranked(
      ranking.enumerated().map { rank, place in
        (place.entry, rank == 0 ? confidence : min(confidence, place.share * ratio))
      }, count)
  }

  private func ranked(_ scores: [(entry: Int32, score: Float)], _ count: Int) -> [RankedEntry] {
    scores.prefix(max(0, count)).map {
      RankedEntry(entry: callerOrder[Int($0.entry)], score: $0.score)
    }
  }

  /// The score of an entry that holds the very question.
  private static let exactScore: Float = 0.995

  /// An entry with its probability among the candidates.
  struct Place {
    let entry: Int32
    let share: Float
    let logit: Float
    let evidence: SIMD8<Float>

    func facts(_ reading: MatchModels.Reading) -> ScoreCalibration.Facts {
      ScoreCalibration.Facts(
        share: share, logit: logit, evidence: evidence, unknownShare: reading.unknownShare,
        units: reading.units)
    }
  }

  /// The candidates by descending probability, then by entry.
  static func ranking(_ reading: MatchModels.Reading, _ mix: EvidenceMix) -> [Place] {
    let evidence = reading.candidates.map(\.evidence)
    let shares = mix.probabilities(EvidenceMix.padded(evidence))
    return evidence.indices
      .map { place in
        Place(
          entry: reading.candidates[place].entry, share: shares[place],
          logit: mix.logit(evidence[place]), evidence: evidence[place])
      }
      .sorted { ($0.logit, $1.entry) > ($1.logit, $0.entry) }
  }
}

/// What a matcher learned from its base.
public struct FAQMatcherReport: Sendable, Equatable {
  public internal(set) var entries = 0
  public internal(set) var questions = 0
  /// Questions that were held out to decide the mix; 0 where the base has one question an entry.
  public internal(set) var heldOut = 0
  /// The share of them whose entry came first.
  public internal(set) var heldOutAccuracy: Float = 0
  /// Whether training pairs were learned from: enough of them, and a gain on held-out questions.
  public internal(set) var usesPairs = false
  /// The weight of each kind of evidence that counts.
  public internal(set) var weights: [String: Float] = [:]
}
