/// Writes texts as YAML scalars: plain where YAML reads them back as they are, else quoted.
enum YAMLScalar {
  /// A text as a value on a line of its own, or as an item of a `[…]` list.
  static func text(_ text: String, inFlow: Bool = false) -> String {
    needsQuotes(text) || (inFlow && text.contains(",")) ? quoted(text) : text
  }

  static func key(_ text: String) -> String {
    needsQuotes(text) || text.contains(":") ? quoted(text) : text
  }

  static func list(_ texts: [String]) -> String {
    "[" + texts.map { Self.text($0, inFlow: true) }.joined(separator: ", ") + "]"
  }

  /// A number without a needless fraction: 99, 59.9.
  static func number(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : String(value)
  }

  private static func needsQuotes(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last else {
      return true
    }
    // A leading digit could be read as a number, a time or a day.
    if ("0"..."9").contains(first) || indicators.contains(first) { return true }
    if first == " " || last == " " || last == ":" || words.contains(text.lowercased()) {
      return true
    }
    if text.contains(": ") || text.contains(" #") { return true }
    return text.unicodeScalars.contains { brackets.contains($0) || !isPlain($0) }
  }

  private static let indicators = Set("-?:,[]{}#&*!|>'\"%@`~<=.".unicodeScalars).subtracting(
    "<".unicodeScalars)
  private static let brackets = Set("[]{}\\".unicodeScalars)
  private static let words: Set = [
    "null", "yes", "no", "true", "false", "on", "off", "y", "n", "<<",
  ]

  /// Whether a code point stands for itself outside quotes in every YAML reader.
  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20...0x7E, 0xA0...0x2027, 0x202A...0xD7FF, 0xE000...0xFEFE, 0xFF00...0xFFFD: true
    default: false
    }
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      default:
        if isPlain(scalar) || scalar.value > 0xFFFF {
          result.unicodeScalars.append(scalar)
        } else {
          let hex = String(scalar.value, radix: 16, uppercase: true)
          result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
        }
      }
    }
    return result + "\""
  }
}

/// Lines of a YAML file, grown field by field.
struct YAMLLines {
  private(set) var text = ""

  mutating func line(_ indent: Int, _ content: String) {
    text += String(repeating: " ", count: indent) + content + "\n"
  }

  mutating func field(_ indent: Int, _ name: String, _ value: String?) {
    if let value { line(indent, "\(name): \(YAMLScalar.text(value))") }
  }

  mutating func flow(_ indent: Int, _ name: String, _ values: [String]) {
    if !values.isEmpty { line(indent, "\(name): \(YAMLScalar.list(values))") }
  }

  /// A list with one item a line, for texts that people compare and review.
  mutating func block(_ indent: Int, _ name: String, _ values: [String]) {
    guard !values.isEmpty else { return }
    line(indent, "\(YAMLScalar.key(name)):")
    for value in values { line(indent + 2, "- \(YAMLScalar.text(value))") }
  }

  mutating func facts(_ indent: Int, _ name: String, _ facts: [Fact]) {
    guard !facts.isEmpty else { return }
    line(indent, "\(name):")
    for fact in facts {
      line(indent + 2, "\(YAMLScalar.key(fact.key)): \(YAMLScalar.text(fact.value))")
    }
  }
}
