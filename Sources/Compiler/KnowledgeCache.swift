internal import Foundation
public import Index
public import Knowledge

/// Opens knowledge as a snapshot, compiling a folder once and keeping the result.
public enum KnowledgeCache {
  /// Why knowledge cannot be opened.
  public enum OpenError: Error, CustomStringConvertible {
    case knowledge(KnowledgeError)
    case compile(CompileError)
    case snapshot(SnapshotError)

    public var description: String {
      switch self {
      case .knowledge(let error): error.description
      case .compile(let error): error.description
      case .snapshot(let error): error.description
      }
    }
  }

  /// Opens a snapshot file, or a folder by its compiled form.
  ///
  /// The compiled form is named by the folder's content, so it is never stale. A cache that cannot
  /// be written costs time, nothing else.
  ///
  /// - Parameters:
  ///   - cache: the folder of compiled forms.
  ///   - checkingLater: see `Snapshot.init(path:checkingLater:)`.
  ///   - progress: called while compiling.
  public static func open(
    _ path: String, cache: String = defaultFolder, checkingLater: Bool = false,
    progress: @escaping @Sendable (Double, String) -> Void = { _, _ in }
  ) throws(OpenError) -> Snapshot {
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue {
      do { return try Snapshot(path: path, checkingLater: checkingLater) } catch {
        throw .snapshot(error)
      }
    }
    let file = cache + "/" + key(of: path) + ".snapshot"
    if let snapshot = try? Snapshot(path: file, checkingLater: checkingLater) { return snapshot }
    KnowledgeCompiler.prepare()
    let base: KnowledgeBase
    do { base = try KnowledgeLoader.load(path) } catch { throw .knowledge(error) }
    let bytes: [UInt8]
    do { bytes = try KnowledgeCompiler.compile(base, progress: progress) } catch {
      throw .compile(error)
    }
    try? FileManager.default.createDirectory(atPath: cache, withIntermediateDirectories: true)
    try? AtomicFile.write(bytes, to: file)
    do { return try Snapshot(bytes: bytes) } catch { throw .snapshot(error) }
  }

  /// `$XDG_CACHE_HOME/yingda`, or `~/.cache/yingda`.
  public static var defaultFolder: String {
    let environment = ProcessInfo.processInfo.environment
    if let folder = environment["XDG_CACHE_HOME"], !folder.isEmpty { return folder + "/yingda" }
    return NSHomeDirectory() + "/.cache/yingda"
  }

  /// A name made from every file's path and content, and from the form of what is compiled.
  private static func key(of folder: String) -> String {
    var sum = Checksum.of(Array("model \(KnowledgeCompiler.revision)".utf8))
    for file in KnowledgeFolder(path: folder).sources {
      sum = sum &* 31 &+ Checksum.of(Array(file.utf8))
      if let data = FileManager.default.contents(atPath: folder + "/" + file) {
        sum = sum &* 31 &+ data.withUnsafeBytes { Checksum.of($0) }
      }
    }
    return String(sum, radix: 16)
  }
}
