internal import Foundation
internal import Index

/// A version that is ready to serve.
struct VersionDraft {
  var manifest: VersionManifest
  var snapshot: [UInt8]
  var files: FileTree
}

/// How the working folder follows a version: the files to write and what must stand there before.
///
/// Kept on disk from before the pointer moves until all files are written, so that whoever comes
/// after a crash can finish.
struct WorkingUpdate: Codable, Equatable {
  struct File: Codable, Equatable {
    var path: String
    /// A mark of the content that may be replaced; nil: no file.
    var expected: String?
  }

  var version: String
  var folder: String
  var files: [File]
}

extension VersionStore {
  private var update: String { folder.path + "/update.json" }

  /// Puts a version beside the others and lets it serve; until the pointer is renamed the old one
  /// serves, and after it the new one, whatever happens.
  ///
  /// - Parameters:
  ///   - working: the folder that people edit, which follows the version; nil: none does.
  ///   - before: the working folder as it was read.
  /// - Returns: files of the working folder that somebody changed meanwhile, left as they are.
  func publish(
    _ draft: VersionDraft, working: String?, before: FileTree
  ) throws -> [String] {
    try store(draft)
    return try serve(
      draft.manifest.version, working: working, files: draft.files, before: before)
  }

  /// Puts a version beside the others without letting it serve.
  func store(_ draft: VersionDraft) throws {
    let version = draft.manifest.version
    let place = "\(folder.versions)/\(version)"
    if FileManager.default.fileExists(atPath: place) { return }
    let beside = "\(folder.versions)/.\(version).new"
    try step("remove \(beside)") { try FolderStep.remove(beside) }
    for path in draft.files.paths {
      try write(draft.files.files[path] ?? [], to: "\(beside)/knowledge/\(path)")
    }
    try write(draft.snapshot, to: "\(beside)/knowledge.snapshot")
    try write(try draft.manifest.json(), to: "\(beside)/version.json")
    try step("store \(version)") { try FolderStep.move(beside, to: place) }
  }

  /// Notes that a stored version holds further proposals.
  func amend(_ version: String, with proposals: [String]) throws {
    guard !proposals.isEmpty else { return }
    var manifest = try find(version)
    manifest.proposals += proposals.filter { !manifest.proposals.contains($0) }
    try write(try manifest.json(), to: "\(folder.versions)/\(version)/version.json")
  }

  /// Lets a stored version serve, and the working folder follow it.
  func serve(
    _ version: String, working: String?, files: FileTree, before: FileTree
  ) throws -> [String] {
    if let working {
      let changed = files.changed(from: before).map { path in
        WorkingUpdate.File(path: path, expected: before.files[path].map(Self.mark))
      }
      let plan = WorkingUpdate(version: version, folder: working, files: changed)
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      try write(Array(try encoder.encode(plan)), to: update)
    }
    let link = folder.current + ".new"
    try step("link") {
      try FolderStep.remove(link)
      try FolderStep.link(link, to: "versions/\(version)")
    }
    try step("serve \(version)") { try FolderStep.move(link, to: folder.current) }
    return try finishUpdate()
  }

  /// Clears away what a crash left, and finishes what it interrupted after the pointer moved.
  ///
  /// - Returns: files of the working folder that somebody changed meanwhile, left as they are.
  @discardableResult
  func recover() throws -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.versions)) ?? []
    for name in names.sorted() where name.hasPrefix(".") {
      try FolderStep.remove("\(folder.versions)/\(name)")
    }
    try FolderStep.remove(folder.current + ".new")
    try removeUnfinished(in: folder.path) { _ in true }
    return try finishUpdate()
  }

  private func finishUpdate() throws -> [String] {
    guard let data = FileManager.default.contents(atPath: update) else { return [] }
    let plan: WorkingUpdate
    do { plan = try JSONDecoder().decode(WorkingUpdate.self, from: data) } catch {
      throw StateError(path: update, reason: "is damaged; remove it and compare the folders")
    }
    guard plan.version == current else {
      // The crash came before the pointer moved: nothing was promised.
      try step("forget update") { try FolderStep.remove(update) }
      return []
    }
    var kept: [String] = []
    for file in plan.files {
      let source = "\(knowledge(plan.version))/\(file.path)"
      let target = "\(plan.folder)/\(file.path)"
      let wanted = FileManager.default.contents(atPath: source).map(Array.init)
      let present = FileManager.default.contents(atPath: target).map(Array.init)
      let (parent, name) = Self.split(target)
      try removeUnfinished(in: parent) { $0.hasPrefix(name + ".") }
      if present == wanted { continue }
      guard present.map(Self.mark) == file.expected else {
        kept.append(target)
        continue
      }
      if let wanted {
        try write(wanted, to: target)
      } else {
        try step("remove \(target)") { try FolderStep.remove(target) }
      }
    }
    try step("end update") { try FolderStep.remove(update) }
    return kept
  }

  /// Removes what a crash left of files that were being written beside their targets.
  private func removeUnfinished(
    in parent: String, where isMine: (String) -> Bool
  ) throws(StateError) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
    for name in names.sorted() where name.hasSuffix(".new") && isMine(name) {
      try FolderStep.remove("\(parent)/\(name)")
    }
  }

  private static func split(_ path: String) -> (parent: String, name: String) {
    guard let slash = path.lastIndex(of: "/") else { return (".", path) }
    return (String(path[..<slash]), String(path[path.index(after: slash)...]))
  }

  private func write(_ bytes: [UInt8], to path: String) throws {
    try step("write \(path)") {
      try FolderStep.make(Self.split(path).parent)
      do { try AtomicFile.write(bytes, to: path) } catch let error as FileWriteError {
        throw StateError(error)
      }
    }
  }

  private func step(_ name: String, _ work: () throws -> Void) throws {
    try fault?(name)
    try work()
  }

  private static func mark(_ bytes: [UInt8]) -> String {
    String(Checksum.of(bytes), radix: 16)
  }
}

extension VersionStore {
  /// Lets an earlier version serve again; the working folder follows it, but for files that were
  /// changed since the version that served.
  ///
  /// - Returns: the version, and files of the working folder that are left as they are.
  /// - Throws: `StateError`.
  public func rollback(
    to name: String, working: String?
  ) throws -> (version: VersionManifest, kept: [String]) {
    let lock = try folder.lock()
    defer { withExtendedLifetime(lock) {} }
    try recover()
    let target = try find(name)
    let serving = try current.map { version throws(StateError) in
      try FileTree.read(knowledge(version))
    }
    let kept = try serve(
      target.version, working: working, files: try FileTree.read(knowledge(target.version)),
      before: serving ?? FileTree())
    return (target, kept)
  }
}
