internal import Foundation
internal import Index

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Where review and releases keep what must survive them, `.yingda` unless named otherwise.
///
/// ```
/// queue.jsonl      proposals and feedback that wait for a reviewer, and those decided
/// review.jsonl     the journal of decisions, one a line, only ever appended to
/// decided.jsonl    what mining must not propose again
/// versions/ID/     released knowledge: snapshot, folder, manifest
/// current          a link to the version that serves
/// weeks/           figures of the weeks that were reported
/// ```
public struct StateFolder: Sendable, Equatable {
  public static let usual = ".yingda"

  public let path: String

  public init(_ path: String = StateFolder.usual) {
    self.path = path
  }

  public var queue: String { path + "/queue.jsonl" }
  public var journal: String { path + "/review.jsonl" }
  public var versions: String { path + "/versions" }
  /// The link to the version that serves.
  public var current: String { path + "/current" }
  public var weeks: String { path + "/weeks" }

  /// Makes the folder where it is missing.
  public func prepare() throws(StateError) {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw StateError(path: path, reason: "cannot be made (\(error.localizedDescription))")
    }
  }

  /// Keeps others from changing the folder while the lock lives.
  ///
  /// - Throws: when another process holds it.
  public func lock() throws(StateError) -> StateLock {
    try prepare()
    return try StateLock(path + "/lock", waits: false)
  }

  /// Waits until nobody else changes the queue, which takes a moment.
  func lockQueue() throws(StateError) -> StateLock {
    try prepare()
    return try StateLock(path + "/queue.lock", waits: true)
  }
}

/// Why the state folder cannot be used.
public struct StateError: Error, Equatable, Sendable, CustomStringConvertible {
  public let path: String
  /// What is wrong and how to mend it.
  public let reason: String

  public init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }

  init(_ error: FileWriteError) {
    self.init(path: error.path, reason: "cannot be written (\(error.reason))")
  }

  public var description: String { "\(path): \(reason)" }
}

/// A lock on a state folder; it goes with the value, or with the process.
public final class StateLock: Sendable {
  private let descriptor: Int32

  fileprivate init(_ path: String, waits: Bool) throws(StateError) {
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw StateError(path: path, reason: "cannot be opened (\(String(cString: strerror(errno))))")
    }
    // What throws from here on is deinitialised, which closes the file; once more would close
    // another's.
    guard flock(descriptor, waits ? LOCK_EX : LOCK_EX | LOCK_NB) == 0 else {
      throw StateError(
        path: path, reason: "another review, release or weekly job is at work; let it finish")
    }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }
}
