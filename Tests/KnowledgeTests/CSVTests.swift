import Foundation
import Knowledge
import Language
import Testing

@Suite("Tables for Excel")
struct CSVTests {
  @Test("cells survive, in the form that Excel opens")
  func roundTrip() throws {
    let records = [
      ["a", "b,c", "d\"e", ""], ["多行\n第二行", "\r\n", " x ", "\"\""], ["", "", "", "😀"],
    ]
    let text = CSV.write(records)
    #expect(text.hasPrefix("\u{FEFF}a,\"b,c\",\"d\"\"e\",\r\n"))
    #expect(text.hasSuffix("\r\n"))
    #expect(try CSV.read(text, file: "t.csv").map(\.cells) == records)
  }

  @Test("random cells survive", arguments: [11, 12, 13] as [UInt64])
  func randomCells(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let alphabet = Array("\",\r\n a好=-'😀".unicodeScalars)
    let records = (0..<300).map { _ in
      (0..<3).map { _ in
        var text = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...5, using: &generator) {
          text.append(alphabet.randomElement(using: &generator) ?? "a")
        }
        return String(text)
      }
    }
    #expect(try CSV.read(CSV.write(records), file: "t.csv").map(\.cells) == records)
  }

  @Test("line ends and a missing last one do not matter; lines are counted through cells")
  func lines() throws {
    let records = try CSV.read("a,b\n\"x\ny\",2\r\n\r\nc,d", file: "t.csv")
    #expect(records.map(\.cells) == [["a", "b"], ["x\ny", "2"], ["c", "d"]])
    #expect(records.map(\.line) == [1, 2, 5])
  }

  @Test(
    "a broken quote is named by line and column",
    arguments: [
      ("a,b\nc,d\"e\n", 2, "column 4", "quote the whole cell"),
      ("a\n\"b\" c\n", 2, "column 4", "write quotes inside a cell twice"),
      ("a\nb,\"c\nd\n", 2, "column 3", "never closed"),
    ])
  func brokenQuote(_ text: String, _ line: Int, _ column: String, _ mend: String) throws {
    let error = #expect(throws: KnowledgeError.self) { try CSV.read(text, file: "t.csv") }
    let problem = try #require(error?.problems.first)
    #expect(problem.place == "t.csv:\(line)")
    #expect(problem.message.hasPrefix(column), "\(problem.message)")
    #expect(problem.message.contains(mend))
  }

  // MARK: - Entries

  private static let entry = [
    "id": "ship.new", "tier": "general", "title": "标题", "answer": "答",
  ]

  private static func table(_ rows: [[String: String]]) -> String {
    CSV.write(
      [EntryTable.columns] + rows.map { row in EntryTable.columns.map { row[$0] ?? "" } })
  }

  @Test("entries survive", arguments: [21, 22] as [UInt64])
  func entries(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var entries = try Fixture.load(WriterTests.full).entries
    let texts = ["=1+1", "'=x", "''-", "-5度", "@a", "+", "'a", "a\"b", "a,b", "多 行", "😀", "12"]
    for index in entries.indices {
      entries[index].title = texts.randomElement(using: &generator) ?? ""
      entries[index].answer = texts.shuffled(using: &generator).joined(separator: "\n")
      entries[index].exclusions = texts.shuffled(using: &generator)
      entries[index].declines = Bool.random(using: &generator)
      entries[index].risk = Int.random(in: 0...3, using: &generator)
      entries[index].questions = texts.shuffled(using: &generator)
        .map { Question($0, SourceLocation(file: "", line: 0)) }
    }
    var base = KnowledgeBase()
    base.entries = entries
    for index in base.entries.indices { base.entries[index].topic = "" }
    var again = KnowledgeBase()
    again.entries = try EntryTable.entries(
      csv: EntryTable.csv(entries), file: "t.csv", products: ["a", "b"])
    #expect(again.withoutPlaces == base.withoutPlaces)
  }

  @Test(
    "a wrong cell is named by line, column and mend",
    arguments: [
      (["id": ""], "id", "fill it in"), (["title": ""], "title", "fill it in"),
      (["tier": "x"], "tier", "general, product, promotion"),
      (["risk": "4"], "risk", "0 to 3"), (["declines": "maybe"], "declines", "true or empty"),
      (["window": "2026-1-1"], "window", "two days such as"),
      (["sku": "a"], "sku", "clear it"),
      (["tier": "product", "sku": "c", "id": "c.x"], "sku", "new-product"),
      (["tier": "product", "sku": "a"], "id", "must begin with the product's 'a.'"),
    ] as [([String: String], String, String)])
  func wrongCell(_ change: [String: String], _ field: String, _ mend: String) throws {
    let rows = [Self.entry, Self.entry.merging(["id": "ship.b"].merging(change) { $1 }) { $1 }]
    let error = #expect(throws: KnowledgeError.self) {
      try EntryTable.entries(csv: Self.table(rows), file: "t.csv", products: ["a"])
    }
    #expect(error?.problems.map(\.place) == ["t.csv:3"])
    #expect(error?.problems.map(\.field) == [field])
    #expect(error?.problems.first?.message.contains(mend) == true)
  }

  @Test("a table that Excel saved in another encoding is named by line")
  func encoding() throws {
    let folder = try TemporaryFolder(["t.csv": "\u{FEFF}id\n"])
    #expect(try EntryTable.text(at: folder.path + "/t.csv") == "id\n")
    try folder.write(Data("id\n".utf8) + Data([0xC4, 0xE3]), "t.csv")
    let broken = #expect(throws: KnowledgeError.self) {
      try EntryTable.text(at: folder.path + "/t.csv")
    }
    #expect(broken?.problems.map(\.place) == ["t.csv:2"])
    let missing = #expect(throws: KnowledgeError.self) {
      try EntryTable.text(at: folder.path + "/none.csv")
    }
    #expect(missing?.problems.map(\.place) == ["none.csv"])
  }

  @Test("all wrong rows come in one run")
  func allRows() throws {
    let rows = [Self.entry, Self.entry, Self.entry.merging(["risk": "x"]) { $1 }]
    let text = Self.table(rows) + "short,row\r\n"
    let error = #expect(throws: KnowledgeError.self) {
      try EntryTable.entries(csv: text, file: "t.csv", products: [])
    }
    #expect(error?.problems.map(\.place) == ["t.csv:3", "t.csv:4", "t.csv:4", "t.csv:5"])
    #expect(error?.problems.last?.message.contains("must have 18") == true)
  }

  @Test(
    "a wrong header is told by what is missing and unknown",
    arguments: [
      ("", "the table is empty"), ("id,tier,nonsense\r\n", "unknown: nonsense"),
      ("id;tier;sku\r\n", "CSV UTF-8"), ("id,tier\r\n", "missing: sku"),
    ])
  func wrongHeader(_ text: String, _ words: String) throws {
    let error = #expect(throws: KnowledgeError.self) {
      try EntryTable.entries(csv: text, file: "t.csv", products: [])
    }
    #expect(error?.problems.first?.place == "t.csv:1")
    #expect(error?.problems.first?.message.contains(words) == true)
  }
}
