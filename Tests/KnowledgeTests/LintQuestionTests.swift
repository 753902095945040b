import Knowledge
import Testing

@Suite("The linter compares wordings after normalisation")
struct LintQuestionTests {
  static let rows: [LintRow] = [
    .replacing(
      .duplicateQuestion, .warning, in: "general/ship.yaml", "今天能发吗", broken: "啥時候發貨？",
      fine: "啥时候发", at: "ship.yaml:11", "questions", words: "ship.yaml:10"),
    .replacing(
      .duplicateQuestion, .warning, in: "products/a.yaml", "杯子几斤", broken: "多重啊", fine: "多沉",
      at: "shared.yaml:7", "questions", words: "a.yaml:13"),
    .replacing(
      .contradictingQuestion, in: "general/ship.yaml", "包裹在哪", broken: "啥时候 发货!",
      fine: "包裹何在", at: "ship.yaml:17", "questions", words: "ship.yaml:10"),
    .replacing(
      .contradictingQuestion, in: "promotions/day.yaml", "会员日几折", broken: "啥时候发货",
      fine: "会员日", at: "day.yaml:10", "questions", words: "ship.when"),
    .replacing(
      .contradictingQuestion, in: "products/shared.yaml", "多重啊", broken: "包裹在哪", fine: "沉不沉",
      at: "shared.yaml:7", "questions", words: "ship.where"),
    .replacing(
      .contradictingQuestion, in: "outside.yaml", "卖冰箱吗", broken: "包裹在哪", fine: "卖车吗",
      at: "outside.yaml:2", "near", words: "ship.where"),
    .replacing(
      .contradictingQuestion, in: "handoff.yaml", "叫人来", broken: "啥时候发货", fine: "包裹在哪",
      at: "handoff.yaml:9", "examples", words: "ship.when"),
    .replacing(
      .contradictingQuestion, in: "handoff.yaml", "你是人吗", broken: "叫人来", fine: "啥时候发货",
      at: "handoff.yaml:11", "counterexamples"),
    .replacing(
      .emptyQuestion, .warning, in: "general/ship.yaml", "今天能发吗", broken: "？！", fine: "1",
      at: "ship.yaml:11", "questions"),
    .replacing(
      .overlappingQuestion, .warning, in: "general/ship.yaml", "包裹在哪", broken: "请问啥时候发货呀",
      fine: "啥时候发货了", at: "ship.yaml:17", "questions", words: "“啥时候发货”"),
    .replacing(
      .overlappingQuestion, .warning, in: "products/shared.yaml", "多重啊", broken: "您好 包裹在哪呢",
      fine: "您好 多重呢", at: "shared.yaml:7", "questions", words: "ship.where"),
  ]

  @Test("each rule finds its mistake and leaves its neighbour alone", arguments: rows)
  func rule(_ row: LintRow) throws {
    try LintTests().rule(row)
  }

  @Test("the same attribute of two products may be asked in the same words")
  func sameAttribute() throws {
    let text = Fixture.files["products/b.yaml"]?.replacing("伞几斤", with: "杯子几斤")
    #expect(try Fixture.lint(["products/b.yaml": text]).isEmpty)
  }

  @Test("a product's question may be that of its general fallback, and of no other")
  func fallback() throws {
    let asked = Fixture.files["products/a.yaml"]?.replacing("杯子几斤", with: "包裹在哪")
    #expect(
      try Fixture.lint(["products/a.yaml": asked]).map(\.rule) == [.contradictingQuestion])
    let declared = asked?.replacing(
      "    title: 保温杯多重", with: "    title: 保温杯多重\n    confusables: [ship.where]")
    let rules = try Fixture.lint(["products/a.yaml": declared]).map(\.rule)
    #expect(!rules.contains(.contradictingQuestion))
  }

  @Test("an overlap is told once for a pair of entries, with their number")
  func overlapCount() throws {
    let text = Fixture.files["general/ship.yaml"]?
      .replacing("包裹在哪", with: "请问啥时候发货")
      .replacing("快递走到哪了", with: "亲 今天能发吗")
    let found = try Fixture.lint(["general/ship.yaml": text])
    #expect(found.map(\.rule) == [.overlappingQuestion])
    #expect(found.first?.message.contains("还有 1 处") == true)
  }

  @Test("politeness comes from the lexicon too")
  func lexiconPoliteness() throws {
    let question = Fixture.files["general/ship.yaml"]?.replacing("包裹在哪", with: "掌柜啥时候发货")
    #expect(try Fixture.lint(["general/ship.yaml": question]).isEmpty)
    let found = try Fixture.lint([
      "general/ship.yaml": question,
      "lexicon/markers.tsv": "form\tkind\texample\n掌柜\tpoliteness\t掌柜在吗\n",
    ])
    #expect(found.map(\.rule) == [.overlappingQuestion])
  }

  @Test("a text of the evaluation may not stand in the knowledge; titles are no matter")
  func evaluation() throws {
    let cases = try TemporaryFolder([
      "a.jsonl": """
      {"id": "1", "turns": [{"text": "到哪了"}, {"text": "今天能發嗎？"}]}

      {"id": "2", "turns": [{"text": "包裹在哪", "from": "agent"}, {"text": "没有的话"}]}
      """,
      "note.txt": "快递走到哪了",
    ])
    let found = try Fixture.lint([:], evaluation: cases.path)
    #expect(found.map(\.rule) == [.evaluationText])
    #expect(found.first?.place == "ship.yaml:11")
    #expect(found.first?.message.contains("a.jsonl:1") == true)
  }

  @Test("a broken evaluation file, and one that is not there, are found")
  func brokenEvaluation() throws {
    let cases = try TemporaryFolder(["a.jsonl": "{\"id\": \"1\", \"turns\": []}\n{\"id\"\n"])
    let found = try Fixture.lint([:], evaluation: cases.path)
    #expect(found.map(\.rule) == [.evaluationFile])
    #expect(found.map(\.place) == ["a.jsonl:2"])
    let missing = try Fixture.lint([:], evaluation: cases.path + "/none")
    #expect(missing.map(\.rule) == [.evaluationFile])
  }
}
