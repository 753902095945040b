internal import Foundation

/// A folder of its own, which goes with the value that owns it.
public final class TemporaryFolder: Sendable {
  public let path: String

  /// Makes the folder with some files, by their path in it.
  public init(_ files: [String: String] = [:]) throws {
    let place = FileManager.default.temporaryDirectory
      .appendingPathComponent("yingda-tests-\(UUID().uuidString)")
    path = place.path
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    for (name, text) in files {
      let target = place.appendingPathComponent(name)
      try FileManager.default.createDirectory(
        at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: target)
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The bytes of a file in it; nil when it is not there.
  public func bytes(_ name: String) -> [UInt8]? {
    FileManager.default.contents(atPath: path + "/" + name).map(Array.init)
  }

  /// The names in it, sorted.
  public var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
  }
}
