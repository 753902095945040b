public import Matching

/// Values read from a JSONL file, with what seemed odd in it.
public struct FAQLines<Value: Sendable>: Sendable {
  public var values: [Value]
  /// Problems that do not keep the values from being used.
  public var warnings: [InputProblem]
}

/// A text to be matched.
public struct FAQQuery: Sendable, Equatable {
  public var text: String
  /// The id of the right entry, where it is known.
  public var entry: String?
  /// Where it stands in its file, counted from 1.
  public var line: Int
}

/// Reads somebody's FAQ, queries for it, and pairs to learn from; one object a line.
public enum FAQReader {
  /// Reads the entries of an FAQ.
  ///
  /// - Throws: all errors of the file.
  public static func entries(_ path: String) throws(InputError) -> FAQLines<FAQEntry> {
    try entries(try LineFile.contents(of: path).get(), file: path)
  }

  /// Reads entries from the bytes of a file that goes by `file` in messages.
  ///
  /// - Throws: all errors of the file.
  public static func entries(
    _ bytes: [UInt8], file: String
  ) throws(InputError) -> FAQLines<FAQEntry> {
    var places: [String: Int] = [:]
    let lines = try read(bytes, file, known: ["id", "questions", "answer"]) { object, fields in
      let id = fields.required("id", of: object)
      let questions = questions(of: object, &fields)
      let answer = fields.string("answer", of: object)
      if let id, let earlier = places.updateValue(fields.line, forKey: id) {
        fields.error(
          "id", "\"\(id)\" stands already in line \(earlier); give each entry an id of its own")
      }
      return id.map { FAQEntry(id: $0, questions: questions, answer: answer) }
    }
    guard lines.values.contains(where: { !$0.questions.isEmpty }) else {
      throw InputError([
        InputProblem(
          file: file, line: 0, field: "questions",
          "no entry has a question; write {\"id\": \"…\", \"questions\": [\"…\"]} on each line")
      ])
    }
    return lines
  }

  /// Reads queries.
  ///
  /// - Throws: all errors of the file.
  public static func queries(_ path: String) throws(InputError) -> FAQLines<FAQQuery> {
    try queries(try LineFile.contents(of: path).get(), file: path)
  }

  /// Reads queries from the bytes of a file that goes by `file` in messages.
  ///
  /// - Throws: all errors of the file.
  public static func queries(
    _ bytes: [UInt8], file: String
  ) throws(InputError) -> FAQLines<FAQQuery> {
    try read(bytes, file, known: ["text", "id"]) { object, fields in
      let text = text("text", of: object, &fields)
      let entry = fields.string("id", of: object)
      return text.map { FAQQuery(text: $0, entry: entry, line: fields.line) }
    }
  }

  /// Reads training pairs.
  ///
  /// - Throws: all errors of the file.
  public static func pairs(_ path: String) throws(InputError) -> FAQLines<TrainingPair> {
    try pairs(try LineFile.contents(of: path).get(), file: path)
  }

  /// Reads training pairs from the bytes of a file that goes by `file` in messages.
  ///
  /// - Throws: all errors of the file.
  public static func pairs(
    _ bytes: [UInt8], file: String
  ) throws(InputError) -> FAQLines<TrainingPair> {
    try read(bytes, file, known: ["a", "b", "label"]) { object, fields in
      let left = text("a", of: object, &fields)
      let right = text("b", of: object, &fields)
      let before = fields.problems.count
      let label = fields.integer("label", of: object, in: 0...1)
      if label == nil, fields.problems.count == before {
        fields.error("label", "is missing; write 1 when both mean the same, else 0")
      }
      guard let left, let right, let label else { return nil }
      return TrainingPair(left: left, right: right, isSame: label == 1)
    }
  }

  private static func read<Value: Sendable>(
    _ bytes: [UInt8], _ file: String, known: [String],
    _ value: (JSONObject, inout FieldReader) -> Value?
  ) throws(InputError) -> FAQLines<Value> {
    let lines = LineFile(bytes, name: file)
    var problems = lines.problems
    var values: [Value] = []
    for line in lines.lines {
      var fields = FieldReader(file: file, line: line.number)
      if let object = fields.object(line.value, at: "", known: known),
        let value = value(object, &fields)
      {
        values.append(value)
      }
      problems += fields.problems
    }
    let errors = problems.filter { $0.severity == .error }
    guard errors.isEmpty else { throw InputError(errors.sorted { $0.line < $1.line }) }
    return FAQLines(values: values, warnings: problems.sorted { $0.line < $1.line })
  }

  /// The questions that hold something; notes those that do not.
  private static func questions(of object: JSONObject, _ fields: inout FieldReader) -> [String] {
    guard object["questions"] != nil else {
      fields.error("questions", "is missing; write \"questions\": [\"…\"]")
      return []
    }
    let before = fields.problems.count
    var questions: [String] = []
    for (index, value) in fields.array("questions", of: object).enumerated() {
      switch value {
      case .string(let text) where text.allSatisfy(\.isWhitespace):
        fields.warning(
          "questions[\(index)]", "is empty and left out; write a question or delete it")
      case .string(let text): questions.append(text)
      default: fields.error("questions[\(index)]", "is \(value.kind); write a string")
      }
    }
    if questions.isEmpty,
      !fields.problems.dropFirst(before).contains(where: { $0.severity == .error })
    {
      fields.warning("questions", "holds no question, so that nothing finds the entry; write one")
    }
    return questions
  }

  /// A string that must be there and may be empty.
  private static func text(
    _ name: String, of object: JSONObject, _ fields: inout FieldReader
  ) -> String? {
    let before = fields.problems.count
    let text = fields.string(name, of: object)
    if text == nil, fields.problems.count == before {
      fields.error(name, "is missing; write \"\(name)\": \"…\"")
    }
    return text
  }
}
