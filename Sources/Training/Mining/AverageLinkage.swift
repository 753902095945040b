/// Joins what is alike on average, pairs of neighbours first (group average, by chains of nearest
/// neighbours: Murtagh 1983).
package struct AverageLinkage {
  /// Two groups are joined while their members are at least this alike on average.
  package let threshold: Float

  package init(threshold: Float) {
    self.threshold = threshold
  }

  /// The members of each group, groups in the order of their first members.
  /// - Complexity: O(n²) time and memory, and the scalar products.
  package func groups(of vectors: [TermVector]) -> [[Int]] {
    let count = vectors.count
    guard count > 1 else { return vectors.indices.map { [$0] } }
    var similarity = [Float](repeating: 0, count: count * count)
    for left in 0..<count {
      for right in 0..<left {
        let value = vectors[left].dot(vectors[right])
        similarity[left * count + right] = value
        similarity[right * count + left] = value
      }
    }
    var members = vectors.indices.map { [$0] }
    var active = [Bool](repeating: true, count: count)
    var order = Array(vectors.indices)
    var chain: [Int] = []
    while true {
      if chain.isEmpty {
        order.removeAll { !active[$0] }
        guard let first = order.first else { break }
        chain = [first]
      }
      let top = chain[chain.count - 1]
      let previous = chain.count > 1 ? chain[chain.count - 2] : nil
      guard let (neighbour, value) = nearest(top, previous, similarity, count, order, active),
        value >= threshold
      else {
        // Nothing will ever be nearer: averages do not exceed their parts.
        active[top] = false
        chain.removeLast()
        continue
      }
      guard neighbour == previous else {
        chain.append(neighbour)
        continue
      }
      chain.removeLast(2)
      let (kept, gone) = (min(top, neighbour), max(top, neighbour))
      let (a, b) = (Float(members[kept].count), Float(members[gone].count))
      for other in order where active[other] && other != kept && other != gone {
        let mean =
          (a * similarity[kept * count + other] + b * similarity[gone * count + other]) / (a + b)
        similarity[kept * count + other] = mean
        similarity[other * count + kept] = mean
      }
      members[kept] += members[gone]
      members[gone] = []
      active[gone] = false
    }
    return members.filter { !$0.isEmpty }.map { $0.sorted() }.sorted { $0[0] < $1[0] }
  }

  /// The nearest active neighbour; the one before in the chain where several are equally near.
  private func nearest(
    _ place: Int, _ previous: Int?, _ similarity: [Float], _ count: Int, _ order: [Int],
    _ active: [Bool]
  ) -> (Int, Float)? {
    var best: (Int, Float)?
    if let previous, active[previous] {
      best = (previous, similarity[place * count + previous])
    }
    for other in order where other != place && active[other] {
      let value = similarity[place * count + other]
      if value > best?.1 ?? -.infinity { best = (other, value) }
    }
    return best
  }
}
