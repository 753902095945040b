/// Writes values one after the other: integers as LEB128, strings with their length before them.
public struct RecordWriter {
  public private(set) var bytes: [UInt8] = []

  public init() {}

  /// Appends a non-negative integer.
  public mutating func write(_ value: Int) {
    precondition(value >= 0, "records hold non-negative integers, not \(value)")
    var rest = UInt64(value)
    while rest >= 0x80 {
      bytes.append(UInt8(rest & 0x7F) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  public mutating func write(_ value: Bool) { write(value ? 1 : 0) }

  public mutating func write(_ value: Double) {
    withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
  }

  public mutating func write(_ value: String) {
    write(value.utf8.count)
    bytes.append(contentsOf: value.utf8)
  }

  public mutating func write(_ values: [String]) {
    write(values.count)
    for value in values { write(value) }
  }

  public mutating func write(_ value: String?) {
    write(value != nil)
    if let value { write(value) }
  }
}

/// Reads what `RecordWriter` wrote, in the same order.
///
/// A snapshot is checked as a whole when it is opened, so reading past the end is a programming
/// error and traps.
public struct RecordReader {
  private let column: Column<UInt8>
  private var position: Int

  init(_ column: Column<UInt8>, at position: Int) {
    self.column = column
    self.position = position
  }

  public mutating func integer() -> Int {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      let byte = next()
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return Int(value) }
      shift += 7
    }
  }

  public mutating func boolean() -> Bool { integer() != 0 }

  public mutating func double() -> Double {
    var bits: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 64, by: 8) { bits |= UInt64(next()) << shift }
    return Double(bitPattern: bits)
  }

  public mutating func string() -> String { text().string }

  /// A string that is decoded later.
  public mutating func text() -> StoredText {
    let count = integer()
    precondition(position + count <= column.count, "a record runs past its section")
    defer { position += count }
    return StoredText(column, position..<(position + count))
  }

  public mutating func optionalText() -> StoredText? { boolean() ? text() : nil }

  public mutating func strings() -> [String] {
    let count = integer()
    return (0..<count).map { _ in string() }
  }

  public mutating func optionalString() -> String? { boolean() ? string() : nil }

  private mutating func next() -> UInt8 {
    precondition(position < column.count, "a record runs past its section")
    defer { position += 1 }
    return column[position]
  }
}

/// Records of varying size, each decoded when it is asked for.
public struct RecordTable: Sendable {
  private let offsets: Column<UInt32>
  private let bytes: Column<UInt8>

  /// Opens the two sections that `SnapshotWriter.add(_:records:)` wrote.
  public init(_ snapshot: Snapshot, _ name: String) throws(SnapshotError) {
    offsets = try snapshot.column(name + ".offsets")
    bytes = try snapshot.column(name + ".bytes")
  }

  /// The number of records.
  public var count: Int { offsets.count }

  /// A reader at the start of the record at an index in `0..<count`.
  public func reader(_ index: Int) -> RecordReader {
    RecordReader(bytes, at: Int(offsets[index]))
  }
}

extension SnapshotWriter {
  /// Adds records of varying size as the sections `name.offsets` and `name.bytes`. O(n).
  public mutating func add(_ name: String, records: [RecordWriter]) {
    var offsets: [UInt32] = []
    var bytes: [UInt8] = []
    for record in records {
      offsets.append(UInt32(bytes.count))
      bytes += record.bytes
    }
    add(name + ".offsets", offsets)
    add(name + ".bytes", bytes)
  }
}
