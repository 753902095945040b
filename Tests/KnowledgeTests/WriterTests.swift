import Foundation
import Index
import Knowledge
import Language
import Testing

@Suite("What is written is read back as it was")
struct WriterTests {
  /// Everything that a knowledge folder can hold, in the writer's own style.
  static let full: [String: String] = Fixture.files([
    "shop.yaml": """
    name: "90后小店"
    bot: "[机器人]"
    hours:
      opens: "09:30"
      closes: "24:00"
    confidence: {answer: 0.61, clarify: 0.2, live: 0.7, slope: 0.85, offset: -2.6}
    wrong_answers: {at_most: 2.5%, of: answers, confidence: 90%}
    seconds: {focus: 60, burst: 2, nudge: 0}
    large_refund: 199.5
    texts:
      welcome: "欢迎: {shop}"
      nudge: "还在吗 #1"
    auto_replies:
      - words: ["a,b", 执照]
        without: [假]
        reply: "好\\n的"
        window: 2026-01-01/2026-02-01
        channel: live
        entry: ship.when
    welcome: [ship.when, "a, b"]
    courtesies: [hello.*]
    about_talk: [ship.when]
    matters: [[ship.when, hello.*], ["hello.*"]]
    """,
    "handoff.yaml": (Fixture.files["handoff.yaml"] ?? "").replacing(
      "trigger: intent",
      with:
        "trigger: condition\n    condition: large_refund\n    reason: policy\n    second_person: true"
    ),
    "products/shared.yaml": (Fixture.files["products/shared.yaml"] ?? "").replacing(
      "facts: [重量]", with: "facts: [重量]\n    fallbacks: [ship.when]"),
    "lexicon/words.tsv": "word\ttopic\texample\n杯子\tx\t买杯子\n",
    "lexicon/synonyms.tsv": "group\tforms\texample\n怎么\t怎么|咋\t咋弄\n",
    "lexicon/dialect.tsv":
      "form\tregion\tstandard\tcondition\texample\tcounterexample\n咋个\t川\t怎么\t!next=子;end\t咋个\t\n",
    "lexicon/confusions.tsv": "wrong\tright\tkind\texample\n卷\t券\t形\t领卷\n",
    "lexicon/markers.tsv": "form\tkind\texample\n不\tnegation\t不要\n",
    "lexicon/polyphones.tsv": "word\tpinyin\texample\n重新\tchong xin\t重新发\n",
  ])

  @Test("load(write(base)) == base, and writing again changes nothing")
  func roundTrip() throws {
    let base = try Fixture.load(Self.full)
    let files = KnowledgeFiles.all(of: base)
    let folder = try TemporaryFolder()
    let changed = try FolderWriter.write(files, to: folder.path)
    #expect(changed == files.map(\.path))
    #expect(changed == changed.sorted())
    let again = try KnowledgeLoader.load(folder.path)
    #expect(again.withoutPlaces == base.withoutPlaces)
    #expect(KnowledgeFiles.all(of: again) == files)
    #expect(try FolderWriter.write(files, to: folder.path).isEmpty)
  }

  static let texts = [
    "", " a", "a ", "12 号", "null", "~", "No", "true", "- a", "-a", "?", "a: b", "a:", "a:b",
    "a #b", "#a", "{重量}", "[a]", "a,b", "\"a\"", "'a'", "a\\n", "a\nb", "a\tb", "a\r\nb", "&a",
    "*a", "!a", "|", ">", "%a", "@a", "`a`", "😀 好", "a\u{FEFF}b", "a\u{2028}b", "\u{7}", "\u{85}",
    "---", "...", "<<", "=", "0x1F", "1e5", "2026-01-01", "08:00", "。", "a\u{0301}", "👨‍👩‍👧", "：a： b",
  ]

  @Test("any text survives as a value, a list item and a key", arguments: texts)
  func scalar(_ text: String) throws {
    try check([text])
  }

  @Test("random texts survive", arguments: [1, 2, 3, 4] as [UInt64])
  func randomScalars(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let alphabet = Array(":-#{}[],&*!|>'\"%@`?\\ \t\n~<=.0aN好，😀\u{85}\u{2029}".unicodeScalars)
    let texts = (0..<200).map { _ in
      var text = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 1...6, using: &generator) {
        text.append(alphabet.randomElement(using: &generator) ?? "a")
      }
      return String(text)
    }
    try check(texts)
  }

  private func check(_ texts: [String]) throws {
    var base = try Fixture.load(Fixture.files)
    let place = SourceLocation(file: "", line: 0)
    base.products[0].facts = texts.enumerated().map { Fact(key: "k\($0)", value: $1) }
    base.products[0].variants = Array(Set(texts).subtracting([""])).sorted()
      .map { Fact(key: $0, value: "v") }
    let items = texts.filter { !$0.isEmpty && !$0.contains(where: \.isNewline) }
    base.products[0].aliases = items
    base.entries[0].questions = items.map { Question($0, place) }
    let folder = try TemporaryFolder()
    _ = try FolderWriter.write(KnowledgeFiles.all(of: base), to: folder.path)
    let again = try KnowledgeLoader.load(folder.path)
    #expect(again.products[0].facts == base.products[0].facts)
    #expect(again.products[0].variants == base.products[0].variants)
    #expect(again.products[0].aliases == items)
    #expect(again.entries[0].questions.map(\.text) == items)
  }

  @Test("the form is that of the hand-written files")
  func form() throws {
    let base = try Fixture.load(
      Fixture.files([
        "general/ship.yaml": """
        topic: 物流
        entries:
          - questions: ["12点前呢", 啥时候发]
            risk: 2
            live: 今天
            confusables: [ship.where]
            id: ship.when
            answer: 当天发
            title: 何时
        """
      ]))
    let file = KnowledgeFiles.all(of: base).first { $0.path == "general/ship.yaml" }
    #expect(
      file?.text == """
        topic: 物流
        entries:
          - id: ship.when
            title: 何时
            confusables: [ship.where]
            skill: 售前
            risk: 2
            answer: 当天发
            live: 今天
            questions:
              - "12点前呢"
              - 啥时候发

        """)
  }

  @Test("the comments at a file's head stay, those below are named before they go")
  func comments() throws {
    let old = "# 说明\n\nname: a  # 行尾\n# 里面\nbot: b\n"
    let folder = try TemporaryFolder(["shop.yaml": old])
    let file = KnowledgeFile(path: "shop.yaml", text: "name: b\n")
    let lost = FolderWriter.lostComments([file], in: folder.path)
    #expect(lost.map(\.line) == [4])
    _ = try FolderWriter.write([file], to: folder.path)
    #expect(folder.read("shop.yaml") == "# 说明\n\nname: b\n")
    #expect(FolderWriter.lostComments([file], in: folder.path).isEmpty)
  }

  @Test("a file without text is removed, and none stays beside")
  func removal() throws {
    let folder = try TemporaryFolder(["a/x.yaml": "x", "a/y.yaml": "y"])
    let files = [
      KnowledgeFile(path: "a/x.yaml", text: nil), KnowledgeFile(path: "a/z.yaml", text: nil),
      KnowledgeFile(path: "a/y.yaml", text: "new"),
    ]
    #expect(try FolderWriter.write(files, to: folder.path) == ["a/x.yaml", "a/y.yaml"])
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/a") == ["y.yaml"])
  }

  @Test("creating refuses what stands there, and writes nothing")
  func creating() throws {
    let folder = try TemporaryFolder(["b.yaml": "old"])
    let files = [
      KnowledgeFile(path: "a.yaml", text: "a"), KnowledgeFile(path: "b.yaml", text: "b"),
    ]
    #expect(throws: KnowledgeError.self) { try FolderWriter.create(files, in: folder.path) }
    #expect(folder.read("a.yaml") == nil)
    #expect(folder.read("b.yaml") == "old")
    #expect(throws: KnowledgeError.self) {
      try FolderWriter.create([files[0]], in: folder.path, isNewFolder: true)
    }
    #expect(folder.read("a.yaml") == nil)
    try FolderWriter.create([files[0]], in: folder.path)
    #expect(folder.read("a.yaml") == "a")
  }

  @Test("a failing write names its file and leaves it as it was")
  func failing() throws {
    let folder = try TemporaryFolder(["general": "a file, no folder"])
    let error = #expect(throws: FileWriteError.self) {
      try FolderWriter.write(
        [KnowledgeFile(path: "general/a.yaml", text: "a")], to: folder.path)
    }
    #expect(error?.path.hasSuffix("general/a.yaml") == true)
    #expect(folder.read("general") == "a file, no folder")
  }
}
