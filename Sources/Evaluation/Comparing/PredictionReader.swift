internal import Dialogue

/// Reads the predictions of an earlier run.
public enum PredictionReader {
  /// Reads a predictions file.
  ///
  /// - Throws: all errors of the file.
  public static func read(_ path: String) throws(InputError) -> [Prediction] {
    try read(try LineFile.contents(of: path).get(), file: path)
  }

  /// Reads the bytes of a predictions file that goes by `file` in messages.
  ///
  /// - Throws: all errors of the file.
  public static func read(_ bytes: [UInt8], file: String) throws(InputError) -> [Prediction] {
    let lines = LineFile(bytes, name: file)
    var problems = lines.problems
    var predictions: [Prediction] = []
    var places: [Place: Int] = [:]
    for line in lines.lines {
      var fields = FieldReader(file: file, line: line.number)
      let prediction = prediction(line.value, &fields)
      if let prediction {
        let place = Place(dialogue: prediction.dialogue, turn: prediction.turn)
        if let earlier = places[place] {
          fields.error("turn", "stands already in line \(earlier); keep one of them")
        }
        places[place] = line.number
        predictions.append(prediction)
      }
      problems += fields.problems
    }
    let errors = problems.filter { $0.severity == .error }
    guard errors.isEmpty else { throw InputError(errors.sorted { $0.line < $1.line }) }
    return predictions
  }

  private struct Place: Hashable {
    let dialogue: String
    let turn: Int
  }

  private static let known = [
    "case", "turn", "decision", "entry", "confidence", "options", "handoff", "right",
  ]

  private static func prediction(_ value: JSONValue, _ fields: inout FieldReader) -> Prediction? {
    guard let object = fields.object(value, at: "", known: known) else { return nil }
    let dialogue = fields.required("case", of: object)
    let turn = required("turn", of: object, &fields) {
      $0.integer("turn", of: object, in: 0...1_000_000)
    }
    let decision = required("decision", of: object, &fields) {
      $0.word("decision", of: object, as: Decision.self)
    }
    let given = Given(
      decision ?? .silent, entry: fields.string("entry", of: object),
      confidence: fields.fraction("confidence", of: object) ?? 0,
      options: fields.strings("options", of: object), handoff: handoff(of: object, &fields))
    var isRight: Bool?
    switch object["right"] {
    case nil, .null: isRight = nil
    case .bool(let value): isRight = value
    default: fields.error("right", "must be true, false or null")
    }
    guard let dialogue, let turn, decision != nil else { return nil }
    return Prediction(dialogue: dialogue, turn: turn, given: given, isRight: isRight)
  }

  private static func handoff(of object: JSONObject, _ fields: inout FieldReader) -> Given.Handoff?
  {
    guard let value = object["handoff"], value != .null,
      let inner = fields.object(
        value, at: "handoff", known: ["reason", "level", "skill", "summary"])
    else { return nil }
    let reason = required("reason", of: inner, &fields) {
      $0.word("reason", of: inner, as: HandoffReason.self)
    }
    let level = required("level", of: inner, &fields) { $0.integer("level", of: inner, in: 0...3) }
    let skill = fields.string("skill", of: inner) ?? ""
    guard let reason, let level else { return nil }
    return Given.Handoff(reason: reason, level: level, skill: skill)
  }

  /// A field that must be there; says so when `read` finds nothing and has not complained itself.
  private static func required<Value>(
    _ name: String, of object: JSONObject, _ fields: inout FieldReader,
    _ read: (inout FieldReader) -> Value?
  ) -> Value? {
    let before = fields.problems.count
    let value = read(&fields)
    if value == nil, fields.problems.count == before {
      fields.error(object.path(name), "is missing; write the file with --predictions")
    }
    return value
  }
}
