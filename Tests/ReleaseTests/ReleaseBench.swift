import Compiler
import Dialogue
import Evaluation
import Foundation
import Index
import Knowledge
import Release
import TestSupport
import Testing
import Text
import Training

/// A small shop in a folder of its own, with a state folder and accepted proposals.
struct ReleaseBench {
  let folder: TemporaryFolder
  var state: StateFolder { StateFolder(folder.path + "/state") }
  var working: String { folder.path + "/knowledge" }

  init(accept: [String] = ["p-1", "p-2"]) throws {
    var files: [String: String] = [:]
    for (name, text) in SmallShop.files { files["knowledge/" + name] = text }
    folder = try TemporaryFolder(files)
    var review = try Review(state)
    _ = try review.add(Sample.proposals)
    for id in accept { try review.perform(.accept(id)) }
  }

  /// Labelled dialogues that the shop answers right.
  static func cases() throws -> [EvaluationCase] {
    try [
      ("什么时候寄出", "ship.when"), ("可以退货吗", "return.want"), ("快递到哪里了", "track.where"),
      ("怎么开发票", "invoice.open"), ("退款多久到", "refund.when"),
    ].enumerated().compactMap { index, pair in
      var conversation = Conversation(try Shared.smallBot.get(), at: .evaluation)
      guard conversation.say(pair.0).decision == .answer else { return nil }
      return EvaluationCase(
        id: "d-\(index)",
        turns: [.init(pair.0, expect: TurnExpectation([.answer], entries: [pair.1]))])
    }
  }

  func job(_ change: (inout ReleaseJob) -> Void = { _ in }) throws -> ReleaseJob {
    var job = ReleaseJob(
      state: state, working: working, gate: ReleaseGate(cases: try Self.cases()),
      tables: try CharacterTables.computed(), now: "2026-11-20T15:00:00+08:00",
      compile: { try Self.compile($0) })
    change(&job)
    return job
  }

  /// Equal knowledge is compiled once: the tests release the same proposals again and again.
  static func compile(_ base: KnowledgeBase) throws -> [UInt8] {
    let key = KnowledgeFiles.all(of: base).map { "\($0.path)\n\($0.text ?? "")" }.joined()
    if let known = compiled.get(key) { return known }
    let bytes = try KnowledgeCompiler.compile(base, options: SmallShop.options)
    compiled.set(key, bytes)
    return bytes
  }

  private static let compiled = CompiledForms()

  /// Every file below the folder but locks, with its bytes or, of a link, its destination.
  func everything() -> [String: [UInt8]] {
    var all: [String: [UInt8]] = [:]
    let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String }
    for name in names ?? [] where !name.hasSuffix("lock") {
      let path = folder.path + "/" + name
      if let target = try? FileManager.default.destinationOfSymbolicLink(atPath: path) {
        all[name] = Array(target.utf8)
      } else if let data = FileManager.default.contents(atPath: path) {
        all[name] = Array(data)
      }
    }
    return all
  }

  /// The version that would answer now; opening it checks its checksum.
  func servingVersion() throws -> String? {
    let path = state.current + "/knowledge.snapshot"
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    return try Bot(try Snapshot(path: path)).version
  }
}

private final class CompiledForms: @unchecked Sendable {
  private let lock = NSLock()
  private var forms: [String: [UInt8]] = [:]

  func get(_ key: String) -> [UInt8]? { lock.withLock { forms[key] } }
  func set(_ key: String, _ bytes: [UInt8]) { lock.withLock { forms[key] = bytes } }
}

extension ReleaseOutcome {
  var manifest: VersionManifest? {
    if case .released(let manifest, _, _, _) = self { manifest } else { nil }
  }
}
