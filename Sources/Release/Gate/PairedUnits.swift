internal import Evaluation

/// The turns, or dialogues, that count for a rate, as two versions fared with them.
struct PairedUnits {
  struct Unit {
    /// The entries that were expected or given.
    let entries: Set<String>
    /// Better otherwise.
    let isWorse: Bool
  }

  /// Those that fare differently, in the order of the cases.
  let changed: [Unit]

  /// - Complexity: O(turns).
  init(_ name: RateName, from before: EvaluationRun, to now: EvaluationRun) {
    var changed: [Unit] = []
    for (old, new) in zip(before.dialogues, now.dialogues) {
      for (was, next) in zip(Self.parts(old, name), Self.parts(new, name)) {
        guard let hitBefore = Self.isHit(name, was), let hit = Self.isHit(name, next),
          hitBefore != hit
        else { continue }
        let expected = next.turns.flatMap { $0.turn.expectation?.entries ?? [] }
        let given = (was.turns + next.turns).map(\.given).flatMap { given in
          given.options + [given.entry].compactMap { $0 }
        }
        changed.append(
          Unit(entries: Set(expected + given), isWorse: hit != name.isBetterHigh))
      }
    }
    self.changed = changed
  }

  /// A dialogue's turns one by one, or the whole where the rate counts dialogues.
  private static func parts(_ dialogue: DialogueResult, _ name: RateName) -> [DialogueResult] {
    switch name {
    case .transfer, .handedOver, .dialogueSuccess: [dialogue]
    default: dialogue.turns.map { DialogueResult(dialogue.source, turns: [$0]) }
    }
  }

  /// nil where the rate does not apply.
  private static func isHit(_ name: RateName, _ part: DialogueResult) -> Bool? {
    let counted = RateTable([part])[name]
    return counted.total == 0 ? nil : counted.hits > 0
  }

  /// All changes.
  var whole: PairedChange { Self.counted(changed) }

  /// The changes in which an entry of the scope was expected or given.
  func within(_ scope: GateScope) -> PairedChange {
    Self.counted(changed.filter { $0.entries.contains(where: scope.holds) })
  }

  private static func counted(_ units: [Unit]) -> PairedChange {
    let worse = units.count(where: \.isWorse)
    return PairedChange(worse: worse, better: units.count - worse)
  }
}
