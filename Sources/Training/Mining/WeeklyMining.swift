internal import Dialogue
internal import Dispatch
internal import Synchronization

/// Reads a week of sessions and proposes what the knowledge lacks.
///
/// ```swift
/// let result = try WeeklyMining(shop: shop).run(paths: ["transcripts"])
/// try ProposalFile.write(result.proposals, to: "proposals.jsonl")
/// ```
public struct WeeklyMining: Sendable {
  /// What a run brought.
  public struct Result: Sendable {
    /// The most useful first.
    public var proposals: [Proposal]
    public var reading: ReadingReport
    public var figures: WeekFigures
  }

  /// Sessions read before they are worked on side by side.
  private static let batch = 1_000
  /// Sessions in which macros are counted.
  private static let censusSessions = 20_000

  private let shop: ShopView
  private let options: MiningOptions
  private let masker: PrivacyMasker

  public init(shop: ShopView, options: MiningOptions = MiningOptions()) {
    self.shop = shop
    self.options = options
    masker = PrivacyMasker(publicNames: shop.publicNames)
  }

  /// Mines the sessions under some paths.
  ///
  /// - Parameters:
  ///   - journal: a folder in which to keep what is understood until the run is done, so that one
  ///     that was killed goes on there; nil: none.
  ///   - progress: called now and then.
  /// - Throws: `ReadingError` when a path cannot be read at all, or the journal not be written.
  /// - Complexity: O(messages); memory grows with what is asked, not with how often.
  public func run(
    paths: [String], journal folder: String? = nil,
    progress: (ReadingProgress) -> Void = { _ in }
  ) throws -> Result {
    let reader = TranscriptReader(paths: paths)
    let files = try TranscriptFiles.list(paths)
    let journal = try folder.map { folder throws(ReadingError) in
      try MiningJournal(folder: folder, version: shop.bot.version, files: files)
    }
    var intake = MiningIntake(shop: shop)
    var start: ReadingPosition?
    // Sessions of a table that lie behind the place and were taken already.
    var taken: Set<String> = []
    let known = try journal?.resume { saved in
      for session in saved.sessions { intake.add(session) }
      if saved.position.file != start?.file { taken = [] }
      taken.formUnion(saved.sessions.map(\.id))
      start = saved.position
    }
    if start.map({ !TranscriptFiles.isTable($0.file) }) ?? true { taken = [] }
    let macros: MacroCensus
    if let known {
      macros = MacroCensus(macros: known)
    } else {
      macros = try census(reader)
      try journal?.begin(macros: macros.macros)
    }
    let sessionReader = SessionReader(macros: macros)
    let replay = SessionReplay(shop: shop)
    var batch: [Transcript] = []
    func work(_ position: ReadingPosition?) throws {
      let sessions = Self.parallel(batch) { transcript in
        let masked = masker.mask(transcript)
        let understanding = sessionReader.read(masked)
        return MiningJournal.Session(
          id: transcript.session, masked: masked.spans.reduce(0) { $0 + $1.count },
          endedWell: understanding.outcome.endedWell,
          questions: replay.replay(masked.transcript, understanding))
      }
      for session in sessions { intake.add(session) }
      if let position { try journal?.add(.init(sessions: sessions, position: position)) }
      batch.removeAll(keepingCapacity: true)
    }
    let reading = try reader.read(from: start, without: taken, progress: progress) {
      (transcript, position) in
      batch.append(transcript)
      if batch.count == Self.batch { try work(position) }
    }
    try work(nil)
    let result = Result(
      proposals: intake.proposals(options, masker: masker), reading: reading,
      figures: intake.figures)
    journal?.end()
    return result
  }

  private func census(_ reader: TranscriptReader) throws -> MacroCensus {
    struct Enough: Error {}
    var census = MacroCensus()
    var batch: [Transcript] = []
    var sessions = 0
    func work() {
      for masked in Self.parallel(batch, { masker.mask($0) }) { census.add(masked) }
      sessions += batch.count
      batch.removeAll(keepingCapacity: true)
    }
    do {
      _ = try reader.read { transcript, _ in
        batch.append(transcript)
        if batch.count == Self.batch { work() }
        if sessions >= Self.censusSessions { throw Enough() }
      }
    } catch is Enough {}
    work()
    return census
  }

  /// The results in the order of the values.
  private static func parallel<Value: Sendable, Output: Sendable>(
    _ values: [Value], _ body: @Sendable (Value) -> Output
  ) -> [Output] {
    let slices = 8
    let results = Mutex<[Int: [Output]]>([:])
    DispatchQueue.concurrentPerform(iterations: slices) { slice in
      let range = values.count * slice / slices..<values.count * (slice + 1) / slices
      let part = values[range].map(body)
      results.withLock { $0[slice] = part }
    }
    return results.withLock { results in (0..<slices).flatMap { results[$0] ?? [] } }
  }
}
