internal import CICU
internal import Index

/// Brings messages into one form: NFKC, case folded, simplified, without blanks, marks and emoji,
/// and with long repetitions cut.
public struct Normalizer: Sendable {
  public let tables: CharacterTables

  public init(_ tables: CharacterTables) {
    self.tables = tables
  }

  /// Normalises a text. O(n); never fails, whatever the text holds.
  public func normalize(_ text: String) -> NormalizedText {
    var result = NormalizedText()
    normalize(text, into: &result)
    return result
  }

  /// Normalises a text into a value whose storage is reused. O(n).
  public func normalize(_ text: String, into result: inout NormalizedText) {
    result.removeAll()
    result.reserveCapacity(text.utf8.count / 3 + 1)
    var text = text
    text.withUTF8 { bytes in
      fold(bytes, into: &result)
    }
    result.offsets.append(Int32(truncatingIfNeeded: text.utf8.count))
  }

  private func fold(_ bytes: UnsafeBufferPointer<UInt8>, into result: inout NormalizedText) {
    var position = 0
    var pendingBreak = true
    var run = 0
    while position < bytes.count {
      let start = position
      let codePoint = Self.decode(bytes, &position)
      if codePoint < 0x10000, !isJoined(bytes, position) {
        let folded = UInt32(tables.folded[Int(codePoint)])
        if folded == 0x2E, !pendingBreak, Self.isDigit(result.scalars.last),
          isDigit(bytes, position)
        {
          // The point of a decimal number stays: 1.8 and 18 are different sizes.
          result.scalars.append(folded)
          result.offsets.append(Int32(truncatingIfNeeded: start))
          result.breakBefore.append(false)
          continue
        }
        if folded == 0x2C, !pendingBreak, separatesThousands(bytes, position, result) { continue }
        if folded != UInt32(CharacterTables.needsICU) {
          append(folded, at: start, &pendingBreak, &run, into: &result)
          continue
        }
      }
      // A cluster that ICU must see as a whole: this code point and the marks that follow it.
      while position < bytes.count {
        var next = position
        let following = Self.decode(bytes, &next)
        guard tables.kind(of: following) == .joining else { break }
        position = next
      }
      for folded in Self.foldByICU(bytes[start..<position]) {
        let simplified =
          folded < 0x10000 && tables.kind(of: folded) == .han
          ? UInt32(tables.folded[Int(folded)]) : folded
        append(simplified, at: start, &pendingBreak, &run, into: &result)
      }
    }
  }

  /// Whether a mark follows that may combine; marks take two bytes and more.
  @inline(__always)
  private func isJoined(_ bytes: UnsafeBufferPointer<UInt8>, _ position: Int) -> Bool {
    guard position < bytes.count, bytes[position] >= 0xCC else { return false }
    var next = position
    return tables.kind(of: Self.decode(bytes, &next)) == .joining
  }

  /// Whether a digit stands at a place, in any width.
  private func isDigit(_ bytes: UnsafeBufferPointer<UInt8>, _ position: Int) -> Bool {
    var next = position
    return isDigit(bytes, after: &next)
  }

  /// Whether a digit stands at a place, which is moved behind it.
  private func isDigit(_ bytes: UnsafeBufferPointer<UInt8>, after position: inout Int) -> Bool {
    guard position < bytes.count else { return false }
    let codePoint = Self.decode(bytes, &position)
    return codePoint < 0x10000 && Self.isDigit(UInt32(tables.folded[Int(codePoint)]))
  }

  /// Whether a comma stands in 1,299: one or two digits before it and three behind. (160,120 are
  /// a height and a weight.)
  private func separatesThousands(
    _ bytes: UnsafeBufferPointer<UInt8>, _ position: Int, _ result: NormalizedText
  ) -> Bool {
    var before = 0
    while before < result.count, before < 3,
      Self.isDigit(result.scalars[result.count - 1 - before])
    {
      before += 1
      if result.breakBefore[result.count - before] { break }
    }
    guard (1...2).contains(before) else { return false }
    if before < result.count, !result.breakBefore[result.count - before],
      result.scalars[result.count - 1 - before] == 0x2E
    {
      return false
    }
    var next = position
    for _ in 0..<3 { guard isDigit(bytes, after: &next) else { return false } }
    return !isDigit(bytes, next)
  }

  private func append(
    _ codePoint: UInt32, at start: Int, _ pendingBreak: inout Bool, _ run: inout Int,
    into result: inout NormalizedText
  ) {
    guard codePoint != 0 else { return }
    switch tables.kind(of: codePoint) {
    case .han, .letter, .digit, .other, .joining:
      if !pendingBreak, let last = result.scalars.last, last == codePoint {
        run += 1
        if run == Self.cutFrom(codePoint), codePoint >= 0x80 {
          // 在吗吗吗 is 在吗; 谢谢 stays.
          result.scalars.removeLast()
          result.offsets.removeLast()
          result.breakBefore.removeLast()
        }
        if run >= Self.cutFrom(codePoint) { return }
      } else {
        run = 1
      }
      result.scalars.append(codePoint)
      result.offsets.append(Int32(truncatingIfNeeded: start))
      result.breakBefore.append(pendingBreak)
      pendingBreak = false
    case .punctuation:
      if codePoint == 0x3F { result.questionMarks += 1 }
      if codePoint == 0x21 { result.exclamationMarks += 1 }
      pendingBreak = true
    case .space:
      pendingBreak = true
    case .emoji:
      result.emoji += 1
      pendingBreak = true
    }
  }

  private static func isDigit(_ codePoint: UInt32?) -> Bool {
    guard let codePoint else { return false }
    return 0x30 <= codePoint && codePoint <= 0x39
  }

  /// The repetition from which on a code point is dropped; digits never are (200000).
  private static func cutFrom(_ codePoint: UInt32) -> Int {
    switch codePoint {
    case 0x30...0x39: Int.max
    case 0x00..<0x80: 4
    default: 3
    }
  }

  private static func foldByICU(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> [UInt32] {
    let units = Array(String(decoding: bytes, as: UTF8.self).utf16)
    var buffer = [UInt16](repeating: 0, count: units.count * 20 + 16)
    let length = cicu_nfkc_casefold(units, Int32(units.count), &buffer, Int32(buffer.count))
    guard length >= 0 else { return [] }
    return String(decoding: buffer[..<Int(length)], as: UTF16.self).unicodeScalars.map(\.value)
  }

  /// Reads one code point; a Swift string's UTF-8 is always valid.
  @inline(__always)
  static func decode(_ bytes: UnsafeBufferPointer<UInt8>, _ position: inout Int) -> UInt32 {
    let first = UInt32(bytes[position])
    if first < 0x80 {
      position += 1
      return first
    }
    if first < 0xE0 {
      defer { position += 2 }
      return (first & 0x1F) << 6 | UInt32(bytes[position + 1]) & 0x3F
    }
    if first < 0xF0 {
      defer { position += 3 }
      return (first & 0x0F) << 12 | (UInt32(bytes[position + 1]) & 0x3F) << 6
        | UInt32(bytes[position + 2]) & 0x3F
    }
    defer { position += 4 }
    return (first & 0x07) << 18 | (UInt32(bytes[position + 1]) & 0x3F) << 12
      | (UInt32(bytes[position + 2]) & 0x3F) << 6 | UInt32(bytes[position + 3]) & 0x3F
  }
}
