internal import CKernels

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// What a query needs to know of a list, side by side in memory.
struct ListHead: BitwiseCopyable, Sendable {
  /// The list's first block; the next list's head tells its end. A row has no blocks.
  var block: UInt32
  /// The list's inverse document frequency in `RetrievalIndex.idfUnity`ths.
  var idf: UInt16
  /// How many groups it holds, at most 65,535.
  var length: UInt16
}

/// The lists of a `RetrievalIndex`: long ones as rows of bits, the others as compressed blocks.
struct PostingLists: Sendable {
  /// One for each list, and one past the last.
  let heads: Column<ListHead>
  let blocks: Column<cr_block>
  let bytes: Column<UInt8>
  /// What of `bytes` is to be checked before use; nil when all of it was.
  private let parts: SectionParts?
  let rows: PostingRows

  init(_ lists: PackedLists, questions: Int) {
    var heads: [ListHead] = []
    var block: UInt32 = 0
    for list in lists.blockCounts.indices {
      heads.append(
        ListHead(
          block: block, idf: Self.idf(lists.questionCounts[list], of: questions),
          length: UInt16(min(lists.lengths[list], 65_535))))
      block += lists.blockCounts[list]
    }
    heads.append(ListHead(block: block, idf: 0, length: 0))
    self.heads = Column(heads)
    blocks = Column(lists.blocks.heads)
    bytes = Column(lists.blocks.bytes + Array(repeating: 0, count: PostingBlocks.padding))
    parts = nil
    rows = PostingRows(
      numbers: Column(lists.rowNumbers),
      words: Column(lists.rowWords))
  }

  init(_ snapshot: Snapshot, _ name: String) throws(SnapshotError) {
    heads = try snapshot.column(name + ".heads")
    blocks = try snapshot.column(name + ".blocks")
    bytes = try snapshot.column(name + ".bytes")
    parts = snapshot.parts(of: name + ".bytes")
    rows = try PostingRows(snapshot, name + ".rows")
  }

  func write(to writer: inout SnapshotWriter, _ name: String) {
    writer.add(name + ".heads", heads)
    writer.add(name + ".blocks", blocks)
    writer.addInParts(name + ".bytes", bytes.array)
    rows.write(to: &writer, name + ".rows")
  }

  /// Whether the blocks of a list are as they were written; what is not is told by the snapshot's
  /// `checkUsed()`.
  @inline(__always)
  func isWhole(_ blocks: Range<Int>) -> Bool {
    guard let parts, !blocks.isEmpty else { return true }
    let end =
      blocks.upperBound < self.blocks.count
      ? Int(self.blocks[blocks.upperBound].offset) : bytes.count
    return parts.check(Int(self.blocks[blocks.lowerBound].offset)..<end)
  }

  /// BM25's inverse document frequency in `RetrievalIndex.idfUnity`ths.
  static func idf(_ frequency: Int, of count: Int) -> UInt16 {
    let value = log(1 + (Double(count - frequency) + 0.5) / (Double(frequency) + 0.5))
    return UInt16(max(1, min(65_535, (value * RetrievalIndex.idfUnity).rounded())))
  }
}
