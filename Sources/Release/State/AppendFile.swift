internal import Foundation

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// A file of lines that is only ever appended to; a line that a crash tore apart does not count.
enum AppendFile {
  /// The whole lines of a file, without their ends; none when it is not there.
  static func lines(_ path: String) throws(StateError) -> [[UInt8]] {
    guard FileManager.default.fileExists(atPath: path) else { return [] }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw StateError(path: path, reason: "cannot be read; check its permissions")
    }
    var pieces = data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    // What follows the last line break was never finished; after a whole file it is empty.
    pieces.removeLast()
    return pieces.map(Array.init)
  }

  /// Appends lines and syncs; a torn line at the end is cut off first.
  static func append(_ lines: [String], to path: String) throws(StateError) {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    let end = try wholeLength(descriptor, path)
    guard ftruncate(descriptor, off_t(end)) == 0, lseek(descriptor, off_t(end), SEEK_SET) >= 0
    else { throw failure(path) }
    let bytes = Array(lines.map { $0 + "\n" }.joined().utf8)
    var written = 0
    while written < bytes.count {
      let step = bytes.withUnsafeBytes { buffer in
        write(descriptor, buffer.baseAddress?.advanced(by: written), bytes.count - written)
      }
      if step < 0 && errno == EINTR { continue }
      guard step > 0 else { throw failure(path) }
      written += step
    }
    guard fsync(descriptor) == 0 else { throw failure(path) }
  }

  /// The length up to and with the last line break.
  private static func wholeLength(_ descriptor: Int32, _ path: String) throws(StateError) -> Int {
    var end = Int(lseek(descriptor, 0, SEEK_END))
    guard end >= 0 else { throw failure(path) }
    var block = [UInt8](repeating: 0, count: 4096)
    while end > 0 {
      let start = max(0, end - block.count)
      let count = block.withUnsafeMutableBytes { buffer in
        pread(descriptor, buffer.baseAddress, end - start, off_t(start))
      }
      guard count == end - start else { throw failure(path) }
      if let place = block[..<count].lastIndex(of: UInt8(ascii: "\n")) { return start + place + 1 }
      end = start
    }
    return 0
  }

  private static func failure(_ path: String) -> StateError {
    StateError(path: path, reason: "cannot be written (\(String(cString: strerror(errno))))")
  }
}
