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
    var value = value
    value.withUTF8 { text in
      var written = 0
      for (place, byte) in text.enumerated() where byte < 0x20 || Self.mayNeedEscape(byte) {
        guard let escape = Self.escape(text, at: place) else { continue }
        // An escape of a line separator stands for three bytes, the last of which is here.
        let start = place + 1 - escape.bytes
        bytes.append(contentsOf: text[written..<start])
        put(escape.text)
        written = place + 1
      }
      bytes.append(contentsOf: text[written...])
    }
    bytes.append(UInt8(ascii: "\""))
  }

  @inline(__always)
  private static func mayNeedEscape(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte == 0xA8 || byte == 0xA9
  }

  /// What stands for the character that ends at a place, and its bytes; nil when it stands for
  /// itself.
  private static func escape(
    _ text: UnsafeBufferPointer<UInt8>, at place: Int
  ) -> (text: String, bytes: Int)? {
    switch text[place] {
    case UInt8(ascii: "\""): return ("\\\"", 1)
    case UInt8(ascii: "\\"): return ("\\\\", 1)
    case 0x0A: return ("\\n", 1)
    case 0x0D: return ("\\r", 1)
    case 0x09: return ("\\t", 1)
    case 0x00..<0x20:
      let digits = String(text[place], radix: 16)
      return ("\\u" + String(repeating: "0", count: 4 - digits.count) + digits, 1)
    default:
      // U+2028 and U+2029 end a line in JavaScript.
      guard place >= 2, text[place - 2] == 0xE2, text[place - 1] == 0x80 else { return nil }
      return (text[place] == 0xA8 ? "\\u2028" : "\\u2029", 3)
    }
  }
}
