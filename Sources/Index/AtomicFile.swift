#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Replaces files so that a reader sees the old content or the new, never a part.
public enum AtomicFile {
  /// Writes beside the target, syncs, and renames over it; a failure leaves the target as it was.
  public static func write(_ bytes: [UInt8], to path: String) throws(FileWriteError) {
    // Writers of one path must not share the file that they write.
    let temporary = "\(path).\(String(UInt64.random(in: 0 ... .max), radix: 36)).new"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw failure(path) }
    var written = 0
    while written < bytes.count {
      let step = bytes.withUnsafeBytes { buffer in
        Glibc.write(descriptor, buffer.baseAddress?.advanced(by: written), bytes.count - written)
      }
      if step < 0 && errno == EINTR { continue }
      guard step > 0 else {
        let error = failure(path)
        close(descriptor)
        unlink(temporary)
        throw error
      }
      written += step
    }
    let synced = fsync(descriptor) == 0
    guard close(descriptor) == 0, synced, rename(temporary, path) == 0 else {
      let error = failure(path)
      unlink(temporary)
      throw error
    }
  }

  private static func failure(_ path: String) -> FileWriteError {
    FileWriteError(path: path, reason: String(cString: strerror(errno)))
  }
}

/// A file that could not be written; what stood there before still stands.
public struct FileWriteError: Error, Equatable, Sendable, CustomStringConvertible {
  public let path: String
  public let reason: String

  public init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }

  public var description: String {
    "\(path): cannot be written (\(reason)); check the folder, its permissions and the free space"
  }
}
