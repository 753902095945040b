import Foundation
import Knowledge
import Testing

/// A change of the clean files that a rule must find, and one close to it that it must not.
struct LintRow: Sendable, CustomTestStringConvertible {
  let rule: LintRule
  let severity: Problem.Severity
  let broken: [String: String?]
  let place: String
  let field: String
  let fine: [String: String?]
  var words = ""

  var testDescription: String { "\(rule.rawValue) \(place)" }

  /// The same file, broken and fine, by replacing a text of the clean one.
  static func replacing(
    _ rule: LintRule, _ severity: Problem.Severity = .error, in file: String, _ old: String,
    broken: String, fine: String, at place: String, _ field: String, words: String = ""
  ) -> LintRow {
    let text = Fixture.files[file] ?? ""
    return LintRow(
      rule: rule, severity: severity, broken: [file: text.replacing(old, with: broken)],
      place: place, field: field, fine: [file: text.replacing(old, with: fine)], words: words)
  }
}

@Suite("The linter finds each kind of mistake once, and nothing where there is none")
struct LintTests {
  static let references: [LintRow] = [
    .replacing(
      .unknownID, in: "general/ship.yaml", "confusables: [ship.where]",
      broken: "confusables: [ship.where, ship.whem]", fine: "confusables: [ship.where]",
      at: "ship.yaml:3", "confusables", words: "是不是“ship.when”"),
    .replacing(
      .unknownID, in: "general/ship.yaml", "confusables: [ship.where]",
      broken: "confusables: [ship.where, ship.when]", fine: "confusables: [ship.where]",
      at: "ship.yaml:3", "confusables", words: "列了条目自己"),
    .replacing(
      .unknownID, in: "general/ship.yaml", "问位置→ship.where", broken: "问位置→ship.place",
      fine: "问位置→ship.where,a.weight", at: "ship.yaml:3", "not"),
    .replacing(
      .unknownID, in: "general/ship.yaml", "问位置→ship.where", broken: "问位置",
      fine: "问→位置→ship.where", at: "ship.yaml:3", "not", words: "没有箭头"),
    .replacing(
      .unknownID, .warning, in: "general/ship.yaml", "问位置→ship.where", broken: "问位置→另一条",
      fine: "问位置→ship.where", at: "ship.yaml:3", "not"),
    .replacing(
      .unknownID, in: "handoff.yaml", "[ship.where]", broken: "[human]", fine: "[]",
      at: "handoff.yaml:2", "related"),
    .replacing(
      .unknownID, in: "products/shared.yaml", "facts: [重量]",
      broken: "facts: [重量]\n    fallbacks: [size]", fine: "facts: [重量]\n    fallbacks: [ship.when]",
      at: "shared.yaml:2", "fallbacks"),
    .replacing(
      .unknownID, in: "shop.yaml", "welcome: [ship.when]", broken: "welcome: [hello]",
      fine: "welcome: [promo.day]", at: "shop.yaml:1", "welcome"),
    .replacing(
      .unknownID, in: "shop.yaml", "welcome: [ship.when]",
      broken: "matters: [[ship.*, promo.*], [hello.*]]", fine: "matters: [[ship.*, promo.day]]",
      at: "shop.yaml:1", "matters"),
    .replacing(
      .unknownID, in: "shop.yaml", "entry: ship.when", broken: "entry: paper",
      fine: "entry: a.weight",
      at: "shop.yaml:4", "auto_replies.entry"),
    .replacing(
      .duplicateID, in: "general/ship.yaml", "id: ship.where", broken: "id: ship.when",
      fine: "id: ship.where", at: "ship.yaml:12", "id"),
    .replacing(
      .duplicateID, in: "products/b.yaml", "sku: b", broken: "sku: a", fine: "sku: b",
      at: "b.yaml:1", "sku"),
    .replacing(
      .asymmetricConfusable, .warning, in: "general/ship.yaml", "confusables: [ship.when]",
      broken: "skill: 物流", fine: "confusables: [ship.when]", at: "ship.yaml:3", "confusables",
      words: "ship.yaml:12"),
  ]

  static let answers: [LintRow] = [
    .replacing(
      .unknownFact, in: "products/a.yaml", "answer: \"重{重量}\"", broken: "answer: \"重{分量}\"",
      fine: "answer: \"{重量}重\"", at: "a.yaml:8", "answer", words: "分量"),
    .replacing(
      .unknownFact, in: "general/ship.yaml", "answer: 当天发", broken: "answer: \"{天数}发\"",
      fine: "answer: 今天发", at: "ship.yaml:3", "answer"),
    .replacing(
      .unknownFact, in: "products/shared.yaml", "{product}重{fact}", broken: "{name}重{fact}",
      fine: "{product}的{key}", at: "shared.yaml:2", "answer"),
    .replacing(
      .unknownFact, in: "shop.yaml", "{bot}帮您找", broken: "{robot}帮您找", fine: "{shop}",
      at: "shop.yaml:4", "auto_replies.reply"),
    .replacing(
      .unbalancedBrace, in: "products/a.yaml", "answer: \"重{重量}\"", broken: "answer: \"重{重量\"",
      fine: "answer: \"重{重量}{重量}\"", at: "a.yaml:8", "answer"),
    .replacing(
      .unbalancedBrace, in: "products/a.yaml", "answer: \"重{重量}\"", broken: "answer: \"重{}量\"",
      fine: "answer: \"重\"", at: "a.yaml:8", "answer"),
    .replacing(
      .emptyAnswer, in: "general/ship.yaml", "answer: 当天发", broken: "answer: \"  \"",
      fine: "answer: 发", at: "ship.yaml:3", "answer"),
    .replacing(
      .longLiveAnswer, in: "products/a.yaml", "live: \"{重量}\"",
      broken: "live: \"一二三四五六七八九十一二三四五六七八九十一二三四五六七{重量}\"",
      fine: "live: \"一二三四五六七八九十一二三四五六七八九十一二三四五六{重量}\"",
      at: "a.yaml:8", "live", words: "31 字"),
  ]

  static let promotions: [LintRow] = [
    .replacing(
      .missingClosed, in: "promotions/day.yaml", "closed: 结束了", broken: "again: 啊",
      fine: "closed: 没了", at: "day.yaml:2", "closed"),
    .replacing(
      .missingElsewhere, in: "promotions/day.yaml", "elsewhere: 来直播间", broken: "again: 啊",
      fine: "elsewhere: 来", at: "day.yaml:2", "elsewhere"),
    .replacing(
      .impossibleDay, in: "promotions/day.yaml", "2026-12-31", broken: "2027-02-29",
      fine: "2028-02-29", at: "day.yaml:2", "window", words: "2027-02-29"),
    .replacing(
      .deadWindow, .warning, in: "promotions/day.yaml", "2026-12-31", broken: "2026-05-31",
      fine: "2026-06-01", at: "day.yaml:2", "window"),
    .replacing(
      .unknownChannel, in: "promotions/day.yaml", "channel: live", broken: "channel: lvie",
      fine: "channel: kol", at: "day.yaml:2", "channel"),
  ]

  static let products: [LintRow] = [
    LintRow(
      rule: .missingFallback, severity: .warning, broken: ["products/shared.yaml": nil as String?],
      place: "a.yaml:8", field: "id",
      fine: [
        "products/shared.yaml": nil as String?,
        "products/a.yaml": Fixture.files["products/a.yaml"]?
          .replacing("    title: 保温杯多重", with: "    title: 保温杯多重\n    confusables: [ship.when]"),
      ]),
    .replacing(
      .ambiguousAlias, .warning, in: "products/b.yaml", "price: 59.9",
      broken: "aliases: [杯子]\nprice: 59.9", fine: "aliases: [雨伞, 伞]\nprice: 59.9",
      at: "b.yaml:1", "aliases"),
  ]

  @Test(
    "each rule finds its mistake and leaves its neighbour alone",
    arguments: references + answers + promotions + products)
  func rule(_ row: LintRow) throws {
    let problems = try Fixture.lint(row.broken, today: "2026-06-01")
    let found = problems.filter { $0.rule == row.rule }
    #expect(found.count == 1, "\(problems)")
    let problem = try #require(found.first)
    #expect(problem.place == row.place)
    #expect(problem.field == row.field)
    #expect(problem.severity == row.severity)
    #expect(row.words.isEmpty || problem.message.contains(row.words), "\(problem.message)")
    #expect(problem.message.contains("；"), "a finding says how to mend it")
    let fine = try Fixture.lint(row.fine, today: "2026-06-01")
    #expect(fine.filter { $0.rule == row.rule }.isEmpty, "\(fine)")
  }

  @Test("the fixture is clean")
  func clean() throws {
    #expect(try Fixture.lint([:], today: "2026-06-01").isEmpty)
  }

  @Test("limits on questions and entries count what they say")
  func limits() throws {
    let fewQuestions = try Fixture.lint([:], fewestQuestions: 2).map(\.place)
    #expect(fewQuestions == ["day.yaml:2"], "shared wordings count for products")
    let fewEntries = try Fixture.lint([:], fewestEntries: 2)
    #expect(fewEntries.map(\.rule) == [.fewEntries, .fewEntries])
    #expect(fewEntries.map(\.place) == ["a.yaml:1", "b.yaml:1"])
  }

  @Test("without a day, no window is dead")
  func noDay() throws {
    let row = try #require(Self.promotions.first { $0.rule == .deadWindow })
    #expect(try Fixture.lint(row.broken).isEmpty)
  }

  @Test("the report orders by place, counts by rule and speaks Chinese")
  func report() throws {
    let problems = try Fixture.lint([
      "shop.yaml": "name: a\nwelcome: [x]\n",
      "general/ship.yaml": Fixture.files["general/ship.yaml"]?
        .replacing("confusables: [ship.when]", with: "skill: 物流"),
    ])
    let report = LintReport(problems.reversed())
    #expect(report.problems == problems)
    #expect(report.errors.count == 1)
    #expect(report.warnings.count == 1)
    #expect(report.counts.map(\.rule) == [.unknownID, .asymmetricConfusable])
    #expect(report.text.contains("：错误：welcome：没有编号为“x”的条目"))
    #expect(report.text.contains("共 1 处错误，1 处警告"))
    #expect(LintReport([]).text == "没有发现问题。\n")
  }

  @Test("a finding as data names everything")
  func encoding() throws {
    let problems = try Fixture.lint(["shop.yaml": "name: a\nwelcome: [x]\n"])
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let text = String(decoding: try encoder.encode(problems), as: UTF8.self)
    for part in [
      "\"rule\":\"unknown-id\"", "\"severity\":\"error\"", "\"line\":1", "\"field\":\"welcome\"",
    ] {
      #expect(text.contains(part), "\(text)")
    }
  }

  @Test("rules have distinct names")
  func names() {
    #expect(Set(LintRule.allCases.map(\.title)).count == LintRule.allCases.count)
  }
}
