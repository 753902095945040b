import Index
import Matching
import TestSupport
import Testing
import Text

@Suite struct QuestionBaseTests {
  private static let texts = [
    "这个阔以退不？", "iPhone15 Pro Max 的壳子有吗", "", "  ", "發票怎麼開", "在吗吗吗吗吗", "1,299元贵了",
    "𠮷野家能送吗", "退货😀运费谁出", "ｆｕｌｌ width", "A", "？？？", "退货", "货退",
    String(repeating: "为什么还不发货，", count: 60), "tab\there", "e\u{301}clair 多少钱",
  ]

  private static func normalizer() throws -> Normalizer {
    Normalizer(try CharacterTables.computed())
  }

  @Test func textsComeBackAsTheyWere() throws {
    let base = QuestionBase(Self.texts, normalizer: try Self.normalizer())
    #expect(base.count == Self.texts.count)
    for (number, text) in Self.texts.enumerated() {
      #expect(Array(base.text(of: number).unicodeScalars) == Array(text.unicodeScalars))
    }
  }

  @Test func anyTextsComeBackAsTheyWere() throws {
    let normalizer = try Self.normalizer()
    for seed in UInt64(1)...3 {
      var random = SeededGenerator(seed: seed)
      let scalars: [Unicode.Scalar] = [
        "退", "货", "運", "费", "a", "B", "7", " ", "？", "，", "😀", "ß", "Ａ",
      ]
      let texts = (0..<700).map { _ in
        var text = String.UnicodeScalarView()
        for _ in 0..<random.below(40) { text.append(scalars[random.below(scalars.count)]) }
        return String(text)
      }
      let base = QuestionBase(texts, normalizer: normalizer)
      for (number, text) in texts.enumerated() {
        #expect(
          Array(base.text(of: number).unicodeScalars) == Array(text.unicodeScalars),
          "seed \(seed), text \(number)")
      }
    }
  }

  @Test func aSnapshotKeepsQuestionsAndTexts() throws {
    let base = QuestionBase(Self.texts, normalizer: try Self.normalizer())
    var writer = SnapshotWriter()
    base.write(to: &writer, QuestionBase.section)
    let opened = try QuestionBase(try Snapshot(bytes: writer.bytes()), QuestionBase.section)
    let (one, other) = (base.scratch(limit: 5), opened.scratch(limit: 5))
    for text in Self.texts {
      base.search(text, limit: 5, one)
      opened.search(text, limit: 5, other)
      let hits = (0..<one.retrieval.hitCount).map { one.retrieval.hit($0) }
      #expect(hits == (0..<other.retrieval.hitCount).map { other.retrieval.hit($0) })
      if let best = hits.first { #expect(!opened.text(of: best.question).isEmpty) }
    }
  }

  /// Damage where a search checks later neither crashes it nor stays unseen.
  @Test func aSearchThatChecksLaterFindsDamage() throws {
    var random = SeededGenerator(seed: 11)
    let texts = Self.texts + (0..<3_000).map { _ in RandomText.message(&random) }
    let base = QuestionBase(texts, normalizer: try Self.normalizer())
    var writer = SnapshotWriter()
    base.write(to: &writer, QuestionBase.section)
    let bytes = writer.bytes()
    let folder = try TemporaryFolder()
    let path = folder.path + "/base.snapshot"
    func search(_ bytes: [UInt8]) throws -> Snapshot {
      try AtomicFile.write(bytes, to: path)
      let snapshot = try Snapshot(path: path, checkingLater: true)
      let opened = try QuestionBase(snapshot, QuestionBase.section)
      let scratch = opened.scratch(limit: 10)
      for text in Self.texts {
        opened.search(text, limit: 10, scratch)
        for place in 0..<scratch.retrieval.hitCount {
          _ = opened.text(of: scratch.retrieval.hit(place).question)
        }
      }
      return snapshot
    }
    try search(bytes).checkUsed()
    let sections = SnapshotBytes.sectionsInParts(bytes)
    #expect(sections.count == 3)
    for (name, range) in sections {
      var damaged = bytes
      for place in range { damaged[place] ^= 0x55 }
      let snapshot = try search(damaged)
      #expect(throws: SnapshotError.self, "\(name)") { try snapshot.checkUsed() }
    }
  }
}
