internal import CKernels

/// A fast 64-bit checksum; finds damage, not malice.
public enum Checksum {
  /// The checksum of some bytes. O(n), near the speed of the memory.
  public static func of(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    ck_checksum(bytes.baseAddress, Int64(bytes.count))
  }

  /// The checksum of an array of bytes. O(n).
  public static func of(_ bytes: [UInt8]) -> UInt64 {
    bytes.withUnsafeBytes { of($0) }
  }
}
