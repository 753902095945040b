/// Reads one JSON text by RFC 8259, with the column of whatever is wrong.
///
/// The bytes must be valid UTF-8. Half surrogate pairs (`\ud83d` alone) become U+FFFD and are counted.
struct JSONParser {
  /// Deeper nesting than any file of the project needs; keeps hostile lines off the stack.
  private static let depthLimit = 64

  private let bytes: [UInt8]
  private var position = 0
  private var depth = 0
  /// How many halves of surrogate pairs stood alone.
  private(set) var loneSurrogates = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// Reads the whole text as one value.
  mutating func parse() throws(JSONSyntaxError) -> JSONValue {
    let value = try value()
    skipSpace()
    guard position == bytes.count else {
      throw error("something follows the end of the object; put one object on a line")
    }
    return value
  }

  private mutating func value() throws(JSONSyntaxError) -> JSONValue {
    skipSpace()
    guard let byte = peek else {
      throw error("the line ends where a value must stand; complete it")
    }
    switch byte {
    case UInt8(ascii: "{"): return try object()
    case UInt8(ascii: "["): return try array()
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try number())
    default:
      throw error("a value must stand here: a string, number, list, object, true, false or null")
    }
  }

  private mutating func object() throws(JSONSyntaxError) -> JSONValue {
    try enter()
    var members: [JSONValue.Member] = []
    var names: Set<String> = []
    if !accept("}") {
      repeat {
        skipSpace()
        guard peek == UInt8(ascii: "\"") else {
          throw error("a field name in double quotes must stand here")
        }
        let name = try string()
        guard names.insert(name).inserted else {
          throw error("the field \"\(name)\" stands twice in one object; keep one")
        }
        guard accept(":") else { throw error("a colon must follow the field name \"\(name)\"") }
        members.append(JSONValue.Member(name: name, value: try value()))
      } while accept(",")
      guard accept("}") else { throw error("a comma or } must stand here") }
    }
    depth -= 1
    return .object(members)
  }

  private mutating func array() throws(JSONSyntaxError) -> JSONValue {
    try enter()
    var values: [JSONValue] = []
    if !accept("]") {
      repeat { values.append(try value()) } while accept(",")
      guard accept("]") else { throw error("a comma or ] must stand here") }
    }
    depth -= 1
    return .array(values)
  }

  private mutating func enter() throws(JSONSyntaxError) {
    position += 1
    depth += 1
    guard depth <= Self.depthLimit else {
      throw error("is nested more than \(Self.depthLimit) deep; flatten it")
    }
  }

  private mutating func word(_ word: String, _ value: JSONValue) throws(JSONSyntaxError)
    -> JSONValue
  {
    guard bytes[position...].starts(with: word.utf8) else {
      throw error("an unquoted word; write strings in double quotes")
    }
    position += word.utf8.count
    return value
  }

  private mutating func number() throws(JSONSyntaxError) -> Double {
    let start = position
    if peek == UInt8(ascii: "-") { position += 1 }
    if peek == UInt8(ascii: "0") { position += 1 } else { try digits() }
    if peek == UInt8(ascii: ".") {
      position += 1
      try digits()
    }
    if peek == UInt8(ascii: "e") || peek == UInt8(ascii: "E") {
      position += 1
      if peek == UInt8(ascii: "+") || peek == UInt8(ascii: "-") { position += 1 }
      try digits()
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    guard let value = Double(text), value.isFinite else { throw error("the number is too large") }
    return value
  }

  private mutating func digits() throws(JSONSyntaxError) {
    let start = position
    while let byte = peek, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { position += 1 }
    guard position > start else { throw error("a digit must stand here") }
  }

  // MARK: Strings

  private mutating func string() throws(JSONSyntaxError) -> String {
    position += 1
    var text: [UInt8] = []
    while let byte = peek {
      position += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"): try escape(into: &text)
      case 0..<0x20:
        position -= 1
        throw error("a control character in a string; write it as \\n, \\t or \\u0000")
      default: text.append(byte)
      }
    }
    throw error("the string has no end; close it with a double quote")
  }

  private mutating func escape(into text: inout [UInt8]) throws(JSONSyntaxError) {
    guard let byte = peek else { throw error("the line ends in an escape; complete it") }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"): text.append(contentsOf: String(try escapedScalar()).utf8)
    default:
      position -= 1
      throw error("an unknown escape; write \\\\ for a backslash")
    }
  }

  private mutating func escapedScalar() throws(JSONSyntaxError) -> Unicode.Scalar {
    let high = try hexadecimals()
    if let scalar = Unicode.Scalar(high) { return scalar }
    if high < 0xDC00, bytes[position...].starts(with: "\\u".utf8) {
      let resume = position
      position += 2
      let low = try hexadecimals()
      if (0xDC00..<0xE000).contains(low),
        let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
      {
        return scalar
      }
      position = resume
    }
    loneSurrogates += 1
    return "\u{FFFD}"
  }

  private mutating func hexadecimals() throws(JSONSyntaxError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = peek, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw error("four hexadecimal digits must follow \\u")
      }
      value = value << 4 + UInt32(digit)
      position += 1
    }
    return value
  }

  // MARK: Bytes

  private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipSpace() {
    while let byte = peek, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { position += 1 }
  }

  private mutating func accept(_ character: Unicode.Scalar) -> Bool {
    skipSpace()
    guard peek == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private func error(_ message: String) -> JSONSyntaxError {
    let before = bytes[..<position].count { $0 & 0xC0 != 0x80 }
    return JSONSyntaxError(column: before + 1, message: message)
  }
}
