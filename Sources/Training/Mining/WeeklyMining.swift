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
  /// - Parameter progress: called now and then.
  /// - Throws: `ReadingError` when a path cannot be read at all.
  /// - Complexity: O(messages); memory grows with what is asked, not with how often.
  public func run(
    paths: [String], progress: (ReadingProgress) -> Void = { _ in }
  ) throws -> Result {
    let reader = TranscriptReader(paths: paths)
    let sessionReader = SessionReader(macros: try census(reader))
    let replay = SessionReplay(shop: shop)
    var miner = TopicMiner(shop: shop)
    var contradictions = EntryContradictions(shop: shop)
    var figures = WeekFigures()
    var batch: [Transcript] = []
    func work() {
      let results = Self.parallel(batch) { transcript in
        let masked = masker.mask(transcript)
        let understanding = sessionReader.read(masked)
        return (
          masked.spans.reduce(0) { $0 + $1.count }, understanding,
          replay.replay(masked.transcript, understanding)
        )
      }
      for (spans, understanding, questions) in results {
        figures.add(spans: spans, understanding, questions, shop: shop)
        for question in questions {
          contradictions.add(question)
          miner.add(question)
        }
      }
      batch.removeAll(keepingCapacity: true)
    }
    let reading = try reader.read(progress: progress) { transcript, _ in
      batch.append(transcript)
      if batch.count == Self.batch { work() }
    }
    work()
    let groups = miner.finish()
    let drafter = ProposalDrafter(
      shop: shop, draft: GroupDraft(vectors: miner.vectors, masker: masker), options: options,
      sessions: figures.sessions)
    return Result(
      proposals: drafter.proposals(groups, contradictions), reading: reading,
      figures: figures)
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
