/// A fast 64-bit checksum over four interleaved lanes; finds damage, not malice.
///
/// Each lane multiplies and folds eight bytes a step (the mixing step of wyhash, Wang Yi 2019).
public enum Checksum {
  /// The checksum of some bytes. O(n), several GB/s.
  public static func of(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var lane0: UInt64 = 0x9E37_79B9_7F4A_7C15
    var lane1: UInt64 = 0xC2B2_AE3D_27D4_EB4F
    var lane2: UInt64 = 0x1656_67B1_9E37_79F9
    var lane3: UInt64 = 0x27D4_EB2F_1656_67C5
    var position = 0
    while position &+ 32 <= bytes.count {
      lane0 = mix(lane0 ^ word(bytes, position), 0xA076_1D64_78BD_642F)
      lane1 = mix(lane1 ^ word(bytes, position &+ 8), 0xE703_7ED1_A0B4_28DB)
      lane2 = mix(lane2 ^ word(bytes, position &+ 16), 0x8EBC_6AF0_9C88_C6E3)
      lane3 = mix(lane3 ^ word(bytes, position &+ 24), 0x5899_65CC_7537_4CC3)
      position &+= 32
    }
    while position < bytes.count {
      lane0 = mix(lane0 ^ UInt64(bytes[position]), 0xA076_1D64_78BD_642F)
      position &+= 1
    }
    let folded = mix(lane0 ^ lane1, lane2 | 1) ^ mix(lane2 ^ lane3, lane0 | 1)
    return mix(folded ^ UInt64(truncatingIfNeeded: bytes.count), 0xA076_1D64_78BD_642F)
  }

  /// The checksum of an array of bytes. O(n).
  public static func of(_ bytes: [UInt8]) -> UInt64 {
    bytes.withUnsafeBytes { of($0) }
  }

  @inline(__always)
  private static func word(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt64 {
    UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  // A product can lose information when a factor is zero; adding the halves back keeps every
  // single-byte change visible.
  @inline(__always)
  private static func mix(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = left.multipliedFullWidth(by: right)
    return (product.high ^ product.low) &+ left
  }
}
