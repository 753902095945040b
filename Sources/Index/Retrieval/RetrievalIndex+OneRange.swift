internal import CKernels

/// A base of one range: all lists are added up.
extension RetrievalIndex {
  /// Adds up all lists, scores the best by their sums, then the others that can still be enough.
  func searchOneRange(_ scratch: RetrievalScratch) {
    guard count > 0 else { return }
    var rows = 0
    for index in 0..<scratch.state.pointee.cursorCount { addUp(index, 0, count, &rows, scratch) }
    let places = Int32(truncatingIfNeeded: count)
    cr_sum(scratch.gains, places, scratch.rows, Int32(truncatingIfNeeded: rows), scratch.maxima)
    var questionLengths = lengths(from: 0)
    cr_start(
      scratch.gains, places, scratch.maxima, &questionLengths, saturation.base,
      scratch.hits.pointee.limit, scratch.leastPoints)
    let shortest = Int(lengths[0])
    let longest = Int(lengths[count - 1])
    scratch.endPoints.update(repeating: .max, count: Self.longestQuestion + 1)
    scoreSums(scratch)
    // Seldom: places of a word have the limit of their shortest.
    while scratch.hitCount < Int(scratch.hits.pointee.limit), scratch.endPoints[longest] > 1 {
      for length in shortest...longest {
        scratch.leastPoints[length] = max(1, scratch.leastPoints[length] / 2)
      }
      scoreSums(scratch)
    }
    limitLengths(shortest, longest, 0, scratch)
    scoreSums(scratch)
    scratch.gains.update(repeating: 0, count: count)
  }

  /// Scores the questions whose sums are enough for their length and were not yet scored.
  private func scoreSums(_ scratch: RetrievalScratch) {
    var questionLengths = lengths(from: 0)
    let found = cr_emit(
      scratch.gains, Int32(truncatingIfNeeded: count), scratch.maxima, &questionLengths,
      scratch.leastPoints, scratch.endPoints, scratch.candidates)
    score(Int(found), 0, 0, scratch)
    scratch.endPoints.update(from: scratch.leastPoints, count: Self.longestQuestion + 1)
  }
}
