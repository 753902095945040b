internal import Evaluation

/// The turns, or dialogues, that count for a rate, as two versions fared with them.
struct PairedUnits {
  struct Unit {
    /// What moves together when a model is fitted anew: the topic asked for.
    let block: String
    /// The entries that were expected or given.
    let entries: Set<String>
    let wasBad: Bool
    let isBad: Bool
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
        let given = (was.turns + next.turns).flatMap { [$0.given.entry].compactMap { $0 } + $0.given.options }
        let isBad = hit != name.isBetterHigh
        let wrong = (isBad ? next : was).turns.compactMap(\.given.entry).first
        changed.append(
          Unit(
            block: expected.min() ?? wrong ?? new.source.id, entries: Set(expected + given),
            wasBad: !isBad, isBad: isBad))
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

  /// All changes, those of a topic in one block.
  var whole: PairedChange {
    var blocks: [String: (worse: Int, better: Int)] = [:]
    for unit in changed {
      if unit.isBad { blocks[unit.block, default: (0, 0)].worse += 1 }
      if unit.wasBad { blocks[unit.block, default: (0, 0)].better += 1 }
    }
    return PairedChange(blocks: blocks.sorted { $0.key < $1.key }.map(\.value))
  }

  /// The changes in which an entry of the scope was expected or given, each by itself.
  func within(_ scope: GateScope) -> PairedChange {
    let touched = changed.filter { $0.entries.contains(where: scope.holds) }
    return PairedChange(
      worse: touched.count(where: \.isBad), better: touched.count(where: \.wasBad))
  }
}
