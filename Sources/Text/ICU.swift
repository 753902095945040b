internal import CICU

/// A call into ICU that failed; ICU's data is missing or broken.
public struct ICUError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What was asked of ICU.
  public let operation: String

  public var description: String {
    "ICU cannot do '\(operation)'; install the complete libicu of the distribution"
  }
}

/// ICU's transliterators, for tables that are computed once.
enum Transliteration {
  /// Transforms each code unit by itself and returns one string for each. O(n), slow.
  static func lines(_ id: String, of units: [UInt16]) throws(ICUError) -> [String] {
    let newline = UInt16(UInt8(ascii: "\n"))
    var text: [UInt16] = []
    for unit in units {
      text.append(unit)
      text.append(newline)
    }
    let length = text.count
    text += Array(repeating: 0, count: length * 8 + 64)
    let total = cicu_transliterate(id, &text, Int32(length), Int32(text.count))
    guard total >= 0 else { throw ICUError(operation: id) }
    let lines = text[..<Int(total)].split(separator: newline, omittingEmptySubsequences: false)
      .dropLast().map { String(decoding: $0, as: UTF16.self) }
    guard lines.count == units.count else { throw ICUError(operation: id) }
    return lines
  }
}

/// Finds the words of a text by ICU's rules and dictionary; one user at a time.
///
/// Use a `WordBreakerPool` from several threads.
public struct WordBreaker: ~Copyable, @unchecked Sendable {
  // Safe to send: the handle has one owner, the compiler forbids copies, and every use needs
  // exclusive access.
  private let handle: OpaquePointer

  public init() throws(ICUError) {
    guard let handle = cicu_breaker_open() else { throw ICUError(operation: "word break") }
    self.handle = handle
  }

  deinit { cicu_breaker_close(handle) }

  /// The ends of the words of a text in UTF-16 units; the last is its length. O(n).
  public mutating func ends(of units: [UInt16]) -> [Int] {
    guard !units.isEmpty else { return [] }
    var ends = [Int32](repeating: 0, count: units.count)
    let count = cicu_breaker_segment(
      handle, units, Int32(units.count), &ends, Int32(ends.count))
    guard count > 0 else { return [units.count] }
    return ends[..<Int(count)].map(Int.init)
  }
}
