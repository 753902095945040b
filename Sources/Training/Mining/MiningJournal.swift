internal import Foundation

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// What mining has understood so far, on disk, so that a run that was killed goes on where it was.
///
/// The first line holds the macros of the week, every other one a batch of sessions, masked and
/// understood, with the place behind it. A line counts once its end is on disk. The file's name is
/// made from the knowledge and the files to read, so that no other week's journal is taken up.
final class MiningJournal {
  /// What is kept of a session.
  struct Session: Codable {
    var id: String
    var masked: Int
    var endedWell: Bool
    var questions: [ReplayedQuestion]
  }

  struct Batch: Codable {
    var sessions: [Session]
    /// Behind the batch.
    var position: ReadingPosition
  }

  private struct Head: Codable {
    var macros: [UInt64]
  }

  /// Raised whenever a batch is written otherwise or sessions are understood otherwise.
  private static let revision = 1
  /// Seconds without a new batch.
  private static let abandoned = 14.0 * 86_400

  private let path: String
  private var handle: FileHandle?

  /// - Parameters:
  ///   - folder: where journals stand; it is made.
  ///   - version: the knowledge that is replayed.
  ///   - files: the files to read.
  init(folder: String, version: String, files: [String]) throws(ReadingError) {
    var parts = ["\(Self.revision)", version]
    for file in files {
      let attributes = try? FileManager.default.attributesOfItem(atPath: file)
      let changed = (attributes?[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
      parts += [file, "\(TranscriptFiles.size(of: file))", "\(changed)"]
    }
    path = "\(folder)/\(Fingerprint.of(parts)).jsonl"
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw .unreadable(path: folder, reason: "cannot be made: \(error.localizedDescription)")
    }
    Self.removeAbandoned(in: folder)
  }

  /// Removes journals of runs that nobody went on with for so long that nobody will.
  private static func removeAbandoned(in folder: String) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    for path in names.sorted().map({ folder + "/" + $0 }) where path.hasSuffix(".jsonl") {
      let attributes = try? FileManager.default.attributesOfItem(atPath: path)
      guard let changed = attributes?[.modificationDate] as? Date,
        changed.timeIntervalSinceNow < -abandoned
      else { continue }
      unlink(path)
    }
  }

  /// Goes through what stands there; torn lines and what follows them are cut off.
  ///
  /// - Returns: the macros; nil when nothing was kept.
  func resume(_ body: (Batch) -> Void) throws(ReadingError) -> [UInt64]? {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    let decoder = JSONDecoder()
    var macros: [UInt64]?
    var whole = 0
    var lines = try LineReader(path: path)
    while let line = try lines.next() {
      // The last line has no end when it was being written.
      guard lines.endedLine else { break }
      if macros == nil {
        guard let head = try? decoder.decode(Head.self, from: Data(line.bytes)) else { break }
        macros = head.macros
      } else {
        guard let batch = try? decoder.decode(Batch.self, from: Data(line.bytes)) else { break }
        body(batch)
      }
      whole = lines.offset
    }
    guard truncate(path, off_t(whole)) == 0 else { throw failure() }
    return macros
  }

  func begin(macros: [UInt64]) throws(ReadingError) { try append(Head(macros: macros)) }

  func add(_ batch: Batch) throws(ReadingError) { try append(batch) }

  /// Forgets the journal: the run is done.
  func end() {
    try? handle?.close()
    handle = nil
    unlink(path)
    // The folder goes when no other week waits in it.
    rmdir(String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]))
  }

  private func append(_ value: some Encodable) throws(ReadingError) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      var line = try encoder.encode(value)
      line.append(UInt8(ascii: "\n"))
      if handle == nil {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw failure() }
        handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
      }
      try handle?.write(contentsOf: line)
      try handle?.synchronize()
    } catch let error as ReadingError {
      throw error
    } catch {
      throw .unreadable(path: path, reason: error.localizedDescription)
    }
  }

  private func failure() -> ReadingError {
    .unreadable(path: path, reason: "cannot be written: \(String(cString: strerror(errno)))")
  }
}
