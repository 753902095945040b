public import Evaluation

/// A turn that two versions answer differently.
public struct DecisionChange: Sendable, Equatable {
  public enum Verdict: String, Sendable, CaseIterable {
    case worse, better
    /// As right or wrong as before, or not labelled.
    case otherwise
  }

  public let dialogue: String
  /// From 0.
  public let turn: Int
  public let text: String
  public let before: Given
  public let now: Given
  public let verdict: Verdict

  /// Every turn of two runs over the same cases with another decision, entry, offer or handoff;
  /// the worse ones first, then in the order of the cases.
  ///
  /// - Complexity: O(turns).
  public static func all(from before: EvaluationRun, to now: EvaluationRun) -> [DecisionChange] {
    var changes: [DecisionChange] = []
    for (old, new) in zip(before.dialogues, now.dialogues) {
      for (index, (was, next)) in zip(old.turns, new.turns).enumerated() {
        let isSame =
          was.given.decision == next.given.decision && was.given.entry == next.given.entry
          && was.given.options == next.given.options && was.given.handoff == next.given.handoff
        if isSame { continue }
        let verdict: Verdict =
          switch (was.judgement?.isRight, next.judgement?.isRight) {
          case (true, false): .worse
          case (false, true): .better
          default: .otherwise
          }
        changes.append(
          DecisionChange(
            dialogue: new.source.id, turn: index, text: next.turn.text, before: was.given,
            now: next.given, verdict: verdict))
      }
    }
    return Verdict.allCases.flatMap { verdict in changes.filter { $0.verdict == verdict } }
  }
}
