import Dialogue
import Evaluation
import Testing

@Suite struct CaseReaderTests {
  @Test func readsEveryField() throws {
    let line = """
      {"id": "d-1", "tags": ["style:plain", "pair:01"], "context": {"sku": "yx-down", "channel": \
      "live", "customer": "c-1", "now": "2026-06-18T10:00:00+08:00"}, "turns": [{"text": "在吗"}, \
      {"text": "您好", "from": "agent", "wait": 300}, {"text": "找人工", "expect": {"decision": \
      ["handoff"], "entry": ["service.human"], "level": 1, "skill": "售后"}}]}
      """
    let set = try CaseReader.read(Array(line.utf8), file: "a/b.jsonl")
    let time = try #require(ShopTime("2026-06-18T10:00:00+08:00"))
    let expected = EvaluationCase(
      id: "d-1", tags: ["style:plain", "pair:01"],
      context: {
        var context = DialogueContext(channel: .live, sku: "yx-down")
        context.customer = "c-1"
        return context
      }(), start: time,
      turns: [
        .init("在吗"), .init("您好", from: .agent, wait: 300),
        .init(
          "找人工",
          expect: TurnExpectation([.handoff], entries: ["service.human"], level: 1, skill: "售后")),
      ], file: "a/b.jsonl", line: 1)
    #expect(set.cases == [expected])
    #expect(set.warnings.isEmpty)
    #expect(set.cases[0].fileName == "b")
    #expect(set.cases[0].tagged("pair") == ["01"])
  }

  @Test func levelAndSkillMayStandBesideTheExpectation() throws {
    let line = """
      {"id":"a","turns":[{"text":"x","expect":{"decision":["handoff"]},"level":2,"skill":"投诉"}]}
      """
    let set = try CaseReader.read(Array(line.utf8), file: "f")
    #expect(
      set.cases[0].turns[0].expectation == TurnExpectation([.handoff], level: 2, skill: "投诉"))
  }

  @Test func defaultsAndBlankLinesAndByteOrderMark() throws {
    let text = "\u{FEFF}\r\n\n{\"id\":\"a\",\"turns\":[{\"text\":\"\"}]}\r\n"
    let set = try CaseReader.read(Array(text.utf8), file: "f")
    #expect(set.cases.count == 1)
    #expect(set.cases[0].start == .evaluation)
    #expect(set.cases[0].context == DialogueContext())
    #expect(set.cases[0].line == 3)
  }

  @Test(arguments: [
    (#"{"id": 1, "turns": [{"text": "x"}]}"#, "id", "is a number"),
    (#"{"turns": [{"text": "x"}]}"#, "id", "is missing"),
    (#"{"id": "", "turns": [{"text": "x"}]}"#, "id", "is empty"),
    (#"{"id": "a"}"#, "turns", "is missing"),
    (#"{"id": "a", "turns": []}"#, "turns", "is empty"),
    (#"{"id": "a", "turns": {}}"#, "turns", "is an object"),
    (#"{"id": "a", "turns": ["x"]}"#, "turns[0]", "is a string"),
    (#"{"id": "a", "turns": [{}]}"#, "turns[0].text", "is missing"),
    (#"{"id": "a", "turns": [{"text": 3}]}"#, "turns[0].text", "is a number"),
    (#"{"id": "a", "tags": "t", "turns": [{"text": "x"}]}"#, "tags", "write a list: [\"t\"]"),
    (#"{"id": "a", "tags": [1], "turns": [{"text": "x"}]}"#, "tags[0]", "must be a string"),
    (#"{"id": "a", "context": 1, "turns": [{"text": "x"}]}"#, "context", "is a number"),
    (
      #"{"id": "a", "context": {"now": "today"}, "turns": [{"text": "x"}]}"#, "context.now",
      "2026-06-18T10:00:00+08:00"
    ),
    (
      #"{"id": "a", "context": {"channel": "tv"}, "turns": [{"text": "x"}]}"#, "context.channel",
      "live, kol, video, dm, web, wechat, wecom"
    ),
    (
      #"{"id": "a", "turns": [{"text": "x", "expect": {"decision": ["reply"]}}]}"#,
      "turns[0].expect.decision[0]", "answer, clarify, handoff, decline, silent"
    ),
    (
      #"{"id": "a", "turns": [{"text": "x", "expect": {"decision": "answer"}}]}"#,
      "turns[0].expect.decision", "write a list"
    ),
    (
      #"{"id": "a", "turns": [{"text": "x", "expect": {"entry": ["e"]}}]}"#,
      "turns[0].expect.decision", "names no decision"
    ),
    (
      #"{"id": "a", "turns": [{"text": "x", "expect": {"decision": ["handoff"], "level": 4}}]}"#,
      "turns[0].expect.level", "from 0 to 3"
    ),
    (#"{"id": "a", "turns": [{"text": "x", "level": 2}]}"#, "turns[0].level", "add \"expect\""),
    (#"{"id": "a", "turns": [{"text": "x", "wait": -1}]}"#, "turns[0].wait", "whole number"),
    (#"{"id": "a", "turns": [{"text": "x", "wait": 1.5}]}"#, "turns[0].wait", "whole number"),
    (#"{"id": "a", "turns": [{"text": "x", "wait": 1e300}]}"#, "turns[0].wait", "whole number"),
    (#"{"id": "a", "turns": [{"text": "x", "from": "bot"}]}"#, "turns[0].from", "customer, agent"),
    (
      #"{"id": "a", "turns": [{"text": "x", "from": "agent", "expect": {"decision": ["answer"]}}]}"#,
      "turns[0].expect", "an agent's turn gets no reply"
    ),
    ("[]", "", "is a list"),
    (#"{"id": "a", "turns": [{"text": "x"}],}"#, "", "column 38: a field name in double quotes"),
    (#"{"id": "a", "id": "b"}"#, "", "stands twice"),
    (#"{"id": "a"} {"#, "", "column 13: something follows"),
    (#"{"id": "一"#, "", "column 10: the string has no end"),
    (#"{"id": tru}"#, "", "column 8: an unquoted word"),
    (#"{"id": 1e999}"#, "", "too large"),
    (#"{"id": 01}"#, "", "a comma or }"),
    (#"{"id": "\x"}"#, "", "an unknown escape"),
    (#"{"id": "\u12g4"}"#, "", "four hexadecimal digits"),
    ("{\"id\": \"\u{1}\"}", "", "a control character"),
    (String(repeating: "[", count: 5000), "", "nested more than 64 deep"),
  ])
  func reportsWhatIsWrong(line: String, field: String, message: String) {
    let error = #expect(throws: InputError.self) {
      try CaseReader.read(Array(("\n" + line).utf8), file: "f.jsonl")
    }
    let problem = error?.problems.first
    #expect(problem?.file == "f.jsonl")
    #expect(problem?.line == 2)
    #expect(problem?.field == field)
    #expect(problem?.message.contains(message) == true, "\(problem?.message ?? "")")
  }

  @Test func reportsAllProblemsOfARun() {
    let text = """
      {"id": "a", "turns": [{"text": "x", "wait": -1}, {"text": 2}]}
      {"id": "b", "turns": [{"text": "x"}]}
      {"id": "b", "turns": [{"text": "y"}]}
      broken
      """
    let error = #expect(throws: InputError.self) {
      try CaseReader.read(Array(text.utf8), file: "f")
    }
    #expect(error?.problems.map(\.line) == [1, 1, 3, 4])
    #expect(error?.description.contains("f:3: id: \"b\" stands already in f:2") == true)
  }

  @Test func reportsInvalidUTF8() {
    let bytes =
      Array("{\"id\": \"a\", \"turns\": [{\"text\": \"".utf8) + [0xFF, 0xC0] + Array("\"}]}".utf8)
    let error = #expect(throws: InputError.self) { try CaseReader.read(bytes, file: "f") }
    #expect(error?.problems.map(\.message) == ["is not valid UTF-8; save the file as UTF-8"])
  }

  @Test func reportsFilesThatAreNotThere() {
    let error = #expect(throws: InputError.self) {
      try CaseReader.read(["no.jsonl", "none.jsonl"])
    }
    #expect(error?.problems.map(\.file) == ["no.jsonl", "none.jsonl"])
  }

  @Test(arguments: [
    (#"\ud83d"#, "\u{FFFD}"), (#"\udc00\ud83d"#, "\u{FFFD}\u{FFFD}"), (#"\ud83dA"#, "\u{FFFD}A"),
    (#"\ud83d\u0041"#, "\u{FFFD}A"),
  ])
  func halfCharactersBecomeReplacements(escape: String, text: String) throws {
    let line = #"{"id": "a", "turns": [{"text": "\#(escape)"}]}"#
    let set = try CaseReader.read(Array(line.utf8), file: "f")
    #expect(set.cases[0].turns[0].text == text)
    #expect(set.warnings.count == 1)
  }

  @Test func wholeCharactersAndEscapesAreRead() throws {
    let line = #"{"id": "a", "turns": [{"text": "\ud83d\ude00\n\t\"\\\/\u4f60"}]}"#
    let set = try CaseReader.read(Array(line.utf8), file: "f")
    #expect(set.cases[0].turns[0].text == "😀\n\t\"\\/你")
    #expect(set.warnings.isEmpty)
  }

  @Test func unknownFieldsAreWarnings() throws {
    let line = #"{"id": "a", "note": 1, "turns": [{"text": "x", "expects": {}}]}"#
    let set = try CaseReader.read(Array(line.utf8), file: "f")
    #expect(set.cases.count == 1)
    #expect(set.warnings.map(\.field) == ["note", "turns[0].expects"])
    #expect(set.warnings.allSatisfy { $0.severity == .warning })
  }

  /// Cutting or damaging a line anywhere never traps.
  @Test func damagedLinesNeverTrap() {
    let line = Array(
      #"{"id": "d一", "tags": ["a:b"], "turns": [{"text": "\ud83d\ude00", "wait": 12.5e1}]}"#.utf8)
    var generator = SeededGenerator(seed: 7)
    for length in 0..<line.count { _ = try? CaseReader.read(Array(line[..<length]), file: "f") }
    for _ in 0..<2000 {
      var damaged = line
      damaged[Int.random(in: 0..<line.count, using: &generator)] = .random(
        in: 0...255, using: &generator)
      _ = try? CaseReader.read(damaged, file: "f")
    }
  }
}
