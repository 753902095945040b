/// Gathers questions that say the same in almost the same words, one pass over a stream (leader
/// clustering, Hartigan 1975).
struct LeaderGrouping {
  /// From this on two questions are wordings of one another.
  private static let near: Float = 0.62
  /// Terms by which a group is found, and terms of a question that look for groups.
  private static let indexed = 12
  private static let looked = 24
  private static let leastShared = 3
  /// A term that so many groups share finds nothing.
  private static let longestList = 1_500

  private(set) var groups: [QuestionGroup] = []
  private var lists: [UInt64: [Int32]] = [:]

  /// Adds a question to the nearest group, or begins one. O(groups that share telling terms).
  mutating func add(_ question: ReplayedQuestion, vector: TermVector) {
    if let place = nearest(vector) {
      groups[place].add(question, vector: vector)
      return
    }
    let place = Int32(groups.count)
    for term in vector.heaviest(Self.indexed) where (lists[term]?.count ?? 0) < Self.longestList {
      lists[term, default: []].append(place)
    }
    groups.append(QuestionGroup(question, vector: vector))
  }

  private func nearest(_ vector: TermVector) -> Int? {
    var shared: [Int32: Int] = [:]
    for term in vector.heaviest(Self.looked) {
      for place in lists[term] ?? [] { shared[place, default: 0] += 1 }
    }
    var best: (similarity: Float, place: Int)?
    for (place, count) in shared.sorted(by: { $0.key < $1.key }) where count >= Self.leastShared {
      let similarity = groups[Int(place)].mean.dot(vector)
      if similarity >= Self.near, similarity > best?.similarity ?? 0 {
        best = (similarity, Int(place))
      }
    }
    return best?.place
  }
}
