internal import Dialogue
internal import Evaluation
internal import Foundation
internal import Index
internal import Knowledge
internal import Language
internal import Text
internal import Training

extension ReleaseJob {
  /// What a release starts from.
  struct Plan {
    /// Knowledge with some proposals in it, as files and as it is read from them.
    struct Candidate {
      var base: KnowledgeBase
      var files: FileTree
      /// The files that the proposals change.
      var changed: [String]
      /// The folder that it was read from; it is gone.
      var folder: String
    }

    /// The working folder, as it was read.
    let files: FileTree
    let base: KnowledgeBase
    /// The accepted proposals that no version holds yet, in the order of the review.
    let proposals: [Proposal]
    /// Whether the working folder differs from the version that serves.
    let isEdited: Bool
    private let parent: VersionManifest?
    let job: ReleaseJob
    private let store: VersionStore

    init(_ job: ReleaseJob, _ store: VersionStore) throws {
      self.job = job
      self.store = store
      files = try FileTree.read(job.working)
      base = try KnowledgeLoader.load(job.working)
      parent = try store.currentManifest()
      let released = Set(parent?.proposals ?? []).union(job.without)
      proposals = try Review.state(of: job.state).accepted.filter { !released.contains($0.id) }
      let serving = try parent.map { try FileTree.read(store.knowledge($0.version)) }
      isEdited = serving != files
    }

    var edit: KnowledgeEdit { KnowledgeEdit(naming: EntryNaming(job.tables)) }

    /// - Parameter calibration: slope and offset for shop.yaml; nil: as they are.
    func candidate(
      _ proposals: [Proposal], calibration: (slope: Double, offset: Double)? = nil
    ) throws -> Candidate {
      var edited = try edit.apply(proposals, to: base)
      if let calibration { (edited.shop.slope, edited.shop.offset) = calibration }
      var before: [String: String] = [:]
      for file in KnowledgeFiles.all(of: base) { before[file.path] = file.text }
      let changes = KnowledgeFiles.all(of: edited).filter { before[$0.path] != $0.text }
      let folder = FileManager.default.temporaryDirectory
        .appendingPathComponent("yingda-release-\(UUID().uuidString)").path
      defer { try? FileManager.default.removeItem(atPath: folder) }
      for path in files.paths {
        let target = folder + "/" + path
        try FolderStep.make(String(target[..<(target.lastIndex(of: "/") ?? target.startIndex)]))
        try AtomicFile.write(files.files[path] ?? [], to: target)
      }
      let changed = try FolderWriter.write(changes, to: folder)
      return Candidate(
        base: try KnowledgeLoader.load(folder), files: try FileTree.read(folder), changed: changed,
        folder: folder)
    }

    /// Errors of the linter that the working folder does not have, with the proposals that they
    /// quote.
    func newProblems(_ candidate: Candidate) -> [Problem] {
      let options = LintOptions(evaluationFolder: job.evaluation)
      let normalizer = Normalizer(job.tables)
      func errors(_ base: KnowledgeBase) -> [Problem] {
        KnowledgeLint.check(base, options, normalizer: normalizer).errors
      }
      let known = Set(errors(base).map { "\($0.field)\u{0}\($0.message)" })
      return errors(candidate.base).filter { !known.contains("\($0.field)\u{0}\($0.message)") }
        .map { problem in
          let place = SourceLocation(
            file: problem.location.file.replacing(candidate.folder, with: job.working),
            line: problem.location.line)
          let blamed = proposals.filter { proposal in
            ([proposal.title, proposal.answer] + proposal.questions).contains {
              !$0.isEmpty && problem.message.contains($0)
            }
          }
          let names = blamed.map(\.id).joined(separator: "、")
          return Problem(
            problem.severity, place, field: problem.field,
            problem.message + (names.isEmpty ? "" : "（提案 \(names)）"), rule: problem.rule)
        }
    }

    /// The version that serves, or the working folder when none does yet, with its bytes then.
    ///
    /// - Parameter fresh: the working folder with the proposals, which are compiled already.
    func serving(else fresh: [UInt8]) throws -> (snapshot: Snapshot, bytes: [UInt8]) {
      if let parent {
        return (try Snapshot(path: store.snapshot(parent.version)), [])
      }
      if proposals.isEmpty { return (try Snapshot(bytes: fresh), fresh) }
      job.report("编译现有知识")
      let bytes = try job.compile(base)
      return (try Snapshot(bytes: bytes), bytes)
    }

    func servingBase() throws -> KnowledgeBase {
      guard let parent else { return base }
      return try KnowledgeLoader.load(store.knowledge(parent.version))
    }

    /// The working folder without proposals as the first version, to which one can go back.
    func baseline(_ version: String, _ bytes: [UInt8]) -> VersionDraft {
      VersionDraft(
        manifest: VersionManifest(version: version, number: 1, createdAt: job.now),
        snapshot: bytes, files: files)
    }

    func manifest(
      _ version: String, after old: String, _ report: GateReport, changed: [String]
    ) throws -> VersionManifest {
      let last = try store.list().map(\.number).max() ?? (proposals.isEmpty ? 0 : 1)
      func measures(_ rate: (GateCheck) -> VersionManifest.Measure) -> [String: VersionManifest
        .Measure]
      {
        var all: [String: VersionManifest.Measure] = [:]
        for check in report.checks where !check.isOfSessions {
          all[check.name.rawValue] = rate(check)
        }
        return all
      }
      return VersionManifest(
        version: version, number: last + 1, parent: old == version ? nil : old,
        createdAt: job.now,
        added: proposals.map(\.id), proposals: (parent?.proposals ?? []) + proposals.map(\.id),
        changed: changed, forecast: proposals.reduce(0) { $0 + $1.gain },
        before: measures { VersionManifest.Measure($0.before) },
        now: measures { VersionManifest.Measure($0.now) })
    }
  }
}
