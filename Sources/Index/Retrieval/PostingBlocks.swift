internal import CKernels

/// Ascending numbers in blocks of 128: the first in a column of its own, the gaps packed with as
/// many bits as the widest needs.
///
/// A block's bytes are its count less one, its width in bits, then the gaps less one.
struct PostingBlocks: Sendable {
  static let size = 128
  /// Bytes behind the last block, so that eight bytes can be read anywhere.
  static let padding = 8

  var firsts: [UInt32] = []
  var offsets: [UInt32] = []
  var bytes: [UInt8] = []

  /// Appends a list, which must ascend strictly. O(n).
  mutating func append(_ numbers: some RandomAccessCollection<UInt32>) {
    var rest = numbers[...]
    while let first = rest.first {
      let block = rest.prefix(Self.size)
      rest = rest.dropFirst(Self.size)
      firsts.append(first)
      offsets.append(UInt32(bytes.count))
      var widest: UInt32 = 0
      var previous = first
      for number in block.dropFirst() {
        widest |= number - previous - 1
        previous = number
      }
      let width = UInt32.bitWidth - widest.leadingZeroBitCount
      bytes.append(UInt8(block.count - 1))
      bytes.append(UInt8(width))
      var pending: UInt64 = 0
      var filled = 0
      previous = first
      for number in block.dropFirst() {
        pending |= UInt64(number - previous - 1) << UInt64(filled)
        filled += width
        previous = number
        while filled >= 8 {
          bytes.append(UInt8(truncatingIfNeeded: pending))
          pending >>= 8
          filled -= 8
        }
      }
      if filled > 0 { bytes.append(UInt8(truncatingIfNeeded: pending)) }
    }
  }

  /// Appends the blocks of another value. O(n).
  mutating func append(_ other: PostingBlocks) {
    let base = UInt32(bytes.count)
    firsts += other.firsts
    for offset in other.offsets { offsets.append(base + offset) }
    bytes += other.bytes
  }

  /// Writes a block's numbers and returns their count, at most 128. O(128).
  @inline(__always)
  static func decode(
    _ block: UnsafePointer<UInt8>, first: UInt32, into target: UnsafeMutablePointer<UInt32>
  ) -> Int {
    let count = Int32(block[0]) &+ 1
    cr_unpack(block + 2, count, Int32(block[1]), first, target)
    return Int(count)
  }
}

/// Lists of ascending numbers, compressed; the lists of a `RetrievalIndex`.
public struct PostingLists: Sendable {
  /// For each list and one past the last: its first block.
  let starts: Column<UInt32>
  let firsts: Column<UInt32>
  let offsets: Column<UInt32>
  let bytes: Column<UInt8>

  /// Compresses lists that ascend strictly. O(n).
  public init(_ lists: [[UInt32]]) {
    var blocks = PostingBlocks()
    var starts: [UInt32] = [0]
    for list in lists {
      blocks.append(list)
      starts.append(UInt32(blocks.firsts.count))
    }
    self.init(starts: starts, blocks: blocks)
  }

  init(starts: [UInt32], blocks: PostingBlocks) {
    self.starts = Column(starts)
    firsts = Column(blocks.firsts)
    offsets = Column(blocks.offsets)
    bytes = Column(blocks.bytes + Array(repeating: 0, count: PostingBlocks.padding))
  }

  init(_ snapshot: Snapshot, _ name: String) throws(SnapshotError) {
    starts = try snapshot.column(name + ".starts")
    firsts = try snapshot.column(name + ".firsts")
    offsets = try snapshot.column(name + ".offsets")
    bytes = try snapshot.column(name + ".bytes")
  }

  func write(to writer: inout SnapshotWriter, _ name: String) {
    writer.add(name + ".starts", starts)
    writer.add(name + ".firsts", firsts)
    writer.add(name + ".offsets", offsets)
    writer.add(name + ".bytes", bytes)
  }

  /// The number of lists.
  public var count: Int { starts.count - 1 }

  /// How many numbers a list holds. O(1).
  func length(_ list: Int) -> Int {
    let start = Int(starts[list])
    let end = Int(starts[list + 1])
    guard start < end else { return 0 }
    return (end - start - 1) * PostingBlocks.size + Int(bytes[Int(offsets[end - 1])]) + 1
  }

  /// The numbers of a list. O(n).
  public func list(_ list: Int) -> [UInt32] {
    var numbers: [UInt32] = []
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: PostingBlocks.size) { buffer in
      guard let target = buffer.baseAddress else { return }
      for block in Int(starts[list])..<Int(starts[list + 1]) {
        let count = PostingBlocks.decode(
          bytes.base + Int(offsets[block]), first: firsts[block], into: target)
        numbers.append(contentsOf: buffer[..<count])
      }
    }
    return numbers
  }
}
