internal import Foundation

/// Finds the files under the paths that a caller names.
enum TranscriptFiles {
  enum Format {
    case jsonLines
    case table(separator: UInt8?)
  }

  /// The files in reading order: paths as given, folders sorted and with their subfolders. Hidden
  /// files and the labels for measuring (.gold.jsonl) are left out of folders.
  static func list(_ paths: [String]) throws(ReadingError) -> [String] {
    var files: [String] = []
    for path in paths {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
        throw .notFound(path: path)
      }
      guard isFolder.boolValue else {
        files.append(path)
        continue
      }
      guard let walker = FileManager.default.enumerator(atPath: path) else {
        throw .unreadable(path: path, reason: "cannot be listed")
      }
      var found: [String] = []
      for case let name as String in walker where isTranscript(name) { found.append(name) }
      if found.isEmpty { throw .nothingToRead(path: path) }
      let folder = path.hasSuffix("/") ? path : path + "/"
      files.append(contentsOf: found.sorted().map { folder + $0 })
    }
    return files
  }

  static func format(of path: String) -> Format {
    let name = path.lowercased()
    if name.hasSuffix(".csv") { return .table(separator: nil) }
    if name.hasSuffix(".tsv") || name.hasSuffix(".txt") {
      return .table(separator: UInt8(ascii: "\t"))
    }
    return .jsonLines
  }

  /// Whether the rows of a session may lie apart in it.
  static func isTable(_ path: String) -> Bool {
    if case .table = format(of: path) { true } else { false }
  }

  static func size(of path: String) -> Int {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return (attributes?[.size] as? NSNumber)?.intValue ?? 0
  }

  private static func isTranscript(_ name: String) -> Bool {
    let hidden = name.split(separator: "/").contains { $0.hasPrefix(".") }
    let lower = name.lowercased()
    return !hidden && !lower.hasSuffix(".gold.jsonl")
      && [".jsonl", ".ndjson", ".csv", ".tsv"].contains { lower.hasSuffix($0) }
  }
}
