internal import Synchronization

/// The checksums of a large section's parts, so that a short-lived process checks only what it
/// uses.
public final class SectionParts: Sendable {
  /// Bytes of a part.
  package static let size = 1 << 14

  private let owner: any AnyObject & Sendable
  private let memory: Memory
  private let state: Mutex<State>

  private struct State {
    var isChecked: [Bool]
    var isDamaged = false
  }

  /// Memory that `owner` keeps alive and nobody writes.
  private struct Memory: @unchecked Sendable {
    let bytes: UnsafeRawBufferPointer
    let sums: UnsafeRawBufferPointer
  }

  init(
    owner: any AnyObject & Sendable, bytes: UnsafeRawBufferPointer, sums: UnsafeRawBufferPointer
  ) {
    self.owner = owner
    memory = Memory(bytes: bytes, sums: sums)
    let count = (bytes.count + Self.size - 1) / Self.size
    state = Mutex(
      State(
        isChecked: Array(repeating: false, count: count),
        isDamaged: sums.count != count * MemoryLayout<UInt64>.size))
  }

  /// The checksums of the parts of some bytes. O(n).
  static func sums(_ bytes: UnsafeRawBufferPointer) -> [UInt64] {
    stride(from: 0, to: bytes.count, by: size).map { start in
      Checksum.of(UnsafeRawBufferPointer(rebasing: bytes[start..<min(start + size, bytes.count)]))
    }
  }

  /// Checks the parts that hold some elements of the section, each once; returns whether all that
  /// were checked so far are as they were written.
  public func check<Element: BitwiseCopyable>(_ range: Range<Int>, of _: Element.Type) -> Bool {
    let stride = MemoryLayout<Element>.stride
    return check((range.lowerBound * stride)..<(range.upperBound * stride))
  }

  /// Checks the parts that hold a range of bytes, each once; returns whether all that were checked
  /// so far are as they were written.
  @discardableResult
  public func check(_ range: Range<Int>) -> Bool {
    guard !range.isEmpty else { return !isDamaged }
    return state.withLock { state in
      for part in (range.lowerBound / Self.size)...((range.upperBound - 1) / Self.size)
      where !state.isDamaged && !state.isChecked[part] {
        state.isChecked[part] = true
        let start = part * Self.size
        let end = min(start + Self.size, memory.bytes.count)
        let sum = Checksum.of(UnsafeRawBufferPointer(rebasing: memory.bytes[start..<end]))
        let known = memory.sums.loadUnaligned(
          fromByteOffset: part * MemoryLayout<UInt64>.size, as: UInt64.self)
        state.isDamaged = sum != UInt64(littleEndian: known)
      }
      return !state.isDamaged
    }
  }

  /// Whether a part that was checked does not match its checksum.
  public var isDamaged: Bool { state.withLock { $0.isDamaged } }
}
