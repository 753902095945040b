internal import Index
internal import Synchronization
internal import Text

/// An entry that may be meant, with the evidence for it.
struct MatchCandidate: Sendable {
  let entry: Int32
  /// By `MatchModels.Evidence`.
  var evidence: SIMD8<Float>
}

/// Everything learned from a base but how much each kind of evidence counts.
struct MatchModels: Sendable {
  /// The places of the kinds of evidence.
  enum Evidence: Int, CaseIterable {
    /// Likeness of the entry's best question.
    case best
    /// Likeness of its second best.
    case second
    /// Cosine with the mean of its questions.
    case centroid
    /// Margin of its linear separator.
    case margin
    /// Cosine with its mean in the learned space.
    case learnedCentroid
    /// Mean cosine with its three nearest questions in the learned space.
    case learnedNearest
    /// Likelihood that its best question turns into the query.
    case translation
  }

  let entryCount: Int
  let store: QuestionStore
  let index: QuestionIndex
  let centroids: EntryCentroids?
  let classifier: LinearClassifier?
  let embedding: EntryEmbedding?
  let translation: TranslationModel?
  let cutter: UnitCutter

  /// Questions taken from the index for each query.
  static let questionCandidates = 48
  /// Entries taken from each other source.
  static let entryCandidates = 16
  /// Bases of more entries go without means and learned spaces.
  static let entryLimit = 20_000

  /// Whether a part is there that learns from pairs.
  var learnedFromPairs: Bool { embedding != nil || translation != nil }

  /// What a query is after it was read.
  struct Reading {
    var candidates: [MatchCandidate]
    /// The share of its units' rarity that no question has.
    var unknownShare: Float
    var units: Int
  }

  /// Finds the entries that may be meant, in ascending order.
  ///
  /// - Parameter hidden: an entry that is left out, as if the base did not have it.
  func read(_ text: String, _ scratch: MatchScratch, hiding hidden: Int32? = nil) -> Reading {
    let terms = TextTerms(text, cutter, scratch.units)
    guard terms.count > 0 else { return Reading(candidates: [], unknownShare: 1, units: 0) }
    let query = QueryTerms(terms, store.space)
    let row = store.space.row(query.bag)
    let channels = query.bag.sums.count { $0.square > 0 }
    let cosines = centroids?.cosines(row, length: Float(channels).squareRoot()) ?? []
    let margins = classifier?.margins(row) ?? []
    let vectors = embedding?.vectors(terms) ?? []
    let learned = embedding?.cosines(vectors) ?? []

    var found: [Int32: SIMD8<Float>] = [:]
    var floor: Float = 1
    index.search(text, limit: Self.questionCandidates, scratch.search)
    for rank in 0..<scratch.search.retrieval.hitCount {
      let question = scratch.search.retrieval.hit(rank).question
      let entry = store.entries[question]
      guard entry != hidden else { continue }
      let likeness = store.likeness(query, question)
      floor = min(floor, likeness)
      var evidence = found[entry] ?? SIMD8(repeating: -1)
      if likeness > evidence[0] {
        evidence[1] = evidence[0]
        evidence[0] = likeness
        if let translation {
          evidence[6] = max(evidence[6], translation.likelihood(terms, question))
        }
      } else if likeness > evidence[1] {
        evidence[1] = likeness
      }
      if centroids == nil { evidence[2] = max(evidence[2], store.cosine(query, question)) }
      found[entry] = evidence
    }
    for scores in [cosines, margins, learned] {
      for entry in Self.largest(scores, Self.entryCandidates) where entry != hidden {
        if found[entry] == nil { found[entry] = SIMD8(repeating: -1) }
      }
    }
    // An entry none of whose questions was found is at most as alike as the last that was.
    floor = found.isEmpty || floor == 1 ? 0 : floor
    var candidates: [MatchCandidate] = []
    for entry in found.keys.sorted() {
      var evidence = found[entry] ?? .zero
      let place = Int(entry)
      if evidence[0] < 0 { evidence[0] = 0.9 * floor }
      if evidence[1] < 0 { evidence[1] = min(evidence[0], 0.9 * floor) }
      evidence[2] = cosines.isEmpty ? max(0, evidence[2]) : cosines[place]
      evidence[3] = margins.isEmpty ? 0 : margins[place]
      evidence[4] = learned.isEmpty ? 0 : learned[place]
      evidence[5] = embedding?.nearest(vectors, place) ?? 0
      evidence[6] = max(0, evidence[6])
      evidence[7] = 0
      candidates.append(MatchCandidate(entry: entry, evidence: evidence))
    }
    return Reading(
      candidates: candidates, unknownShare: query.bag.unknownShare, units: terms.count)
  }

  /// The places of the largest values; the lower wins a tie.
  private static func largest(_ values: [Float], _ count: Int) -> [Int32] {
    guard values.count > count else { return values.indices.map(Int32.init) }
    var best: [Int32] = []
    for (place, value) in values.enumerated() {
      if best.count == count, let last = best.last, values[Int(last)] >= value { continue }
      var rank = best.count
      while rank > 0, values[Int(best[rank - 1])] < value { rank -= 1 }
      best.insert(Int32(place), at: rank)
      if best.count > count { best.removeLast() }
    }
    return best
  }

  /// Working memory for one thread.
  func scratch() -> MatchScratch {
    MatchScratch(
      units: UnitBuffer(capacity: RetrievalIndex.longestQuestion),
      search: index.scratch(limit: Self.questionCandidates))
  }
}

/// The working memory of a matcher for one thread.
struct MatchScratch {
  let units: UnitBuffer
  let search: QuestionScratch
}
