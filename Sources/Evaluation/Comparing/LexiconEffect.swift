public import Dialogue
public import Language

/// What one row of the lexicons does to labelled dialogues.
public struct LexiconEffect: Sendable, Equatable {
  public let use: LexiconUse
  /// Turns whose reading makes use of the row.
  public let turns: Int
  /// Texts that are judged right only with the row, and only without it.
  public let helped: [String]
  public let harmed: [String]

  /// Leaves out every row that is made use of, one at a time, and judges the dialogues anew that
  /// make use of it; rows that change something, the harmful ones first. O(rows · dialogues).
  public static func measure(
    _ cases: [EvaluationCase], with bot: Bot,
    progress: (@Sendable (_ done: Int, _ total: Int) -> Void)? = nil
  ) async -> [LexiconEffect] {
    var places: [LexiconUse: [Int]] = [:]
    var turns: [LexiconUse: Int] = [:]
    for (index, source) in cases.enumerated() {
      for turn in source.turns where turn.speaker == .customer {
        for use in bot.lexiconUses(in: turn.text) {
          if places[use]?.last != index { places[use, default: []].append(index) }
          turns[use, default: 0] += 1
        }
      }
    }
    let whole = await EvaluationRun.run(cases, with: BotResponder(bot)).dialogues
    var effects: [LexiconEffect] = []
    let uses = places.sorted { $0.key.name < $1.key.name }
    for (done, (use, indices)) in uses.enumerated() {
      let part = await EvaluationRun.run(
        indices.map { cases[$0] }, with: BotResponder(bot.without(use)))
      let effect = compare(use, turns[use] ?? 0, indices.map { whole[$0] }, part.dialogues)
      if !effect.helped.isEmpty || !effect.harmed.isEmpty { effects.append(effect) }
      progress?(done + 1, uses.count)
    }
    func balance(_ effect: LexiconEffect) -> Int { effect.helped.count - effect.harmed.count }
    return effects.sorted { (balance($0), $0.use.name) < (balance($1), $1.use.name) }
  }

  private static func compare(
    _ use: LexiconUse, _ turns: Int, _ with: [DialogueResult], _ without: [DialogueResult]
  ) -> LexiconEffect {
    var helped: [String] = []
    var harmed: [String] = []
    for (left, right) in zip(with, without) {
      for (kept, dropped) in zip(left.turns, right.turns) {
        guard let before = kept.judgement, let after = dropped.judgement,
          before.isRight != after.isRight
        else { continue }
        if before.isRight { helped.append(kept.turn.text) } else { harmed.append(kept.turn.text) }
      }
    }
    return LexiconEffect(use: use, turns: turns, helped: helped, harmed: harmed)
  }
}
