/// Writes JSON with fields in the order in which they are given.
public struct JSONWriter {
  private var bytes: [UInt8] = []
  private var needsComma = false

  /// What has been written.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  public init() {}

  /// Writes `{…}` around what `body` writes.
  public mutating func object(_ body: (inout JSONWriter) -> Void) {
    separate()
    put("{")
    needsComma = false
    body(&self)
    put("}")
    needsComma = true
  }

  /// Writes `[…]` with one call of `body` for each element.
  public mutating func array<Element>(
    _ elements: [Element], _ body: (inout JSONWriter, Element) -> Void
  ) {
    separate()
    put("[")
    needsComma = false
    for element in elements { body(&self, element) }
    put("]")
    needsComma = true
  }

  /// Writes a field's name; its value must follow.
  public mutating func key(_ name: String) {
    separate()
    quote(name)
    put(": ")
    needsComma = false
  }

  public mutating func value(_ value: String) {
    separate()
    quote(value)
    needsComma = true
  }

  public mutating func value(_ value: String?) {
    if let value { self.value(value) } else { null() }
  }

  public mutating func value(_ value: Int) {
    separate()
    put(String(value))
    needsComma = true
  }

  public mutating func value(_ value: Bool) {
    separate()
    put(value ? "true" : "false")
    needsComma = true
  }

  /// Writes a number rounded to six decimals.
  public mutating func value(_ value: Double) {
    separate()
    put(value.isFinite ? "\((value * 1e6).rounded() / 1e6)" : "null")
    needsComma = true
  }

  public mutating func null() {
    separate()
    put("null")
    needsComma = true
  }

  private mutating func separate() {
    if needsComma { put(", ") }
  }

  private mutating func put(_ text: String) { bytes.append(contentsOf: text.utf8) }

  private mutating func quote(_ value: String) {
    bytes.append(UInt8(ascii: "\""))
    var before: (UInt8, UInt8) = (0, 0)
    for byte in value.utf8 {
      switch byte {
      case UInt8(ascii: "\""): put("\\\"")
      case UInt8(ascii: "\\"): put("\\\\")
      case 0x0A: put("\\n")
      case 0x0D: put("\\r")
      case 0x09: put("\\t")
      case 0x00...0x1F:
        let digits = String(byte, radix: 16)
        put("\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
      case 0xA8, 0xA9:
        // U+2028 and U+2029 end a line in JavaScript.
        guard before == (0xE2, 0x80) else { fallthrough }
        bytes.removeLast(2)
        put(byte == 0xA8 ? "\\u2028" : "\\u2029")
      default: bytes.append(byte)
      }
      before = (before.1, byte)
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
