#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// The elements of a column while they are computed, zeros at first.
///
/// They start at a line of the cache, so that no vector of a kernel straddles two. A large buffer
/// lies in large pages where the system has them: its rows are then found without a walk through
/// the page tables, which costs as much as the memory itself.
public struct ColumnBuffer<Element: BitwiseCopyable>: ~Copyable {
  private let storage: ColumnStorage
  /// The first element; valid as long as the buffer, or the column that it becomes, lives.
  public let base: UnsafeMutablePointer<Element>
  /// The number of elements.
  public let count: Int

  /// Makes room for elements whose bytes are all 0. O(n).
  public init(count: Int) {
    storage = ColumnStorage(byteCount: count * MemoryLayout<Element>.stride, alignment: 64)
    storage.bytes.initializeMemory(as: UInt8.self, repeating: 0)
    base = storage.bytes.baseAddress.unsafelyUnwrapped
      .bindMemory(to: Element.self, capacity: max(1, count))
    self.count = count
  }

  /// The elements, which change no more. O(1).
  public consuming func column() -> Column<Element> {
    Column(owner: storage, base: UnsafePointer(base), count: count)
  }
}

/// Bytes on the heap, freed with the last column that uses them.
final class ColumnStorage {
  let bytes: UnsafeMutableRawBufferPointer

  /// The size of a large page.
  private static let largePage = 1 << 21

  init(byteCount: Int, alignment: Int) {
    let isLarge = byteCount >= 8 * Self.largePage
    bytes = .allocate(
      byteCount: max(1, byteCount), alignment: isLarge ? Self.largePage : alignment)
    #if os(Linux)
      // A system that has none gives small pages.
      if isLarge { madvise(bytes.baseAddress, bytes.count, MADV_HUGEPAGE) }
    #endif
  }

  deinit { bytes.deallocate() }
}
