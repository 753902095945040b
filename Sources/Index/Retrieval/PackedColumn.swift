/// Unsigned numbers with a fixed count of bits each, one after the other.
struct PackedColumn: Sendable {
  /// The numbers, and eight bytes behind them so that eight bytes can be read anywhere.
  let bytes: Column<UInt8>
  /// Bits a number, at most 32.
  let width: Int

  /// Packs numbers with as many bits as the largest needs. O(n).
  init(_ numbers: some Collection<UInt32>) {
    let all = numbers.reduce(0) { $0 | $1 }
    let width = max(1, UInt32.bitWidth - all.leadingZeroBitCount)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(numbers.count * width / 8 + 16)
    var pending: UInt64 = 0
    var filled = 0
    for number in numbers {
      pending |= UInt64(number) << UInt64(filled)
      filled += width
      while filled >= 8 {
        bytes.append(UInt8(truncatingIfNeeded: pending))
        pending >>= 8
        filled -= 8
      }
    }
    bytes.append(UInt8(truncatingIfNeeded: pending))
    bytes += Array(repeating: 0, count: 8)
    self.bytes = Column(bytes)
    self.width = width
  }

  init(bytes: Column<UInt8>, width: Int) {
    self.bytes = bytes
    self.width = width
  }

  /// The number at an index, which is not checked.
  @inline(__always)
  subscript(index: Int) -> UInt32 {
    let bit = index &* width
    let word = UnsafeRawPointer(bytes.base + (bit &>> 3)).loadUnaligned(as: UInt64.self)
    return UInt32(truncatingIfNeeded: (word &>> UInt64(bit & 7)) & ((1 &<< UInt64(width)) &- 1))
  }
}
