/// A text of a record that is decoded when it is asked for.
public struct StoredText: Sendable {
  /// UTF-8.
  private let bytes: Column<UInt8>
  private let range: Range<Int>

  /// A text in memory of its own.
  public init(_ text: String) {
    let utf8 = Array(text.utf8)
    self.init(Column(utf8), 0..<utf8.count)
  }

  init(_ bytes: Column<UInt8>, _ range: Range<Int>) {
    self.bytes = bytes
    self.range = range
  }

  /// O(n).
  public var string: String {
    String(
      decoding: UnsafeBufferPointer(start: bytes.base + range.lowerBound, count: range.count),
      as: UTF8.self)
  }
}
