/// Writes JSON with fields in the order in which they are given.
public struct JSONWriter {
  public private(set) var text = ""
  private var needsComma = false

  public init() {}

  /// Writes `{…}` around what `body` writes.
  public mutating func object(_ body: (inout JSONWriter) -> Void) {
    separate()
    text += "{"
    needsComma = false
    body(&self)
    text += "}"
    needsComma = true
  }

  /// Writes `[…]` with one call of `body` for each element.
  public mutating func array<Element>(
    _ elements: [Element], _ body: (inout JSONWriter, Element) -> Void
  ) {
    separate()
    text += "["
    needsComma = false
    for element in elements { body(&self, element) }
    text += "]"
    needsComma = true
  }

  /// Writes a field's name; its value must follow.
  public mutating func key(_ name: String) {
    separate()
    text += Self.quoted(name) + ": "
    needsComma = false
  }

  public mutating func value(_ value: String) {
    separate()
    text += Self.quoted(value)
    needsComma = true
  }

  public mutating func value(_ value: String?) {
    if let value { self.value(value) } else { null() }
  }

  public mutating func value(_ value: Int) {
    separate()
    text += String(value)
    needsComma = true
  }

  public mutating func value(_ value: Bool) {
    separate()
    text += value ? "true" : "false"
    needsComma = true
  }

  /// Writes a number rounded to six decimals.
  public mutating func value(_ value: Double) {
    separate()
    text += value.isFinite ? "\((value * 1e6).rounded() / 1e6)" : "null"
    needsComma = true
  }

  public mutating func null() {
    separate()
    text += "null"
    needsComma = true
  }

  private mutating func separate() {
    if needsComma { text += ", " }
  }

  private static func quoted(_ value: String) -> String {
    var result = "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\u{00}"..."\u{1F}", "\u{2028}", "\u{2029}":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
