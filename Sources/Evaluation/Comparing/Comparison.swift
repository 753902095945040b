/// A run beside an earlier one, turn by turn, over the cases that both have; both are judged by
/// the labels of today.
public struct Comparison: Sendable, Equatable {
  /// A turn that was given differently.
  public struct Change: Sendable, Equatable {
    public let dialogue: String
    /// From 0.
    public let turn: Int
    public let text: String
    public let expectation: TurnExpectation
    public let before: Given
    public let now: Given
  }

  /// Both runs over the cases that both have.
  public let before: EvaluationReport
  public let now: EvaluationReport
  /// Turns that were not right and are now, in the order of the cases.
  public let better: [Change]
  /// Turns that were right and are not now.
  public let worse: [Change]
  /// Turns that are given differently and are as right or wrong as before.
  public let otherwise: Int
  /// Cases that only the new run has.
  public let added: Int
  /// Cases that only the earlier run has.
  public let removed: Int

  /// How likely a split of better and worse as uneven is by chance; the exact sign test.
  public var pValue: Double { signTest(better: better.count, worse: worse.count) }

  /// - Complexity: O(turns).
  public init(_ run: EvaluationRun, baseline predictions: [Prediction]) {
    let earlier = EvaluationRun(replaying: predictions, of: run.dialogues.map(\.source))
    let shared = Set(earlier.dialogues.map(\.source.id))
    let current = run.dialogues.filter { shared.contains($0.source.id) }
    var better: [Change] = []
    var worse: [Change] = []
    var otherwise = 0
    for (old, new) in zip(earlier.dialogues, current) {
      for (index, (before, now)) in zip(old.turns, new.turns).enumerated() {
        guard let expectation = now.turn.expectation, let was = before.judgement,
          let judgement = now.judgement
        else { continue }
        let change = Change(
          dialogue: new.source.id, turn: index, text: now.turn.text, expectation: expectation,
          before: before.given, now: now.given)
        switch (was.isRight, judgement.isRight) {
        case (false, true): better.append(change)
        case (true, false): worse.append(change)
        default:
          let isSame =
            before.given.decision == now.given.decision && before.given.entry == now.given.entry
          if !isSame { otherwise += 1 }
        }
      }
    }
    self.before = EvaluationReport(earlier)
    self.now = EvaluationReport(EvaluationRun(version: run.version, dialogues: current))
    self.better = better
    self.worse = worse
    self.otherwise = otherwise
    added = run.dialogues.count - current.count
    removed = Set(predictions.map(\.dialogue)).subtracting(run.dialogues.map(\.source.id)).count
  }
}
