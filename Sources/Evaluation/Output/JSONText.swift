/// A JSON value to be written, members in the order given.
package enum JSONText {
  case null
  case bool(Bool)
  case integer(Int)
  /// Written with at most six decimals; null unless finite.
  case number(Double)
  case string(String)
  case array([JSONText])
  case object([(String, JSONText)])

  static func optional(_ text: String?) -> JSONText { text.map { .string($0) } ?? .null }
  static func optional(_ number: Double?) -> JSONText { number.map { .number($0) } ?? .null }

  /// On one line, with a space after commas and colons.
  package var compact: String {
    var text = ""
    write(into: &text, indent: nil)
    return text
  }

  /// Indented by two spaces; lists and objects without inner ones stay on one line.
  package var pretty: String {
    var text = ""
    write(into: &text, indent: 0)
    return text + "\n"
  }

  private var isFlat: Bool {
    switch self {
    case .array(let values): values.allSatisfy(\.isScalar)
    case .object(let members): members.allSatisfy { $0.1.isScalar }
    default: true
    }
  }

  private var isScalar: Bool {
    switch self {
    case .array, .object: false
    default: true
    }
  }

  private func write(into text: inout String, indent: Int?) {
    let inner = isFlat ? nil : indent.map { $0 + 2 }
    func lineBreak(_ depth: Int?) {
      if let depth { text += "\n" + String(repeating: " ", count: depth) }
    }
    switch self {
    case .null: text += "null"
    case .bool(let value): text += value ? "true" : "false"
    case .integer(let value): text += String(value)
    case .number(let value): text += Self.number(value)
    case .string(let value): Self.write(value, into: &text)
    case .array(let values):
      text += "["
      for (index, value) in values.enumerated() {
        if index > 0 { text += inner == nil ? ", " : "," }
        lineBreak(inner)
        value.write(into: &text, indent: inner)
      }
      if inner != nil { lineBreak(indent) }
      text += "]"
    case .object(let members):
      text += "{"
      for (index, member) in members.enumerated() {
        if index > 0 { text += inner == nil ? ", " : "," }
        lineBreak(inner)
        Self.write(member.0, into: &text)
        text += ": "
        member.1.write(into: &text, indent: inner)
      }
      if inner != nil { lineBreak(indent) }
      text += "}"
    }
  }

  private static func number(_ value: Double) -> String {
    guard value.isFinite else { return "null" }
    let rounded = (value * 1e6).rounded() / 1e6
    if rounded == rounded.rounded(), let whole = Int(exactly: rounded) { return "\(whole)" }
    return "\(rounded)"
  }

  private static func write(_ string: String, into text: inout String) {
    text += "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case "\u{0}"..<" ", "\u{2028}", "\u{2029}":
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}
