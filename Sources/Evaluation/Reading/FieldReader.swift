/// Takes typed fields out of one line's object and notes what is wrong with them.
struct FieldReader {
  let file: String
  let line: Int
  private(set) var problems: [InputProblem] = []

  init(file: String, line: Int) {
    self.file = file
    self.line = line
  }

  mutating func error(_ field: String, _ message: String) {
    problems.append(InputProblem(.error, file: file, line: line, field: field, message))
  }

  mutating func warning(_ field: String, _ message: String) {
    problems.append(InputProblem(.warning, file: file, line: line, field: field, message))
  }

  /// The members of an object; reports any other value, and fields that are not in `known`.
  mutating func object(_ value: JSONValue, at path: String, known: [String]) -> JSONObject? {
    guard case .object(let members) = value else {
      error(path, "is \(value.kind); write an object {…}")
      return nil
    }
    let prefix = path.isEmpty ? "" : path + "."
    for member in members where !known.contains(member.name) {
      warning(
        prefix + member.name,
        "is not a field of a line and is ignored; known are \(known.joined(separator: ", "))")
    }
    let fields = Dictionary(members.map { ($0.name, $0.value) }) { first, _ in first }
    return JSONObject(path: path, fields: fields)
  }

  /// A string; nil when absent or null, and when it is something else, which is reported.
  mutating func string(_ name: String, of object: JSONObject) -> String? {
    switch object[name] {
    case nil, .null: return nil
    case .string(let text): return text
    case .some(let other):
      error(object.path(name), "is \(other.kind); write a string in double quotes")
      return nil
    }
  }

  /// A string that must be there and not be empty.
  mutating func required(_ name: String, of object: JSONObject) -> String? {
    let before = problems.count
    let text = string(name, of: object)
    if problems.count > before { return nil }
    guard let text else {
      error(object.path(name), "is missing; write \"\(name)\": \"…\"")
      return nil
    }
    guard !text.isEmpty else {
      error(object.path(name), "is empty; fill it in")
      return nil
    }
    return text
  }

  /// A list of strings, empty when absent or null.
  mutating func strings(_ name: String, of object: JSONObject) -> [String] {
    switch object[name] {
    case nil, .null: return []
    case .array(let values):
      var texts: [String] = []
      for (index, value) in values.enumerated() {
        if case .string(let text) = value, !text.isEmpty {
          texts.append(text)
        } else {
          error("\(object.path(name))[\(index)]", "must be a string that is not empty")
        }
      }
      return texts
    case .string(let text):
      error(object.path(name), "is a string; write a list: [\"\(text)\"]")
      return []
    case .some(let other):
      error(object.path(name), "is \(other.kind); write a list of strings")
      return []
    }
  }

  /// A list, empty when absent or null.
  mutating func array(_ name: String, of object: JSONObject) -> [JSONValue] {
    switch object[name] {
    case nil, .null: return []
    case .array(let values): return values
    case .some(let other):
      error(object.path(name), "is \(other.kind); write a list […]")
      return []
    }
  }

  /// A whole number within `range`; nil when absent or null.
  mutating func integer(_ name: String, of object: JSONObject, in range: ClosedRange<Int>) -> Int? {
    guard let value = object[name], value != .null else { return nil }
    if case .number(let number) = value, let whole = Int(exactly: number), range.contains(whole) {
      return whole
    }
    error(
      object.path(name), "must be a whole number from \(range.lowerBound) to \(range.upperBound)")
    return nil
  }

  /// A number from 0 to 1; nil when absent or null.
  mutating func fraction(_ name: String, of object: JSONObject) -> Double? {
    guard let value = object[name], value != .null else { return nil }
    if case .number(let number) = value, (0...1).contains(number) { return number }
    error(object.path(name), "must be a number from 0 to 1")
    return nil
  }

  /// One of an enumeration's words; nil when absent or null.
  mutating func word<Word: RawRepresentable<String> & CaseIterable>(
    _ name: String, of object: JSONObject, as type: Word.Type
  ) -> Word? {
    guard let text = string(name, of: object) else { return nil }
    if let word = Word(rawValue: text) { return word }
    error(object.path(name), "\"\(text)\" is not known; \(Self.choices(type))")
    return nil
  }

  /// The sentence that lists what may be written.
  static func choices<Word: RawRepresentable<String> & CaseIterable>(_ type: Word.Type) -> String {
    "write one of \(type.allCases.map(\.rawValue).joined(separator: ", "))"
  }
}

/// An object of a line with its path from the line's root.
struct JSONObject {
  let path: String
  let fields: [String: JSONValue]

  subscript(name: String) -> JSONValue? { fields[name] }

  func path(_ name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }
}
