internal import Foundation

/// A JSONL file taken apart into lines, each parsed.
struct LineFile {
  struct Line {
    let number: Int
    let value: JSONValue
  }

  private(set) var lines: [Line] = []
  private(set) var problems: [InputProblem] = []

  /// Parses the lines of `bytes`; blank lines are passed over.
  init(_ bytes: [UInt8], name: String) {
    var bytes = bytes[...]
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    var number = 0
    for piece in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      number += 1
      if piece.allSatisfy({ [0x20, 0x09, 0x0D].contains($0) }) { continue }
      guard String(validating: piece, as: UTF8.self) != nil else {
        problems.append(
          InputProblem(file: name, line: number, "is not valid UTF-8; save the file as UTF-8"))
        continue
      }
      var parser = JSONParser(Array(piece))
      do {
        lines.append(Line(number: number, value: try parser.parse()))
      } catch {
        problems.append(
          InputProblem(
            file: name, line: number,
            "is not JSON at column \(error.column): \(error.message)"))
      }
      if parser.loneSurrogates > 0 {
        problems.append(
          InputProblem(
            .warning, file: name, line: number,
            "holds \\u escapes that are half a character, read as U+FFFD; write both halves"))
      }
    }
  }

  /// The bytes of a file, or why it cannot be read.
  static func contents(of path: String) -> Result<[UInt8], InputError> {
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
      return .failure(
        InputError([InputProblem(file: path, line: 0, "is not there; check the path")]))
    }
    guard !isDirectory.boolValue, let data = FileManager.default.contents(atPath: path) else {
      return .failure(
        InputError([
          InputProblem(file: path, line: 0, "cannot be read; name a file that you may read")
        ]))
    }
    return .success(Array(data))
  }

  /// The files meant by a path: itself, or for a folder its `.jsonl` files by name.
  static func expand(_ path: String) -> [String] {
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory),
      isDirectory.boolValue
    else { return [path] }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    let folder = path.hasSuffix("/") ? path : path + "/"
    return names.filter { $0.hasSuffix(".jsonl") }.sorted().map { folder + $0 }
  }
}
