internal import Dialogue

/// Labelled dialogues read from files, with what seemed odd in them.
public struct CaseSet: Sendable, Equatable {
  public var cases: [EvaluationCase]
  /// Problems that do not keep the cases from being used.
  public var warnings: [InputProblem]

  public init(cases: [EvaluationCase], warnings: [InputProblem] = []) {
    self.cases = cases
    self.warnings = warnings
  }
}

/// Reads files of evaluation cases, one dialogue a line.
public struct CaseReader {
  private var cases: [EvaluationCase] = []
  private var problems: [InputProblem] = []
  private var places: [String: String] = [:]

  private init() {}

  /// Reads files, and of folders their `.jsonl` files.
  ///
  /// - Throws: all errors of all files.
  public static func read(_ paths: [String]) throws(InputError) -> CaseSet {
    var reader = CaseReader()
    for path in paths {
      let files = LineFile.expand(path)
      if files.isEmpty {
        reader.problems.append(
          InputProblem(file: path, line: 0, "holds no .jsonl file; name a file or another folder"))
      }
      for file in files {
        switch LineFile.contents(of: file) {
        case .success(let bytes): reader.add(bytes, file: file)
        case .failure(let error): reader.problems += error.problems
        }
      }
    }
    return try reader.finish()
  }

  /// Reads the bytes of one file that goes by `file` in messages.
  ///
  /// - Throws: all errors of the file.
  public static func read(_ bytes: [UInt8], file: String) throws(InputError) -> CaseSet {
    var reader = CaseReader()
    reader.add(bytes, file: file)
    return try reader.finish()
  }

  private func finish() throws(InputError) -> CaseSet {
    let errors = problems.filter { $0.severity == .error }
    guard errors.isEmpty else { throw InputError(errors) }
    return CaseSet(cases: cases, warnings: problems)
  }

  private mutating func add(_ bytes: [UInt8], file: String) {
    let lines = LineFile(bytes, name: file)
    var found = lines.problems
    for line in lines.lines {
      var fields = FieldReader(file: file, line: line.number)
      let dialogue = Self.dialogue(line.value, &fields)
      if let dialogue {
        if let place = places[dialogue.id] {
          fields.error("id", "\"\(dialogue.id)\" stands already in \(place); give it its own")
        } else {
          places[dialogue.id] = "\(file):\(line.number)"
        }
      }
      found += fields.problems
      if let dialogue, !fields.problems.contains(where: { $0.severity == .error }) {
        cases.append(dialogue)
      }
    }
    problems += found.enumerated()
      .sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }.map(\.element)
  }

  private static func dialogue(_ value: JSONValue, _ fields: inout FieldReader) -> EvaluationCase? {
    guard let object = fields.object(value, at: "", known: ["id", "tags", "context", "turns"])
    else { return nil }
    let id = fields.required("id", of: object)
    let tags = fields.strings("tags", of: object)
    let (context, start) = context(of: object, &fields)
    var turns: [EvaluationCase.Turn] = []
    if object["turns"] == nil {
      fields.error("turns", "is missing; write \"turns\": [{\"text\": \"…\"}]")
    } else {
      let before = fields.problems.count
      let values = fields.array("turns", of: object)
      if values.isEmpty, fields.problems.count == before {
        fields.error("turns", "is empty; a dialogue needs at least one turn")
      }
      for (index, value) in values.enumerated() {
        if let turn = turn(value, at: "turns[\(index)]", &fields) { turns.append(turn) }
      }
    }
    guard let id else { return nil }
    return EvaluationCase(
      id: id, tags: tags, context: context, start: start, turns: turns, file: fields.file,
      line: fields.line)
  }

  private static func context(
    of object: JSONObject, _ fields: inout FieldReader
  ) -> (DialogueContext, ShopTime) {
    var context = DialogueContext()
    var start = ShopTime.evaluation
    guard let value = object["context"], value != .null,
      let inner = fields.object(value, at: "context", known: ["sku", "channel", "customer", "now"])
    else { return (context, start) }
    context.sku = fields.string("sku", of: inner)
    context.customer = fields.string("customer", of: inner)
    if let channel = fields.word("channel", of: inner, as: DialogueContext.Channel.self) {
      context.channel = channel
    }
    if let now = fields.string("now", of: inner) {
      if let time = ShopTime(now) {
        start = time
      } else {
        fields.error(
          "context.now", "\"\(now)\" is not a time; write it as 2026-06-18T10:00:00+08:00")
      }
    }
    return (context, start)
  }

  private static func turn(
    _ value: JSONValue, at path: String, _ fields: inout FieldReader
  ) -> EvaluationCase.Turn? {
    let known = ["text", "expect", "wait", "from", "level", "skill"]
    guard let object = fields.object(value, at: path, known: known) else { return nil }
    let before = fields.problems.count
    let text = fields.string("text", of: object)
    if text == nil, fields.problems.count == before {
      fields.error(object.path("text"), "is missing; write \"text\": \"…\"")
    }
    let wait = fields.integer("wait", of: object, in: 0...31_536_000)
    let speaker =
      fields.word("from", of: object, as: EvaluationCase.Speaker.self) ?? .customer
    let expectation = expectation(of: object, &fields)
    if speaker == .agent, let expectation, !expectation.callsForSilence {
      fields.error(
        object.path("expect"), "an agent's turn gets no reply; expect [\"silent\"] or nothing")
    }
    guard let text else { return nil }
    return EvaluationCase.Turn(text, from: speaker, wait: wait, expect: expectation)
  }

  private static func expectation(
    of turn: JSONObject, _ fields: inout FieldReader
  ) -> TurnExpectation? {
    guard let value = turn["expect"], value != .null else {
      for name in ["level", "skill"] where turn[name] != nil {
        fields.error(turn.path(name), "says nothing without an expectation; add \"expect\"")
      }
      return nil
    }
    let known = ["decision", "entry", "level", "skill"]
    guard let object = fields.object(value, at: turn.path("expect"), known: known) else {
      return nil
    }
    let before = fields.problems.count
    let words = fields.strings("decision", of: object)
    if words.isEmpty, fields.problems.count == before {
      fields.error(object.path("decision"), "names no decision; write \"decision\": [\"answer\"]")
    }
    var decisions: [Decision] = []
    for (index, word) in words.enumerated() {
      if let decision = Decision(rawValue: word) {
        decisions.append(decision)
      } else {
        fields.error(
          "\(object.path("decision"))[\(index)]",
          "\"\(word)\" is not known; \(FieldReader.choices(Decision.self))")
      }
    }
    let entries = fields.strings("entry", of: object)
    // The level and skill may stand in the expectation or beside it.
    let level =
      fields.integer("level", of: object, in: 0...3) ?? fields.integer("level", of: turn, in: 0...3)
    let skill = fields.string("skill", of: object) ?? fields.string("skill", of: turn)
    return TurnExpectation(decisions, entries: entries, level: level, skill: skill)
  }
}
