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
    let shortest = Int(lengths[0])
    let longest = Int(lengths[count - 1])
    let limit = scratch.state.pointee.limit
    let stripes = (count + Int(CR_STRIPE) - 1) / Int(CR_STRIPE)
    var questionLengths = lengths(from: 0)
    var product = Int(
      cr_top_bucket(
        scratch.maxima, places, &questionLengths, saturation.base,
        Int32(truncatingIfNeeded: min(limit, (stripes + 1) / 2))))
    scratch.endPoints.update(repeating: .max, count: Self.longestQuestion + 1)
    while product > 0, scratch.state.pointee.foundCount < limit {
      for length in shortest...longest {
        let points = Self.quotient(product, Int(saturation[length])) &+ 1
        scratch.leastPoints[length] = UInt8(truncatingIfNeeded: min(254, points))
      }
      scoreSums(scratch)
      product /= 2
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
