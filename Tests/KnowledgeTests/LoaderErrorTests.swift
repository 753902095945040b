import Foundation
import Knowledge
import Language
import Testing

@Suite("The loader names file, line, field and mend")
struct LoaderErrorTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let name: String
    let file: String
    let text: String
    let place: String
    let field: String
    let mend: String

    init(
      _ name: String, _ file: String, _ text: String, at place: String, _ field: String,
      _ mend: String
    ) {
      self.name = name
      self.file = file
      self.text = text
      self.place = place
      self.field = field
      self.mend = mend
    }

    var testDescription: String { name }
  }

  static let rows = [
    Row(
      "broken YAML", "general/ship.yaml", "entries:\n  - id: a\n   title: b\n",
      at: "ship.yaml:3", "", "check indentation"),
    Row(
      "empty file", "general/ship.yaml", "", at: "ship.yaml", "", "write its entries or remove it"),
    Row("no entries", "general/ship.yaml", "topic: x\n", at: "ship.yaml:1", "", "add the list"),
    Row(
      "unknown field", "general/ship.yaml",
      "entries:\n  - id: a\n    title: b\n    anser: c\n    answer: d\n",
      at: "ship.yaml:4", "anser", "known ones are"),
    Row(
      "missing answer", "general/ship.yaml", "entries:\n  - id: a\n    title: b\n",
      at: "ship.yaml:2", "entries[0].answer", "add it"),
    Row(
      "empty title", "general/ship.yaml", "entries:\n  - id: a\n    title: \"\"\n    answer: b\n",
      at: "ship.yaml:3", "entries[0].title", "fill it in"),
    Row(
      "empty optional text", "general/ship.yaml",
      "entries:\n  - id: a\n    title: b\n    answer: c\n    again: \"\"\n",
      at: "ship.yaml:5", "entries[0].again", "fill it in or remove the field"),
    Row(
      "question of several lines", "general/ship.yaml",
      "entries:\n  - id: a\n    title: b\n    answer: c\n    questions:\n      - \"d\\ne\"\n",
      at: "ship.yaml:6", "entries[0].questions[0]", "write it on one line"),
    Row(
      "empty question", "general/ship.yaml",
      "entries:\n  - id: a\n    title: b\n    answer: c\n    questions:\n      - \"\"\n",
      at: "ship.yaml:6", "entries[0].questions[0]", "remove it"),
    Row(
      "questions are no list", "general/ship.yaml",
      "entries:\n  - id: a\n    title: b\n    answer: c\n    questions: d\n",
      at: "ship.yaml:5", "entries[0].questions", "must be a list"),
    Row(
      "risk out of range", "general/ship.yaml",
      "entries:\n  - id: a\n    title: b\n    answer: c\n    risk: 4\n",
      at: "ship.yaml:5", "entries[0].risk", "from 0 to 3"),
    Row(
      "window backwards", "promotions/day.yaml",
      "entries:\n  - id: a\n    title: b\n    answer: c\n    window: 2026-06-20/2026-06-01\n",
      at: "day.yaml:5", "entries[0].window", "two days such as 2026-06-01/2026-06-20"),
    Row(
      "window without a second day", "promotions/day.yaml",
      "entries:\n  - id: a\n    title: b\n    answer: c\n    window: 2026-6-1\n",
      at: "day.yaml:5", "entries[0].window", "two days such as"),
    Row(
      "declines is no truth value", "general/ship.yaml",
      "entries:\n  - id: a\n    title: b\n    answer: c\n    declines: maybe\n",
      at: "ship.yaml:5", "entries[0].declines", "true or false"),
    Row(
      "price is no number", "products/a.yaml", "sku: a\nname: b\nprice: 便宜\n", at: "a.yaml:3",
      "price", "must be a number"),
    Row(
      "unknown trigger", "handoff.yaml",
      "situations:\n  - id: a\n    situation: b\n    skill: c\n    trigger: maybe\n    reply: d\n",
      at: "handoff.yaml:5", "situations[0].trigger", "intent or condition"),
    Row(
      "opening time", "shop.yaml", "name: a\nhours:\n  opens: \"8\"\n", at: "shop.yaml:3",
      "hours.opens", "\"08:00\""),
    Row(
      "unknown text", "shop.yaml", "name: a\ntexts:\n  welcom: b\n", at: "shop.yaml:3", "welcom",
      "known ones are"),
    Row(
      "auto reply without words", "shop.yaml", "name: a\nauto_replies:\n  - reply: b\n",
      at: "shop.yaml:3", "auto_replies[0]", "needs `words`"),
    Row("key twice", "shop.yaml", "name: a\nname: b\n", at: "shop.yaml", "", "keep one of each"),
    Row(
      "lexicon header", "lexicon/words.tsv", "word\texample\n",
      at: "words.tsv:1", "", "the header must be 'word⇥topic⇥example'"),
    Row(
      "lexicon columns", "lexicon/words.tsv", "word\ttopic\texample\na\tb\tc\td\n",
      at: "words.tsv:2", "", "must have 3: word, topic, example"),
    Row(
      "empty first cell", "lexicon/words.tsv", "word\ttopic\texample\n\tb\tc\n",
      at: "words.tsv:2", "word", "fill it in"),
    Row(
      "marker kind", "lexicon/markers.tsv", "form\tkind\texample\n不\tno\t不要\n",
      at: "markers.tsv:2", "kind", "known ones are negation"),
    Row(
      "dialect condition", "lexicon/dialect.tsv",
      "form\tregion\tstandard\tcondition\texample\tcounterexample\n咋\t川\t怎么\tnear=a\t咋弄\t\n",
      at: "dialect.tsv:2", "condition", "write clauses such as"),
  ]

  @Test("a broken file", arguments: rows)
  func brokenFile(_ row: Row) throws {
    let folder = try TemporaryFolder(Fixture.files([row.file: row.text]))
    let problems = Fixture.loadingProblems(folder.path)
    let found = problems.contains {
      $0.place == row.place && $0.field == row.field && $0.message.contains(row.mend)
        && $0.severity == .error
    }
    #expect(found, "found: \(problems.map(\.description))")
  }

  @Test("bytes that are not UTF-8 are found by line")
  func invalidUTF8() throws {
    let folder = try TemporaryFolder(Fixture.files)
    try folder.write(Data("name: a\nbot: ".utf8) + Data([0xB0, 0xA1, 0x0A]), "shop.yaml")
    let problems = Fixture.loadingProblems(folder.path)
    #expect(problems.map(\.place) == ["shop.yaml:2"])
    #expect(problems.first?.message.contains("save the file as UTF-8") == true)
  }

  @Test("a folder that is not there, or holds nothing")
  func noFolder() throws {
    let empty = try TemporaryFolder()
    let missing = Fixture.loadingProblems(empty.path + "/none")
    #expect(missing.first?.location.file == empty.path + "/none")
    #expect(missing.first?.message.contains("yingda knowledge new") == true)
    #expect(Fixture.loadingProblems(empty.path).first?.message.contains("holds no entries") == true)
  }

  @Test("all problems of all files come in one run, in the order of the files")
  func allAtOnce() throws {
    let folder = try TemporaryFolder(
      Fixture.files([
        "shop.yaml": "name: a\nx: 1\n", "general/ship.yaml": "entries:\n  - id: a\n",
        "lexicon/words.tsv": "word\n",
      ]))
    let files = Fixture.loadingProblems(folder.path).map { $0.place.prefix { $0 != ":" } }
    #expect(files == ["shop.yaml", "ship.yaml", "ship.yaml", "words.tsv"])
  }

  @Test("byte order mark, CR LF, a cut last cell and comments in a table are fine")
  func tolerated() throws {
    let base = try Fixture.load(
      Fixture.files([
        "shop.yaml": "\u{FEFF}name: 小店\r\nbot: 小二\r\n",
        "lexicon/words.tsv": "\u{FEFF}word\ttopic\texample\r\n# 注释\r\n杯子\tx\t买杯子\r\n伞\tx\r\n",
      ]))
    #expect(base.shop.bot == "小二")
    #expect(base.lexicon.words.map(\.text) == ["杯子", "伞"])
    #expect(base.lexicon.words.map(\.location.line) == [3, 4])
  }
}
