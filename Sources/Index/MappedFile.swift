#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A file mapped read-only into memory; processes that map it share its pages.
final class MappedFile: @unchecked Sendable {
  // Safe to share: the mapping is private, read-only and lives as long as the object.
  let bytes: UnsafeRawBufferPointer

  /// Maps the file at `path`.
  init(path: String) throws(SnapshotError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw .unreadable(path: path, reason: String(cString: strerror(errno)))
    }
    defer { close(descriptor) }
    var information = stat()
    guard fstat(descriptor, &information) == 0 else {
      throw .unreadable(path: path, reason: String(cString: strerror(errno)))
    }
    let length = Int(information.st_size)
    guard length >= SnapshotFormat.headerSize else {
      throw .corrupt(path: path, reason: "the file has only \(length) bytes")
    }
    guard let start = mmap(nil, length, PROT_READ, MAP_PRIVATE, descriptor, 0), start != MAP_FAILED
    else { throw .unreadable(path: path, reason: String(cString: strerror(errno))) }
    bytes = UnsafeRawBufferPointer(start: start, count: length)
  }

  deinit {
    munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count)
  }
}

/// Snapshot bytes that were built in this process and never written to disk.
final class HeapBytes: @unchecked Sendable {
  // Safe to share: filled once by the initialiser, read-only afterwards.
  let bytes: UnsafeRawBufferPointer

  init(_ source: [UInt8]) {
    let copy = UnsafeMutableRawBufferPointer.allocate(
      byteCount: max(1, source.count), alignment: 64)
    copy.copyBytes(from: source)
    bytes = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(copy)[..<source.count])
  }

  deinit { bytes.deallocate() }
}
