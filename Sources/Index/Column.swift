/// A read-only array of fixed-size elements that lives in memory or in a mapped snapshot.
///
/// Reading an element is one load; copies share the storage.
public struct Column<Element: BitwiseCopyable>: @unchecked Sendable {
  // Safe to share: the bytes never change after initialisation and `owner` keeps them alive.
  private let owner: AnyObject
  /// The first element; valid as long as a copy of the column lives.
  public let base: UnsafePointer<Element>
  /// The number of elements.
  public let count: Int

  /// Copies an array into its own storage. O(n).
  public init(_ elements: [Element]) {
    let storage = ColumnStorage(
      byteCount: elements.count * MemoryLayout<Element>.stride,
      alignment: max(16, MemoryLayout<Element>.alignment))
    let start = storage.bytes.baseAddress.unsafelyUnwrapped
      .bindMemory(to: Element.self, capacity: max(1, elements.count))
    elements.withUnsafeBufferPointer { source in
      if let first = source.baseAddress {
        start.initialize(from: first, count: source.count)
      }
    }
    owner = storage
    base = UnsafePointer(start)
    count = elements.count
  }

  /// A view of memory that `owner` keeps alive; the caller has checked bounds and alignment.
  init(owner: AnyObject, base: UnsafePointer<Element>, count: Int) {
    self.owner = owner
    self.base = base
    self.count = count
  }

  /// The element at an index in `0..<count`, not checked in release builds.
  @inlinable public subscript(index: Int) -> Element {
    assert(0 <= index && index < count, "column index \(index) outside 0..<\(count)")
    return base[index]
  }

  /// All elements as an array. O(n).
  public var array: [Element] { Array(UnsafeBufferPointer(start: base, count: count)) }
}
