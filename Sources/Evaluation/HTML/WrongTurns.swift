internal import Dialogue

/// Every turn that is not right, by outcome, each with its dialogue up to there.
enum WrongTurns {
  private static let outcomes: [Outcome] = [
    .missedHandoff, .wrongAnswer, .outOfScopeAnswered, .lowHandoff, .wrongHandoff, .assistedClarify,
    .unhelpfulClarify, .wrongDecline, .wrongSilence,
  ]

  static func section(_ run: EvaluationRun) -> Markup {
    var groups: [Outcome: [Markup]] = [:]
    for dialogue in run.dialogues {
      for (index, turn) in dialogue.turns.enumerated() {
        guard let outcome = turn.judgement?.outcome, outcomes.contains(outcome),
          let expected = turn.turn.expectation
        else { continue }
        groups[outcome, default: []].append(item(dialogue, index, turn, expected))
      }
    }
    let total = groups.values.reduce(0) { $0 + $1.count }
    guard total > 0 else {
      return "<section><h2>未判对的轮次<small>没有</small></h2></section>"
    }
    let parts = outcomes.compactMap { outcome -> Markup? in
      guard let items = groups[outcome] else { return nil }
      return """
        <details class="outcome"><summary><i class="\(outcome.tone)"></i>\(outcome.label)\
        <small>\(items.count) 轮</small></summary>\(.joined(items))</details>
        """
    }
    return """
      <section><h2>未判对的轮次<small>\(total) 轮，展开可见到此为止的对话</small></h2>\(.joined(parts))</section>
      """
  }

  private static func item(
    _ dialogue: DialogueResult, _ index: Int, _ turn: TurnResult, _ expected: TurnExpectation
  ) -> Markup {
    let lines = dialogue.turns[...index].map(line)
    let tags = dialogue.source.tags.map { "<span class=\"tag\">\($0)</span>" as Markup }
    let place = dialogue.turns.count > 1 ? "\(dialogue.source.id)#\(index + 1)" : dialogue.source.id
    return """
      <details class="turn"><summary><span class="id">\(place)</span>\
      <span class="say">\(turn.turn.text)</span>\
      <span class="verdict"><span>\(Wording.text(turn.given))</span>\
      <span class="expected">应为 \(Wording.text(expected))</span></span></summary>\
      <ol class="dialogue">\(.joined(lines))</ol>\
      <p class="tags">\(.joined(tags))\(setting(dialogue.source))</p></details>

      """
  }

  private static func line(_ turn: TurnResult) -> Markup {
    guard turn.turn.speaker == .customer else {
      return "<li class=\"agent\"><b>客服</b><span class=\"say\">\(turn.turn.text)</span></li>"
    }
    let said: Markup =
      turn.said.isEmpty
      ? "" : "<li class=\"bot\"><b>应答</b><span class=\"say\">\(turn.said)</span></li>"
    var verdict: Markup = "只铺垫，不评判"
    var tone = ""
    if let expected = turn.turn.expectation, let judgement = turn.judgement {
      let isGood = judgement.isRight && !judgement.missesHandoff
      tone = isGood ? "pass" : "fail"
      verdict = "\(isGood ? "✓" : "✗") \(judgement.outcome.label)　期望 \(Wording.text(expected))"
    }
    return """
      <li class="customer"><b>顾客</b><span class="say">\(turn.turn.text)</span></li>\(said)\
      <li class="judged"><b></b><span><span class="\(tone)">\(verdict)</span>　给出 \
      \(Wording.text(turn.given))　置信度 \(Figure.confidence(turn.given.confidence))</span></li>
      """
  }

  private static func setting(_ source: EvaluationCase) -> Markup {
    var parts = ["渠道 \(source.context.channel.rawValue)"]
    if let sku = source.context.sku { parts.append("商品 \(sku)") }
    if source.start != .evaluation { parts.append("日期 \(source.start.day)") }
    parts.append("\(source.fileName):\(source.line)")
    return "<span class=\"setting\">\(parts.joined(separator: " · "))</span>"
  }
}
