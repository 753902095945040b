/// What is wrong with a JSON text.
struct JSONFault: Error {
  var field: String?
  var reason: String

  init(field: String? = nil, reason: String) {
    self.field = field
    self.reason = reason
  }
}

/// Walks over a JSON text once, without building a tree, so that unknown values stay raw.
struct JSONScanner {
  private static let deepest = 64

  private let bytes: [UInt8]
  private(set) var index = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The next byte that is not a space; nil at the end.
  mutating func peek() -> UInt8? {
    while index < bytes.count {
      switch bytes[index] {
      case 0x20, 0x09, 0x0A, 0x0D: index += 1
      default: return bytes[index]
      }
    }
    return nil
  }

  mutating func expectEnd() throws(JSONFault) {
    if peek() != nil { throw fault("something follows the end of the object") }
  }

  /// Calls `body` for each key, with the scanner at the value, which `body` must consume.
  mutating func object(
    _ body: (String, inout JSONScanner) throws(JSONFault) -> Void
  ) throws(JSONFault) {
    guard peek() == UInt8(ascii: "{") else { throw fault("must be an object") }
    index += 1
    if peek() == UInt8(ascii: "}") {
      index += 1
      return
    }
    while true {
      guard peek() == UInt8(ascii: "\"") else { throw fault("a key in quotes is missing") }
      let key = try string()
      guard peek() == UInt8(ascii: ":") else { throw fault("a colon is missing after a key") }
      index += 1
      try body(key, &self)
      switch peek() {
      case UInt8(ascii: ","): index += 1
      case UInt8(ascii: "}"):
        index += 1
        return
      default: throw fault("a comma or a closing brace is missing")
      }
    }
  }

  /// Calls `body` for each element, with its position and the scanner at the element.
  mutating func array(
    _ body: (Int, inout JSONScanner) throws(JSONFault) -> Void
  ) throws(JSONFault) {
    guard peek() == UInt8(ascii: "[") else { throw fault("must be an array") }
    index += 1
    if peek() == UInt8(ascii: "]") {
      index += 1
      return
    }
    var position = 0
    while true {
      try body(position, &self)
      position += 1
      switch peek() {
      case UInt8(ascii: ","): index += 1
      case UInt8(ascii: "]"):
        index += 1
        return
      default: throw fault("a comma or a closing bracket is missing")
      }
    }
  }

  /// Reads a string; anything else is a fault.
  mutating func string() throws(JSONFault) -> String {
    guard peek() == UInt8(ascii: "\"") else { throw fault("must be a string") }
    index += 1
    let start = index
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\""):
        defer { index += 1 }
        guard let text = String(validating: bytes[start..<index], as: UTF8.self) else {
          throw fault("is not UTF-8; save the file as UTF-8")
        }
        return text
      case UInt8(ascii: "\\"): return try escapedString(from: start)
      case 0..<0x20: throw fault("holds a control character; write it as an escape")
      default: index += 1
      }
    }
    throw fault("a closing quote is missing; the line may be cut off")
  }

  /// Reads a string, or nil for null.
  mutating func optionalString() throws(JSONFault) -> String? {
    if try takeNull() { return nil }
    return try string()
  }

  /// Reads true or false, or nil for null.
  mutating func optionalBool() throws(JSONFault) -> Bool? {
    if try takeNull() { return nil }
    if take("true") { return true }
    if take("false") { return false }
    throw fault("must be true or false")
  }

  /// Reads a number, or nil for null.
  mutating func optionalNumber() throws(JSONFault) -> Double? {
    if try takeNull() { return nil }
    guard let first = peek(), first == UInt8(ascii: "-") || Self.isDigit(first) else {
      throw fault("must be a number")
    }
    let raw = try rawValue()
    guard let value = Double(raw) else { throw fault("must be a number") }
    return value
  }

  /// Reads any value and returns its text as it stands.
  mutating func rawValue() throws(JSONFault) -> String {
    _ = peek()
    let start = index
    try skip(depth: 0)
    guard let text = String(validating: bytes[start..<index], as: UTF8.self) else {
      throw fault("is not UTF-8; save the file as UTF-8")
    }
    return text
  }

  private mutating func skip(depth: Int) throws(JSONFault) {
    guard depth < Self.deepest else { throw fault("is nested too deep") }
    switch peek() {
    case UInt8(ascii: "{"):
      try object { (_, scanner) throws(JSONFault) in try scanner.skip(depth: depth + 1) }
    case UInt8(ascii: "["):
      try array { (_, scanner) throws(JSONFault) in try scanner.skip(depth: depth + 1) }
    case UInt8(ascii: "\""): _ = try string()
    case .some:
      if take("true") || take("false") || take("null") { return }
      let start = index
      while index < bytes.count, Self.isNumberByte(bytes[index]) { index += 1 }
      let text = String(decoding: bytes[start..<index], as: UTF8.self)
      if start == index || Double(text) == nil { throw fault("is no JSON value") }
    case nil: throw fault("the line ends early; it may be cut off")
    }
  }

  private mutating func takeNull() throws(JSONFault) -> Bool {
    guard peek() != nil else { throw fault("the line ends early; it may be cut off") }
    return take("null")
  }

  private mutating func take(_ word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    guard index + count <= bytes.count else { return false }
    for position in 0..<count where bytes[index + position] != word.utf8Start[position] {
      return false
    }
    index += count
    return true
  }

  private mutating func escapedString(from start: Int) throws(JSONFault) -> String {
    var out = Array(bytes[start..<index])
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      switch byte {
      case UInt8(ascii: "\""):
        guard let text = String(validating: out, as: UTF8.self) else {
          throw fault("is not UTF-8; save the file as UTF-8")
        }
        return text
      case UInt8(ascii: "\\"): try escape(into: &out)
      case 0..<0x20: throw fault("holds a control character; write it as an escape")
      default: out.append(byte)
      }
    }
    throw fault("a closing quote is missing; the line may be cut off")
  }

  private mutating func escape(into out: inout [UInt8]) throws(JSONFault) {
    guard index < bytes.count else { throw fault("the line ends in an escape") }
    let byte = bytes[index]
    index += 1
    switch byte {
    case UInt8(ascii: "n"): out.append(0x0A)
    case UInt8(ascii: "t"): out.append(0x09)
    case UInt8(ascii: "r"): out.append(0x0D)
    case UInt8(ascii: "b"): out.append(0x08)
    case UInt8(ascii: "f"): out.append(0x0C)
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): out.append(byte)
    case UInt8(ascii: "u"):
      var code = try hexadecimal()
      if 0xD800..<0xDC00 ~= code, index + 1 < bytes.count, bytes[index] == UInt8(ascii: "\\"),
        bytes[index + 1] == UInt8(ascii: "u")
      {
        let resume = index
        index += 2
        let low = try hexadecimal()
        if 0xDC00..<0xE000 ~= low {
          code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00)
        } else {
          index = resume
        }
      }
      let scalar = Unicode.Scalar(code) ?? "\u{FFFD}"
      out.append(contentsOf: String(Character(scalar)).utf8)
    default: throw fault("holds an unknown escape")
    }
  }

  private mutating func hexadecimal() throws(JSONFault) -> UInt32 {
    guard index + 4 <= bytes.count,
      let code = UInt32(String(decoding: bytes[index..<index + 4], as: UTF8.self), radix: 16)
    else { throw fault("holds a broken \\u escape") }
    index += 4
    return code
  }

  private func fault(_ reason: String) -> JSONFault { JSONFault(field: nil, reason: reason) }

  private static func isDigit(_ byte: UInt8) -> Bool { 0x30...0x39 ~= byte }

  private static func isNumberByte(_ byte: UInt8) -> Bool {
    isDigit(byte) || byte == 0x2B || byte == 0x2D || byte == 0x2E || byte == 0x45 || byte == 0x65
  }
}
