internal import Foundation

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// The files of a knowledge folder by their relative paths.
struct FileTree: Sendable, Equatable {
  var files: [String: [UInt8]] = [:]

  init(_ files: [String: [UInt8]] = [:]) {
    self.files = files
  }

  /// Reads the files that knowledge is made of; none when there is no such folder.
  static func read(_ folder: String) throws(StateError) -> FileTree {
    var tree = FileTree()
    let names = (FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String }) ?? []
    for name in names where isKnowledge(name) {
      guard let data = FileManager.default.contents(atPath: folder + "/" + name) else {
        throw StateError(path: folder + "/" + name, reason: "cannot be read; check it")
      }
      tree.files[name] = Array(data)
    }
    return tree
  }

  /// The paths, sorted.
  var paths: [String] { files.keys.sorted() }

  /// The paths whose content differs, sorted.
  func changed(from other: FileTree) -> [String] {
    Set(files.keys).union(other.files.keys).filter { files[$0] != other.files[$0] }.sorted()
  }

  private static func isKnowledge(_ name: String) -> Bool {
    [".yaml", ".yml", ".tsv"].contains { name.hasSuffix($0) }
      && !name.split(separator: "/").contains { $0.hasPrefix(".") }
  }
}

/// Steps on folders that releases are made of.
enum FolderStep {
  static func make(_ path: String) throws(StateError) {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw StateError(path: path, reason: "cannot be made (\(error.localizedDescription))")
    }
  }

  static func remove(_ path: String) throws(StateError) {
    var information = stat()
    guard lstat(path, &information) == 0 else { return }
    do { try FileManager.default.removeItem(atPath: path) } catch {
      throw StateError(path: path, reason: "cannot be removed (\(error.localizedDescription))")
    }
  }

  /// Renames over what stands there and brings the change to disk.
  static func move(_ path: String, to target: String) throws(StateError) {
    guard rename(path, target) == 0 else {
      throw StateError(
        path: target, reason: "cannot be replaced (\(String(cString: strerror(errno))))")
    }
    sync(String(target[..<(target.lastIndex(of: "/") ?? target.startIndex)]))
  }

  static func link(_ path: String, to target: String) throws(StateError) {
    guard symlink(target, path) == 0 else {
      throw StateError(path: path, reason: "cannot be made (\(String(cString: strerror(errno))))")
    }
  }

  /// What a link leads to; nil when it is none.
  static func destination(of path: String) -> String? {
    try? FileManager.default.destinationOfSymbolicLink(atPath: path)
  }

  private static func sync(_ folder: String) {
    let descriptor = open(folder, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }
}
