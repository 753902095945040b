internal import Dialogue
internal import Foundation
public import Index
internal import Knowledge
public import Training

/// The week in one go: measure, mine, propose, release what was reviewed, report. Run again for the
/// same sessions it proposes nothing twice and writes the same report.
public struct WeeklyJob {
  /// Finds proposals in the week's sessions, with the knowledge that served in it.
  public typealias Mining = (Snapshot) throws -> [Proposal]
  /// Releases what reviewers accepted, when the gate passes; nil: not asked for.
  public typealias Releasing = () async throws -> ReleaseOutcome

  public struct Result: Sendable {
    public let record: WeekRecord
    public let added: ReviewQueue.Added
    public let report: WeeklyReport
    /// How the release ended; nil when none was asked for.
    public let outcome: ReleaseOutcome?
    /// The folder with report.html, report.md and week.json.
    public let folder: String
  }

  public var state: StateFolder
  /// The sessions of the week.
  public var transcripts: [String]
  /// The knowledge folder that people edit.
  public var working: String
  /// The knowledge to start from before anything was released.
  public var open: () throws -> Snapshot
  public var mine: Mining
  public var release: Releasing?
  public var report: (_ step: String) -> Void = { _ in }

  public init(
    state: StateFolder, transcripts: [String], working: String,
    open: @escaping () throws -> Snapshot,
    mine: @escaping Mining, release: Releasing? = nil
  ) {
    self.state = state
    self.transcripts = transcripts
    self.working = working
    self.open = open
    self.mine = mine
    self.release = release
  }

  /// Runs.
  ///
  /// - Throws: `ReadingError`, `InputError`, `StateError`, `KnowledgeError`, and what the closures
  ///   throw.
  public func run() async throws -> Result {
    let store = VersionStore(state)
    try state.prepare()
    report("重放本周会话")
    let serving = store.current
    var start = try serving.map { version in try snapshot(version) } ?? open()
    var before = try measure(start)
    let week = before.firstDay.isEmpty ? "undated" : "\(before.firstDay)_\(before.lastDay)"
    let known = try WeekRecord.read(week, in: state)
    if let known, known.before.version != before.version,
      let earlier = try? snapshot(known.before.version)
    {
      // The job ran before and released: what it started from is what is compared.
      start = earlier
      before = try measure(start)
    }

    report("找新问题")
    let proposals = try mine(start)
    let added = try enqueue(proposals)

    var outcome: ReleaseOutcome?
    if let release {
      report("发布审核过的提案")
      outcome = try await release()
    }
    var record = WeekRecord(
      week: week, before: before, after: known?.after, forecast: known?.forecast)
    if case .released(let manifest, _, _, _) = outcome {
      record.after = try measure(try snapshot(manifest.version))
      record.forecast = manifest.forecast
    } else if let after = known?.after, let version = try? snapshot(after.version) {
      record.after = try measure(version)
    }

    let folder = WeekRecord.folder(week, in: state)
    try FolderStep.make(folder)
    let page = WeeklyReport(
      record: record, earlier: try WeekRecord.all(before: week, in: state),
      base: try KnowledgeLoader.load(working), review: try Review.state(of: state),
      feedback: try ReviewQueue.read(state.queue).feedback,
      release: try release(of: record, store), outcome: outcome)
    try AtomicFile.write(Array(page.markdown.utf8), to: folder + "/report.md")
    try AtomicFile.write(Array(page.html.utf8), to: folder + "/report.html")
    try record.write(in: state)
    return Result(record: record, added: added, report: page, outcome: outcome, folder: folder)
  }

  private func enqueue(_ proposals: [Proposal]) throws -> ReviewQueue.Added {
    var review = try Review(state)
    return try review.add(proposals)
  }

  private func measure(_ snapshot: Snapshot) throws -> WeekMeasure {
    let bot = try Bot(snapshot)
    // A version's own words, so that a later run counts the same ones unknown.
    let folder = VersionStore(state).knowledge(bot.version)
    let base = try KnowledgeLoader.load(
      FileManager.default.fileExists(atPath: folder) ? folder : working)
    return try WeekReplay(bot: bot, base: base).measure(transcripts)
  }

  private func snapshot(_ version: String) throws -> Snapshot {
    try Snapshot(path: VersionStore(state).snapshot(version))
  }

  /// What the week's job released, now or in an earlier run.
  private func release(
    of record: WeekRecord, _ store: VersionStore
  ) throws -> WeeklyReport.Release? {
    guard let version = record.after?.version,
      let manifest = try store.list().first(where: { $0.version == version })
    else { return nil }
    let diff = try manifest.parent.map { parent in
      KnowledgeDiff(
        from: try KnowledgeLoader.load(store.knowledge(parent)),
        to: try KnowledgeLoader.load(store.knowledge(version)))
    }
    return WeeklyReport.Release(manifest: manifest, diff: diff)
  }
}
