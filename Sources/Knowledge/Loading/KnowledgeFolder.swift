internal import Foundation
internal import Language

/// A knowledge folder on disk; reads its files as UTF-8 with clear errors.
public struct KnowledgeFolder: Sendable {
  let path: String

  public init(path: String) {
    self.path = path
  }

  /// The subfolders that knowledge is read from.
  private static let subfolders = ["general", "lexicon", "products", "promotions"]

  /// The paths of all files that may hold knowledge, relative to the folder, sorted.
  public var sources: [String] {
    let below = Self.subfolders.flatMap { folder in names(folder).map { folder + "/" + $0 } }
    return (names("") + below).filter {
      $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") || $0.hasSuffix(".tsv")
    }
    .sorted()
  }

  /// The names of what stands in a subfolder; none where it is not there.
  private func names(_ subfolder: String) -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: path + "/" + subfolder)) ?? []
  }

  /// A file's name as the user would type it.
  func display(_ relative: String) -> String { path + "/" + relative }

  /// Whether the folder is there.
  var exists: Bool {
    var isDirectory: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
      && isDirectory.boolValue
  }

  /// The YAML files below a subfolder, sorted, relative to the folder.
  func yamlFiles(_ subfolder: String) -> [String] {
    names(subfolder).filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }.sorted()
      .map { subfolder + "/" + $0 }
  }

  /// A file's text; nil when it is not there; a problem when it cannot be read.
  func read(_ relative: String, _ problems: inout [Problem]) -> String? {
    Self.text(at: display(relative), &problems)
  }

  /// The text of a file; nil when it is not there; a problem when it cannot be read.
  static func text(at full: String, _ problems: inout [Problem]) -> String? {
    guard FileManager.default.fileExists(atPath: full) else { return nil }
    guard let data = FileManager.default.contents(atPath: full) else {
      problems.append(
        Problem(
          .error, SourceLocation(file: full, line: 0), "cannot be read; check its permissions"))
      return nil
    }
    if let text = String(data: data, encoding: .utf8) { return text.droppingByteOrderMark }
    let line = firstInvalidLine(data)
    problems.append(
      Problem(
        .error, SourceLocation(file: full, line: line),
        "is not UTF-8 from this line on; save the file as UTF-8"))
    return nil
  }

  private static func firstInvalidLine(_ data: Data) -> Int {
    var number = 1
    for line in data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      if String(data: line, encoding: .utf8) == nil { return number }
      number += 1
    }
    return number
  }
}

extension String {
  fileprivate var droppingByteOrderMark: String {
    hasPrefix("\u{FEFF}") ? String(dropFirst()) : self
  }
}
