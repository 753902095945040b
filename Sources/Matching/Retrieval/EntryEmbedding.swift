internal import CKernels
internal import Index

/// Entries and their questions in learned vector spaces, one for each seed.
struct EntryEmbedding: Sendable {
  /// The terms that the spaces know: of the base and of the pairs that were learned from.
  let space: TermSpace
  private let embeddings: [ContrastiveEmbedding]
  /// For each space the vectors of the entries, then those of the questions.
  private let centroids: [[Float]]
  private let questions: [[Float]]
  /// The questions of each entry, which stand together.
  private let ranges: [Range<Int>]

  /// - Parameters:
  ///   - labels: the entry of each text, ascending.
  ///   - pairs: texts that mean the same; both sides are learned from.
  ///   - seeds: spaces to learn; their mean is steadier than one.
  init(
    _ texts: [TextTerms], labels: [Int32], count: Int,
    pairs: [(left: TextTerms, right: TextTerms)], seeds: Int
  ) {
    // Terms that stand in one text alone tie nothing together; without them the tables are smaller
    // and nothing is lost.
    let space = TermSpace(
      texts + pairs.flatMap { [$0.left, $0.right] }, leastTexts: 2, rarityPower: 0.5)
    var rows = SparseRows()
    for text in texts { rows.append(Self.row(text, space)) }
    for pair in pairs {
      rows.append(Self.row(pair.left, space))
      rows.append(Self.row(pair.right, space))
    }
    var byEntry = [[Int32]](repeating: [], count: count)
    for (question, entry) in labels.enumerated() { byEntry[Int(entry)].append(Int32(question)) }
    let learned = Self.pairs(labels, byEntry, own: texts.count, others: pairs.count)
    let trained = rows
    let embeddings = Parallel.map(seeds) { seed in
      var plan = EmbeddingPlan()
      plan.seed = UInt64(seed + 1)
      plan.steps = max(30, min(600, learned.count / plan.batch))
      return ContrastiveEmbedding(trained, columns: space.count, pairs: learned, plan: plan)
    }
    self.space = space
    self.embeddings = embeddings
    var start = 0
    ranges = byEntry.map { questions in
      defer { start += questions.count }
      return start..<(start + questions.count)
    }
    var centroids: [[Float]] = []
    var questions: [[Float]] = []
    for embedding in embeddings {
      var means = [Float](repeating: 0, count: count * embedding.size)
      var vectors: [Float] = []
      for (question, text) in texts.enumerated() {
        let vector = embedding.vector(Self.row(text, space))
        vectors += vector
        let start = Int(labels[question]) * embedding.size
        for (index, value) in vector.enumerated() { means[start + index] += value }
      }
      for entry in 0..<count {
        let range = (entry * embedding.size)..<((entry + 1) * embedding.size)
        var mean = Array(means[range])
        EmbeddingTrainer.normalize(&mean)
        means.replaceSubrange(range, with: mean)
      }
      centroids.append(means)
      questions.append(vectors)
    }
    self.centroids = centroids
    self.questions = questions
  }

  /// Ten epochs over the questions, each with another one of its entry, and over the pairs.
  private static func pairs(
    _ labels: [Int32], _ byEntry: [[Int32]], own: Int, others: Int
  ) -> [EmbeddingPair] {
    var random = SeededGenerator(seed: 11)
    var pairs: [EmbeddingPair] = []
    for _ in 0..<10 {
      for (question, entry) in labels.enumerated() {
        let siblings = byEntry[Int(entry)]
        guard siblings.count > 1 else { continue }
        var other = siblings[random.below(siblings.count - 1)]
        if other == Int32(question), let last = siblings.last { other = last }
        pairs.append(EmbeddingPair(left: question, right: Int(other), group: entry))
      }
      for pair in 0..<others {
        let left = own + 2 * pair
        pairs.append(EmbeddingPair(left: left, right: left + 1, group: Int32(-1 - pair)))
      }
    }
    return pairs
  }

  private static func row(_ text: TextTerms, _ space: TermSpace) -> SparseRow {
    space.row(space.bag(text))
  }

  /// A query in every space.
  func vectors(_ text: TextTerms) -> [[Float]] {
    let row = Self.row(text, space)
    return embeddings.map { $0.vector(row) }
  }

  /// The mean cosine of a query with each entry. O(entries · size).
  func cosines(_ vectors: [[Float]]) -> [Float] {
    var result = [Float](repeating: 0, count: ranges.count)
    let share = 1 / Float(max(1, vectors.count))
    for (vector, centroids) in zip(vectors, centroids) {
      let cosines = Self.products(vector, centroids, 0..<ranges.count)
      for entry in result.indices { result[entry] += share * cosines[entry] }
    }
    return result
  }

  /// The mean cosine of a query with the three nearest questions of an entry.
  func nearest(_ vectors: [[Float]], _ entry: Int) -> Float {
    let known = min(3, ranges[entry].count)
    guard known > 0 else { return 0 }
    var sum: Float = 0
    for (vector, questions) in zip(vectors, questions) {
      var best = SIMD3<Float>(repeating: -1)
      for cosine in Self.products(vector, questions, ranges[entry]) {
        if cosine > best[0] {
          best = SIMD3(cosine, best[0], best[1])
        } else if cosine > best[1] {
          best = SIMD3(best[0], cosine, best[1])
        } else if cosine > best[2] {
          best[2] = cosine
        }
      }
      for place in 0..<known { sum += best[place] / Float(known) }
    }
    return sum / Float(max(1, vectors.count))
  }

  /// The products of a vector with some rows of a table.
  private static func products(
    _ vector: [Float], _ table: [Float], _ rows: Range<Int>
  ) -> [Float] {
    var result = [Float](repeating: 0, count: rows.count)
    let size = Int32(vector.count)
    table.withUnsafeBufferPointer { table in
      guard let base = table.baseAddress else { return }
      ck_multiply_by_transpose(
        1, Int32(rows.count), size, vector, size, base + rows.lowerBound * vector.count, size,
        &result, Int32(rows.count))
    }
    return result
  }
}
