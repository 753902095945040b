#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The layout of a snapshot file: header, section table, sections aligned to 64 bytes, little-endian.
enum SnapshotFormat {
  static let magic: UInt64 = 0x0041_4447_4E49_59E5
  static let version: UInt32 = 6
  /// magic 8, version 4, section count 4, file length 8, checksum of all else 8.
  static let headerSize = 32
  /// name 40 (zero-padded UTF-8), offset 8, length 8, element stride 4, kind 4.
  static let entrySize = 64
  static let nameSize = 40
  /// The kind of a section that is checked by parts, whose checksums are the section `sums(of:)`.
  static let checkedByParts: UInt32 = 1

  static func sums(of name: String) -> String { name + ".sums" }

  /// The checksum of all but the sections that are checked by parts, and of the header's fields
  /// that say how to read it.
  ///
  /// - Parameter left: the ranges of the body that are left out, ascending.
  static func checksum(
    count: UInt32, body: UnsafeRawBufferPointer, without left: [Range<Int>]
  ) -> UInt64 {
    var sum = UInt64(count)
    var start = 0
    for range in left + [body.count..<body.count] {
      let part = UnsafeRawBufferPointer(rebasing: body[start..<range.lowerBound])
      sum = sum &* 0x9E37_79B9_7F4A_7C15 &+ Checksum.of(part)
      start = range.upperBound
    }
    return sum
  }
}

/// Collects named sections and writes them as one snapshot.
public struct SnapshotWriter {
  private typealias Section = (name: String, stride: Int, kind: UInt32, bytes: [UInt8])
  private var sections: [Section] = []

  public init() {}

  /// Adds a section of fixed-size elements; the name has at most 39 bytes and is new. O(n).
  public mutating func add<Element: BitwiseCopyable>(_ name: String, _ elements: [Element]) {
    precondition(name.utf8.count < SnapshotFormat.nameSize, "section name '\(name)' is too long")
    append((name, MemoryLayout<Element>.stride, 0, elements.withUnsafeBytes { Array($0) }))
  }

  private mutating func append(_ section: Section) {
    precondition(
      !sections.contains { $0.name == section.name }, "section '\(section.name)' is added twice")
    sections.append(section)
  }

  /// Adds a large section that can be checked by parts as they are used, see
  /// `Snapshot.parts(of:)`. O(n).
  public mutating func addInParts<Element: BitwiseCopyable>(_ name: String, _ elements: [Element]) {
    add(name, elements)
    let last = sections.count - 1
    sections[last].kind = SnapshotFormat.checkedByParts
    add(
      SnapshotFormat.sums(of: name), sections[last].bytes.withUnsafeBytes { SectionParts.sums($0) })
  }

  /// Adds a column, see `add(_:_:)`. O(n).
  public mutating func add<Element: BitwiseCopyable>(_ name: String, _ column: Column<Element>) {
    add(name, column.array)
  }

  /// Adds the sections of another writer, whose names are new. O(sections).
  public mutating func add(_ other: SnapshotWriter) {
    for section in other.sections { append(section) }
  }

  /// The whole snapshot. O(n).
  public func bytes() -> [UInt8] {
    var body: [UInt8] = []
    var offset = SnapshotFormat.headerSize + sections.count * SnapshotFormat.entrySize
    var left: [Range<Int>] = []
    for section in sections {
      offset = (offset + 63) & ~63
      if section.kind == SnapshotFormat.checkedByParts {
        let start = offset - SnapshotFormat.headerSize
        left.append(start..<(start + section.bytes.count))
      }
      var name = Array(section.name.utf8)
      name += Array(repeating: 0, count: SnapshotFormat.nameSize - name.count)
      body += name
      append(UInt64(offset), to: &body)
      append(UInt64(section.bytes.count), to: &body)
      append(UInt32(section.stride), to: &body)
      append(section.kind, to: &body)
      offset += section.bytes.count
    }
    body.reserveCapacity(offset)
    for section in sections {
      let padding = -(SnapshotFormat.headerSize + body.count) & 63
      body += Array(repeating: 0, count: padding)
      body += section.bytes
    }
    var header: [UInt8] = []
    append(SnapshotFormat.magic, to: &header)
    append(SnapshotFormat.version, to: &header)
    append(UInt32(sections.count), to: &header)
    append(UInt64(SnapshotFormat.headerSize + body.count), to: &header)
    let count = UInt32(sections.count)
    let checksum = body.withUnsafeBytes {
      SnapshotFormat.checksum(count: count, body: $0, without: left)
    }
    append(checksum, to: &header)
    return header + body
  }

  private func append<Value: FixedWidthInteger>(_ value: Value, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }
}

/// An open snapshot: named sections as typed columns, without parsing.
public struct Snapshot: Sendable {
  /// Where it came from; "memory" when it was built in this process.
  public let path: String
  /// The checksum of its content; equal content has an equal checksum.
  public let checksum: UInt64
  private let owner: any AnyObject & Sendable
  private let raw: UnsafeBytes
  private let sections: [String: (offset: Int, length: Int, stride: Int)]
  /// The sections that their users have to check.
  private let parts: [String: SectionParts]

  /// Maps and checks a snapshot file. O(n) in the file's size for the checksum, at memory speed.
  ///
  /// - Parameter checkingLater: leaves the sections that can be checked by parts to their users;
  ///   what was made of them counts only when `checkUsed()` does not throw.
  public init(path: String, checkingLater: Bool = false) throws(SnapshotError) {
    let file = try MappedFile(path: path)
    try self.init(path: path, owner: file, bytes: file.bytes, checkingLater: checkingLater)
  }

  /// Opens a snapshot that was built in memory.
  public init(bytes: [UInt8]) throws(SnapshotError) {
    let heap = HeapBytes(bytes)
    try self.init(path: "memory", owner: heap, bytes: heap.bytes, checkingLater: false)
  }

  private init(
    path: String, owner: any AnyObject & Sendable, bytes: UnsafeRawBufferPointer,
    checkingLater: Bool
  ) throws(SnapshotError) {
    guard bytes.count >= SnapshotFormat.headerSize else {
      throw .corrupt(path: path, reason: "the header is cut off")
    }
    func integer<Value: FixedWidthInteger>(_ offset: Int, _: Value.Type) -> Value {
      Value(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Value.self))
    }
    guard integer(0, UInt64.self) == SnapshotFormat.magic else {
      throw .corrupt(path: path, reason: "it does not start with the snapshot mark")
    }
    let version = integer(8, UInt32.self)
    guard version == SnapshotFormat.version else {
      throw .format(path: path, found: version, expected: SnapshotFormat.version)
    }
    let count = Int(integer(12, UInt32.self))
    guard integer(16, UInt64.self) == UInt64(bytes.count),
      count * SnapshotFormat.entrySize <= bytes.count - SnapshotFormat.headerSize
    else { throw .corrupt(path: path, reason: "its length is not the one it was written with") }
    checksum = integer(24, UInt64.self)
    var sections: [String: (offset: Int, length: Int, stride: Int)] = [:]
    var inParts: [(name: String, range: Range<Int>)] = []
    for index in 0..<count {
      let entry = SnapshotFormat.headerSize + index * SnapshotFormat.entrySize
      let bytesOfName = bytes[entry..<(entry + SnapshotFormat.nameSize)].prefix { $0 != 0 }
      let name = String(decoding: bytesOfName, as: UTF8.self)
      let tail = entry + SnapshotFormat.nameSize
      let offset = integer(tail, UInt64.self)
      let length = integer(tail + 8, UInt64.self)
      guard offset >= UInt64(SnapshotFormat.headerSize), offset <= UInt64(bytes.count),
        length <= UInt64(bytes.count) - offset, offset & 63 == 0
      else { throw .corrupt(path: path, reason: "a section lies outside the file") }
      sections[name] = (Int(offset), Int(length), Int(integer(tail + 16, UInt32.self)))
      if integer(tail + 20, UInt32.self) == SnapshotFormat.checkedByParts {
        inParts.append((name, Int(offset)..<Int(offset + length)))
      }
    }
    let left = inParts.map {
      ($0.range.lowerBound - SnapshotFormat.headerSize)..<($0.range.upperBound
        - SnapshotFormat.headerSize)
    }
    for (one, other) in zip(left, left.dropFirst()) where one.upperBound > other.lowerBound {
      throw .corrupt(path: path, reason: "sections overlap")
    }
    let body = UnsafeRawBufferPointer(rebasing: bytes[SnapshotFormat.headerSize...])
    guard
      SnapshotFormat.checksum(count: UInt32(count), body: body, without: left) == checksum
    else { throw .corrupt(path: path, reason: "the checksum does not match") }
    var parts: [String: SectionParts] = [:]
    for (name, range) in inParts {
      guard let sums = sections[SnapshotFormat.sums(of: name)] else {
        throw .missing(path: path, section: SnapshotFormat.sums(of: name))
      }
      let known = UnsafeRawBufferPointer(rebasing: bytes[sums.offset..<(sums.offset + sums.length)])
      let section = SectionParts(
        owner: owner, bytes: UnsafeRawBufferPointer(rebasing: bytes[range]), sums: known)
      if !checkingLater { section.check(0..<range.count) }
      guard !section.isDamaged else { throw Self.damage(path, name) }
      if checkingLater { parts[name] = section }
    }
    self.parts = parts
    self.path = path
    self.owner = owner
    self.raw = UnsafeBytes(buffer: bytes)
    self.sections = sections
  }

  /// A section as a column of elements.
  public func column<Element: BitwiseCopyable>(
    _ name: String, of _: Element.Type = Element.self
  ) throws(SnapshotError) -> Column<Element> {
    guard let section = sections[name], let start = raw.buffer.baseAddress else {
      throw .missing(path: path, section: name)
    }
    guard section.stride == MemoryLayout<Element>.stride,
      section.length % MemoryLayout<Element>.stride == 0
    else { throw .corrupt(path: path, reason: "section '\(name)' has elements of another size") }
    let count = section.length / MemoryLayout<Element>.stride
    let base = start.advanced(by: section.offset).bindMemory(
      to: Element.self, capacity: max(1, count))
    return Column(owner: owner, base: base, count: count)
  }

  /// The parts of a section that its user has to check before use; nil when all was checked.
  public func parts(of name: String) -> SectionParts? { parts[name] }

  /// Throws when a part that was used since the snapshot was opened is damaged.
  public func checkUsed() throws(SnapshotError) {
    for (name, section) in parts where section.isDamaged { throw Self.damage(path, name) }
  }

  private static func damage(_ path: String, _ section: String) -> SnapshotError {
    .corrupt(path: path, reason: "section '\(section)' does not match its checksums")
  }

  /// Whether a section is there.
  public func has(_ name: String) -> Bool { sections[name] != nil }
}

/// A pointer whose memory its neighbour in the struct keeps alive.
private struct UnsafeBytes: @unchecked Sendable {
  let buffer: UnsafeRawBufferPointer
}
