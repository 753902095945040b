public import Index
public import Text

/// Questions as text, indexed for the fastest exact top `k`.
public struct QuestionIndex: Sendable {
  /// The index of units behind it.
  public let index: RetrievalIndex
  private let cutter: UnitCutter

  /// Indexes questions on all cores. O(n log n).
  public init(_ questions: [String], normalizer: Normalizer) {
    let cutter = UnitCutter(normalizer)
    let size = max(1_024, (questions.count + Parallel.cores * 4 - 1) / (Parallel.cores * 4))
    let chunks = stride(from: 0, to: questions.count, by: size)
      .map { $0..<min($0 + size, questions.count) }
    let parts = Parallel.map(chunks.count) { chunk in
      let buffer = UnitBuffer(capacity: RetrievalIndex.longestQuestion)
      var sequences = UnitSequences()
      for question in questions[chunks[chunk]] {
        cutter.cut(question, into: buffer)
        sequences.append(keys: buffer.unitKeys, sounds: buffer.unitSounds)
      }
      return sequences
    }
    var sequences = UnitSequences()
    for part in parts { sequences.append(part) }
    self.cutter = cutter
    index = RetrievalIndex(sequences)
  }

  /// Opens an index that was added to a snapshot under a name.
  public init(
    _ snapshot: Snapshot, _ name: String, normalizer: Normalizer
  ) throws(SnapshotError) {
    cutter = UnitCutter(normalizer)
    index = try RetrievalIndex(snapshot, name)
  }

  /// Adds the index to a snapshot under a name of at most 20 bytes.
  public func write(to writer: inout SnapshotWriter, _ name: String) {
    index.write(to: &writer, name)
  }

  /// Working memory for one thread.
  ///
  /// - Parameter limit: the most hits that a search will be asked for.
  public func scratch(limit: Int) -> QuestionScratch {
    QuestionScratch(
      units: UnitBuffer(capacity: RetrievalIndex.longestQuery),
      retrieval: RetrievalScratch(for: index, limit: limit))
  }

  /// Finds the best questions for a text; they stand in `scratch.retrieval`. Allocates nothing
  /// unless the text needs ICU.
  public func search(_ text: String, limit: Int, _ scratch: QuestionScratch) {
    cutter.cut(text, into: scratch.units)
    index.search(
      keys: scratch.units.unitKeys, sounds: scratch.units.unitSounds, limit: limit,
      scratch.retrieval)
  }

  /// The same by scoring every question; for tests. O(n).
  public func searchAll(_ text: String, limit: Int, _ scratch: QuestionScratch) {
    cutter.cut(text, into: scratch.units)
    index.searchAll(
      keys: scratch.units.unitKeys, sounds: scratch.units.unitSounds, limit: limit,
      scratch.retrieval)
  }
}

/// The working memory of searches by text, for one thread.
public struct QuestionScratch {
  let units: UnitBuffer
  /// Holds the hits of the last search.
  public let retrieval: RetrievalScratch
}
