internal import Dialogue

/// Everything measured in a run.
public struct EvaluationReport: Sendable, Equatable {
  public let run: EvaluationRun
  /// Turns in which the customer speaks.
  public let customerTurns: Int
  /// Turns with an expectation; the sum of the outcomes.
  public let expectedTurns: Int
  public let rates: RateTable
  private let outcomes: [Outcome: Int]
  /// Missed handoffs by the level asked.
  public let missedByLevel: [LabelledProportion]
  /// Out-of-scope turns answered by the dialogue's `oos:` tag.
  public let outOfScopeByKind: [LabelledProportion]
  /// Turns right by their depth, in dialogues of more than one turn.
  public let accuracyByDepth: [LabelledProportion]
  /// The customer's turns in the longest dialogue with every expected turn right.
  public let longestSuccess: Int
  /// The answers given, in the order of the cases.
  public let answers: [ConfidenceSample]
  /// Confidence against accuracy of the answers given.
  public let calibration: Calibration
  /// The answers given, by falling confidence; coverage is a share of the expected turns.
  public let riskCoverage: RiskCoverage
  /// The chance that a right answer is more confident than a wrong one.
  public let areaUnderROC: Double?
  public let slices: [SliceGroup]
  public let confusions: [Confusion]
  /// The entries with turns that are not right, worst first.
  public let failingEntries: [EntryResult]

  /// - Complexity: O(turns · tags of a case).
  public init(_ run: EvaluationRun) {
    self.run = run
    let dialogues = run.dialogues
    rates = RateTable(dialogues)
    slices = SliceGroup.dimensions(of: dialogues).map { SliceGroup($0, of: dialogues) }
    confusions = Confusion.all(in: dialogues)
    failingEntries = EntryResult.failing(in: dialogues)

    var outcomes: [Outcome: Int] = [:]
    var missed: [Int: Proportion] = [:]
    var kinds: [String: Proportion] = [:]
    var depths: [DepthBand: Proportion] = [:]
    var answers: [ConfidenceSample] = []
    var customerTurns = 0
    for dialogue in dialogues {
      for (index, turn) in dialogue.turns.enumerated() {
        if turn.turn.speaker == .customer { customerTurns += 1 }
        guard let expected = turn.turn.expectation, let judgement = turn.judgement else { continue }
        outcomes[judgement.outcome, default: 0] += 1
        if dialogue.turns.count > 1 {
          depths[DepthBand(turn: index + 1), default: Proportion()].count(judgement.isRight)
        }
        if expected.callsForHandoff {
          missed[expected.level ?? 0, default: Proportion()].count(judgement.missesHandoff)
        }
        if expected.isOutOfScope {
          for kind in Set(dialogue.source.tagged("oos")) {
            kinds[kind, default: Proportion()].count(turn.given.decision == .answer)
          }
        }
        if turn.given.decision == .answer {
          answers.append(
            ConfidenceSample(confidence: turn.given.confidence, isRight: judgement.isRight))
        }
      }
    }
    self.customerTurns = customerTurns
    self.outcomes = outcomes
    self.answers = answers
    expectedTurns = outcomes.values.reduce(0, +)
    missedByLevel = missed.sorted { $0.key < $1.key }
      .map { LabelledProportion(label: String($0.key), proportion: $0.value) }
    outOfScopeByKind = kinds.sorted { $0.key < $1.key }
      .map { LabelledProportion(label: $0.key, proportion: $0.value) }
    accuracyByDepth = DepthBand.allCases
      .map { LabelledProportion(label: $0.rawValue, proportion: depths[$0] ?? Proportion()) }
    longestSuccess =
      dialogues.filter { $0.succeeded == true }
      .map { $0.source.turns.count { $0.speaker == .customer } }.max() ?? 0
    calibration = Calibration(answers)
    riskCoverage = RiskCoverage(answers, questions: expectedTurns)
    areaUnderROC = Evaluation.areaUnderROC(answers)
  }

  /// How many turns came out so.
  public func count(_ outcome: Outcome) -> Int { outcomes[outcome] ?? 0 }

  /// Every question with an expectation that could be answered, with its best entry's confidence
  /// and whether that entry would be right, whatever was decided: what a threshold is chosen from.
  public var questions: [ConfidenceSample] {
    run.dialogues.flatMap(\.turns).compactMap { turn in
      guard let expected = turn.turn.expectation, expected.isInScope || expected.isOutOfScope,
        turn.given.decision != .silent
      else { return nil }
      let isRight =
        expected.decisions.contains(.answer)
        && (turn.given.entry.map { expected.entries.contains($0) } ?? false)
      return ConfidenceSample(confidence: turn.given.confidence, isRight: isRight)
    }
  }
}
