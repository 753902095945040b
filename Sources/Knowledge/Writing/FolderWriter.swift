internal import Foundation
public import Index
public import Language

/// Writes files of a knowledge folder, each whole or not at all.
public enum FolderWriter {
  /// Writes files beside their targets, syncs and renames them; files with the same text stay
  /// untouched, the comment block at a file's head is kept.
  ///
  /// - Returns: the paths that were written or removed, in order.
  /// - Throws: `FileWriteError`; files before the failing one are written, it and the others are
  ///   as they were.
  public static func write(
    _ files: [KnowledgeFile], to folder: String
  ) throws(FileWriteError) -> [String] {
    var changed: [String] = []
    for file in files {
      let target = folder + "/" + file.path
      let old = FileManager.default.contents(atPath: target).map {
        String(decoding: $0, as: UTF8.self)
      }
      guard let text = file.text else {
        if old != nil {
          try attempt(target) { try FileManager.default.removeItem(atPath: target) }
          changed.append(file.path)
        }
        continue
      }
      let new = (text.hasPrefix("#") ? "" : head(of: old ?? "")) + text
      if let old, new == old { continue }
      let parent = String(target[..<(target.lastIndex(of: "/") ?? target.startIndex)])
      try attempt(target) {
        try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
      }
      try AtomicFile.write(Array(new.utf8), to: target)
      changed.append(file.path)
    }
    return changed
  }

  /// Writes files that are not there yet; nothing is written when one of them is.
  ///
  /// - Parameter isNewFolder: whether the folder must be new or empty as well.
  /// - Throws: `KnowledgeError` naming all that stands in the way, or the file that failed.
  public static func create(
    _ files: [KnowledgeFile], in folder: String, isNewFolder: Bool = false
  ) throws(KnowledgeError) {
    func problem(_ path: String, _ message: String) -> Problem {
      Problem(.error, SourceLocation(file: path, line: 0), message)
    }
    let manager = FileManager.default
    if isNewFolder, manager.fileExists(atPath: folder) {
      guard let names = try? manager.contentsOfDirectory(atPath: folder), names.isEmpty else {
        throw KnowledgeError([
          problem(folder, "stands there already and is not an empty folder; name a new one")
        ])
      }
    }
    let existing = files.map { folder + "/" + $0.path }.filter {
      manager.fileExists(atPath: $0)
    }
    guard existing.isEmpty else {
      throw KnowledgeError(
        existing.map { problem($0, "stands there already; remove it or choose another name") })
    }
    do {
      _ = try write(files, to: folder)
    } catch {
      throw KnowledgeError([
        problem(error.path, "cannot be written (\(error.reason)); check the folder")
      ])
    }
  }

  /// Comments below the head of existing files, which `write` would lose.
  public static func lostComments(
    _ files: [KnowledgeFile], in folder: String
  ) -> [SourceLocation] {
    files.flatMap { file -> [SourceLocation] in
      let path = folder + "/" + file.path
      guard let data = FileManager.default.contents(atPath: path) else { return [] }
      let text = String(decoding: data, as: UTF8.self)
      guard head(of: text) + (file.text ?? "") != text else { return [] }
      let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      let headCount = head(of: text).count(where: \.isNewline)
      return lines.enumerated().dropFirst(headCount).compactMap { index, line in
        line.drop { $0 == " " }.hasPrefix("#") ? SourceLocation(file: path, line: index + 1) : nil
      }
    }
  }

  /// The comment lines and blank lines before the first field.
  private static func head(of text: String) -> Substring {
    var end = text.startIndex
    while end < text.endIndex, text[end] == "#" || text[end].isNewline {
      end =
        text[end...].firstIndex(where: \.isNewline).map { text.index(after: $0) } ?? text.endIndex
    }
    return text[..<end]
  }

  private static func attempt(
    _ path: String, _ work: () throws -> Void
  ) throws(FileWriteError) {
    do {
      try work()
    } catch {
      throw FileWriteError(path: path, reason: error.localizedDescription)
    }
  }
}
