internal import CKernels

/// Ascending numbers in blocks of at most 128: the first in a column of its own, the gaps packed with
/// as many bits as the widest needs. Blocks of long lists end with a range of groups, so that a
/// range is added up by whole blocks.
///
/// A block's bytes are its count less one, its width in bits, then the gaps less one.
struct PostingBlocks: Sendable {
  static let size = Int(CR_BLOCK)
  /// Numbers from which on a list is cut at the borders of ranges; in shorter ones the heads of more
  /// blocks would take more room than whole blocks save time.
  static let leastCut = Int(CR_LEAST_CUT)
  /// Bytes behind the last block, so that a vector can be read anywhere.
  static let padding = Int(CR_BEHIND)

  var heads: [cr_block] = []
  var bytes: [UInt8] = []

  /// Appends a list, which must ascend strictly. O(n).
  ///
  /// - Parameter range: the groups of a range.
  mutating func append(_ numbers: some RandomAccessCollection<UInt32>, range: Int) {
    var rest = numbers[...]
    while let first = rest.first {
      var block = rest.prefix(Self.size)
      if numbers.count >= Self.leastCut {
        let border = (Int(first) / range + 1) * range
        block = block.prefix { Int($0) < border }
      }
      rest = rest.dropFirst(block.count)
      heads.append(cr_block(first: first, offset: UInt32(bytes.count)))
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
    heads += other.heads.map { cr_block(first: $0.first, offset: base + $0.offset) }
    bytes += other.bytes
  }
}
