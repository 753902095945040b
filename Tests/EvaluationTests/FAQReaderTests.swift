import Evaluation
import Matching
import Testing

@Suite struct FAQReaderTests {
  private func bytes(_ lines: String...) -> [UInt8] { Array(lines.joined(separator: "\n").utf8) }

  @Test func readsEntriesQueriesAndPairs() throws {
    let entries = try FAQReader.entries(
      bytes(
        #"{"id": "a", "questions": ["甲", "乙"], "answer": "答"}"#, "",
        #"{"id": "b", "questions": ["丙"]}"#), file: "f")
    #expect(
      entries.values == [
        FAQEntry(id: "a", questions: ["甲", "乙"], answer: "答"), FAQEntry(id: "b", questions: ["丙"]),
      ])
    #expect(entries.warnings.isEmpty)
    let queries = try FAQReader.queries(
      bytes(#"{"text": "甲", "id": "a"}"#, #"{"text": "", "id": null}"#, #"{"text": "x"}"#),
      file: "f")
    #expect(queries.values.map(\.text) == ["甲", "", "x"])
    #expect(queries.values.map(\.entry) == ["a", nil, nil])
    #expect(queries.values.map(\.line) == [1, 2, 3])
    let pairs = try FAQReader.pairs(
      bytes(#"{"a": "甲", "b": "乙", "label": 1}"#, #"{"a": "甲", "b": "丙", "label": 0}"#), file: "f")
    #expect(pairs.values.map(\.isSame) == [true, false])
  }

  @Test func noQueriesAndNoPairsAreFine() throws {
    #expect(try FAQReader.queries([], file: "f").values.isEmpty)
    #expect(try FAQReader.pairs([], file: "f").values.isEmpty)
  }

  @Test func emptyQuestionsAreLeftOutWithAWarning() throws {
    let lines = try FAQReader.entries(
      bytes(
        #"{"id": "a", "questions": ["", "甲", " "]}"#, #"{"id": "b", "questions": []}"#), file: "f")
    #expect(lines.values.map(\.questions) == [["甲"], []])
    #expect(lines.warnings.map(\.field) == ["questions[0]", "questions[2]", "questions"])
    #expect(lines.warnings.map(\.line) == [1, 1, 2])
  }

  @Test(arguments: [
    (#"{"questions": ["x"]}"#, "id", "is missing"),
    (#"{"id": 1, "questions": ["x"]}"#, "id", "is a number"),
    (#"{"id": "a"}"#, "questions", "is missing"),
    (#"{"id": "a", "questions": "x"}"#, "questions", "is a string"),
    (#"{"id": "a", "questions": [1]}"#, "questions[0]", "is a number"),
    (#"{"id": "a", "questions": ["x"], "answer": []}"#, "answer", "is a list"),
    (#"{"id": "a", "questions": ["x"]"#, "", "is not JSON"),
    (#"["a"]"#, "", "is a list"),
  ])
  func entryErrorsNameTheField(line: String, field: String, message: String) throws {
    let good = #"{"id": "z", "questions": ["y"]}"#
    let error = #expect(throws: InputError.self) {
      try FAQReader.entries(bytes(good, line), file: "f")
    }
    let problem = try #require(error?.problems.first)
    #expect(problem.line == 2)
    #expect(problem.field == field)
    #expect(problem.message.contains(message))
  }

  @Test func doubleIdsNameBothLines() throws {
    let line = #"{"id": "a", "questions": ["x"]}"#
    let error = #expect(throws: InputError.self) {
      try FAQReader.entries(bytes(line, line), file: "f")
    }
    #expect("\(try #require(error))".hasPrefix("f:2: id: \"a\" stands already in line 1"))
  }

  @Test(arguments: ["", #"{"id": "a", "questions": []}"#, #"{"id": "a", "questions": [""]}"#])
  func aBaseWithoutAnyQuestionIsAnError(text: String) {
    #expect(throws: InputError.self) { try FAQReader.entries(bytes(text), file: "f") }
  }

  @Test(arguments: [#"{"id": "a"}"#, #"{"text": 1}"#, #"{"text": "x", "id": 2}"#, "x"])
  func queryErrors(line: String) {
    #expect(throws: InputError.self) { try FAQReader.queries(bytes(line), file: "f") }
  }

  @Test(arguments: [
    #"{"a": "x", "b": "y"}"#, #"{"a": "x", "b": "y", "label": 2}"#, #"{"a": "x", "label": 1}"#,
  ])
  func pairErrors(line: String) {
    #expect(throws: InputError.self) { try FAQReader.pairs(bytes(line), file: "f") }
  }
}
