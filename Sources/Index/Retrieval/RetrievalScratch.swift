internal import CKernels

/// One question found by a `RetrievalIndex`.
public struct RetrievalHit: Sendable, Equatable {
  /// The question's number in the order in which the index was built.
  public let question: Int
  /// How much of the query it holds, 0 to about 1.5; 1 is all of it at average length.
  public var score: Float {
    Float(points) / Float(RetrievalIndex.unity * RetrievalIndex.saturationUnity)
  }
  /// The score as the integer by which questions are ordered.
  public let points: Int
}

/// The working memory of one search at a time; a search allocates nothing.
///
/// Make one for each thread and reuse it; it belongs to the index it was made for.
public final class RetrievalScratch {
  static let listLimit = 2 * RetrievalIndex.longestQuery

  typealias Cursor = cr_cursor

  /// What changes during a search; behind a pointer, since each access to a property of a class
  /// is checked for exclusivity.
  struct State {
    var touchedUnitCount: Int32 = 0
    var cursorCount = 0
    /// The coarse points of a gain, in 2³²ths, rounded down.
    var pointOfGain: UInt64 = 0
    /// The most that one coarse point is worth, in 65536ths of a gain.
    var gainOfPoint: UInt64 = 0
    var scoredQuestions = 0
    var readPostings = 0
  }

  /// For each unit: the query's positions that it matches by writing and by sound.
  let positions: UnsafeMutablePointer<SIMD2<UInt64>>
  let touchedUnits: UnsafeMutablePointer<UInt16>
  /// For each channel and four bits of a position mask: the summed weights.
  let weights: UnsafeMutablePointer<UInt16>
  let cursors: UnsafeMutablePointer<Cursor>
  /// The cursors' numbers, those of short lists that give much first.
  let sorted: UnsafeMutablePointer<Int32>
  let sortKeys: UnsafeMutablePointer<UInt64>
  let unitRanks: UnsafeMutablePointer<Int32>
  let decodedPlaces: UnsafeMutablePointer<UInt32>
  /// For each list of the query: its gain in coarse points, rounded up.
  let coarseGains: UnsafeMutablePointer<UInt8>
  let gains: UnsafeMutablePointer<UInt8>
  /// Holds `gains`, which the kernels read by whole lines of the cache.
  private let gainBuffer: ColumnBuffer<UInt8>
  /// The rows that are added up in a range.
  let rows: UnsafeMutablePointer<cr_row>
  /// For each length: the coarse points that are enough; 255 when none are.
  let leastPoints: UnsafeMutablePointer<UInt8>
  /// For each length: the coarse points from which on questions were scored.
  let endPoints: UnsafeMutablePointer<UInt8>
  /// For each stripe of places: the most coarse points in it.
  let maxima: UnsafeMutablePointer<UInt8>
  let candidates: UnsafeMutablePointer<UInt32>
  let keptCandidates: UnsafeMutablePointer<UInt32>
  /// For each sum of coarse points: how many candidates have it.
  let coarseCounts: UnsafeMutablePointer<Int32>
  /// The best questions so far.
  let hits: UnsafeMutablePointer<cr_hits>
  /// For each length: the most that a question of that length can gain.
  let lengthGains: UnsafeMutablePointer<Int32>
  let queryUnits: UnsafeMutablePointer<Int32>
  let querySounds: UnsafeMutablePointer<Int32>
  let queryPairs: UnsafeMutablePointer<Int32>
  /// For each channel and position: its share of the whole.
  let shares: UnsafeMutablePointer<Int32>
  /// The query as the kernels read it: `positions` and `weights`.
  let query: UnsafeMutablePointer<cr_query>
  let state: UnsafeMutablePointer<State>
  let capacity: Int
  private let unitCount: Int

  /// How many questions were scored in full by the last search.
  public var scoredQuestions: Int { state.pointee.scoredQuestions }
  /// How many postings the last search read.
  public var readPostings: Int { state.pointee.readPostings }

  /// - Parameter limit: the most hits that a search will be asked for.
  public init(for index: RetrievalIndex, limit: Int) {
    precondition(limit > 0, "a search for \(limit) questions finds nothing")
    let range = min(RetrievalIndex.mostRange, index.count) + Int(CR_STRIPE)
    let rangeGroups = min(index.groups.mostRange, index.groups.count) + Int(CR_STRIPE)
    capacity = limit
    state = .allocate(capacity: 1)
    state.initialize(to: State())
    unitCount = index.unitKeys.count
    positions = .allocate(capacity: unitCount + 1)
    positions.initialize(repeating: .zero, count: unitCount + 1)
    query = .allocate(capacity: 1)
    touchedUnits = .allocate(capacity: unitCount + RetrievalIndex.longestQuery)
    weights = .allocate(capacity: 3 * Int(CR_CHANNEL))
    query.initialize(
      to: cr_query(
        positions: UnsafeRawPointer(positions).assumingMemoryBound(to: UInt64.self),
        weights: weights, nibbles: 0))
    cursors = .allocate(capacity: Self.listLimit)
    decodedPlaces = .allocate(capacity: Self.listLimit * PostingBlocks.size)
    sorted = .allocate(capacity: Self.listLimit)
    sortKeys = .allocate(capacity: 2 * Self.listLimit)
    unitRanks = .allocate(capacity: Self.listLimit)
    coarseGains = .allocate(capacity: Self.listLimit)
    gainBuffer = ColumnBuffer(count: max(rangeGroups, index.isOneRange ? 0 : Int(CR_SEED_GAINS)))
    gains = gainBuffer.base
    rows = .allocate(capacity: Self.listLimit)
    leastPoints = .allocate(capacity: RetrievalIndex.longestQuestion + 1)
    leastPoints.initialize(repeating: .max, count: RetrievalIndex.longestQuestion + 1)
    endPoints = .allocate(capacity: RetrievalIndex.longestQuestion + 1)
    maxima = .allocate(capacity: range / Int(CR_STRIPE) + 1)
    candidates = .allocate(capacity: range + 1)
    keptCandidates = .allocate(capacity: range + 1)
    coarseCounts = .allocate(capacity: 256)
    hits = .allocate(capacity: 1)
    hits.initialize(
      to: cr_hits(best: .allocate(capacity: limit + 1), count: 0, limit: 0, floor: 1))
    lengthGains = .allocate(capacity: RetrievalIndex.longestQuestion + 1)
    // Without a bound until a search finds one.
    lengthGains.initialize(repeating: .max, count: RetrievalIndex.longestQuestion + 1)
    queryUnits = .allocate(capacity: RetrievalIndex.longestQuery)
    querySounds = .allocate(capacity: RetrievalIndex.longestQuery)
    queryPairs = .allocate(capacity: RetrievalIndex.longestQuery)
    shares = .allocate(capacity: 3 * RetrievalIndex.longestQuery)
  }

  deinit {
    state.deallocate()
    positions.deallocate()
    touchedUnits.deallocate()
    weights.deallocate()
    cursors.deallocate()
    decodedPlaces.deallocate()
    sorted.deallocate()
    sortKeys.deallocate()
    unitRanks.deallocate()
    coarseGains.deallocate()
    rows.deallocate()
    leastPoints.deallocate()
    endPoints.deallocate()
    maxima.deallocate()
    candidates.deallocate()
    keptCandidates.deallocate()
    coarseCounts.deallocate()
    hits.pointee.best.deallocate()
    hits.deallocate()
    query.deallocate()
    lengthGains.deallocate()
    queryUnits.deallocate()
    querySounds.deallocate()
    queryPairs.deallocate()
    shares.deallocate()
  }

  /// The number of hits of the last search.
  public var hitCount: Int { Int(hits.pointee.count) }

  /// A hit of the last search, the best first.
  public func hit(_ rank: Int) -> RetrievalHit {
    precondition(0 <= rank && rank < hitCount, "hit \(rank) of \(hitCount)")
    let hit = hits.pointee.best[rank]
    return RetrievalHit(question: Int(hit.question), points: Int(hit.points))
  }

  /// The points that a question must reach to be among the hits, at least 1.
  @inline(__always)
  var threshold: Int32 { cr_threshold(hits) }

  /// Keeps a question if it is among the best so far; the lower number wins a tie. Each question
  /// is offered once.
  func offer(_ points: Int32, _ question: UInt32) { cr_offer(hits, points, question) }
}
