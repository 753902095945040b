internal import Evaluation
internal import Foundation
internal import Index

/// The released versions of a state folder and the one that serves.
public struct VersionStore: Sendable {
  /// Called before each step that changes a file; a test that throws there has crashed there.
  package typealias Fault = @Sendable (_ step: String) throws -> Void

  let folder: StateFolder
  let fault: Fault?

  public init(_ folder: StateFolder) {
    self.init(folder, fault: nil)
  }

  package init(_ folder: StateFolder, fault: Fault?) {
    self.folder = folder
    self.fault = fault
  }

  /// The version that serves; nil before the first release.
  public var current: String? {
    FolderStep.destination(of: folder.current)?.split(separator: "/").last.map(String.init)
  }

  /// All versions in the order of their release.
  ///
  /// - Throws: `StateError` when a manifest is damaged.
  public func list() throws(StateError) -> [VersionManifest] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.versions)) ?? []
    var manifests: [VersionManifest] = []
    for name in names where !name.hasPrefix(".") { manifests.append(try manifest(name)) }
    return manifests.sorted { ($0.number, $0.version) < ($1.number, $1.version) }
  }

  /// A version by its id, the start of its id, or its number.
  ///
  /// - Throws: when there is none, or more than one.
  public func find(_ name: String) throws(StateError) -> VersionManifest {
    let all = try list()
    if let number = Int(name), let one = all.first(where: { $0.number == number }) { return one }
    let found = all.filter { $0.version.hasPrefix(name) }
    guard let one = found.first, found.count == 1, !name.isEmpty else {
      let known = all.map { "\($0.number)（\($0.version)）" }.joined(separator: "、")
      throw StateError(
        path: folder.versions,
        reason: (found.isEmpty ? "没有版本 '\(name)'" : "'\(name)' 指向不止一个版本")
          + "；已有 \(known.isEmpty ? "无" : known)")
    }
    return one
  }

  /// The version that serves, with what it holds.
  func currentManifest() throws(StateError) -> VersionManifest? {
    guard let current else { return nil }
    return try manifest(current)
  }

  /// The compiled form of a version, to be named by `--knowledge`.
  public func snapshot(_ version: String) -> String {
    "\(folder.versions)/\(version)/knowledge.snapshot"
  }

  /// The knowledge folder of a version.
  public func knowledge(_ version: String) -> String {
    "\(folder.versions)/\(version)/knowledge"
  }

  private func manifest(_ version: String) throws(StateError) -> VersionManifest {
    let path = "\(folder.versions)/\(version)/version.json"
    guard let data = FileManager.default.contents(atPath: path) else {
      throw StateError(path: path, reason: "cannot be read; restore it or remove its folder")
    }
    do { return try JSONDecoder().decode(VersionManifest.self, from: data) } catch {
      throw StateError(path: path, reason: "is damaged; restore it or remove its folder")
    }
  }
}
