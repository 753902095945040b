internal import CKernels

/// A base of several ranges: as few lists as are enough are added up, a range at a time.
extension RetrievalIndex {
  /// Scores the few groups that gain most by the most telling lists, for a first threshold.
  func seed(_ scratch: RetrievalScratch) {
    var budget = Self.mostSeedPostings
    var seeds = 0
    for rank in 0..<scratch.state.pointee.cursorCount {
      let index = Int(scratch.sorted[rank])
      let cursor = scratch.cursors[index]
      guard cursor.row == nil else { continue }
      budget -= Int(cursor.cost)
      guard budget >= 0 else { break }
      seeds += Int(
        cr_add_seeds(
          lists.blocks.base + Int(cursor.first), cursor.end - cursor.first, lists.bytes.base,
          scratch.coarseGains[index], scratch.gains, scratch.candidates + seeds))
    }
    let found = cr_best_seeds(
      scratch.gains, scratch.candidates, Int32(truncatingIfNeeded: seeds),
      2 * scratch.hits.pointee.limit, scratch.keptCandidates)
    for index in 0..<Int(found) {
      let places = groups.places(of: Int(scratch.candidates[index]))
      for place in places { scratch.offer(points(place, scratch), order[place]) }
      scratch.state.pointee.scoredQuestions += places.count
    }
    // They will be met again.
    scratch.hits.pointee.floor = scratch.threshold
    scratch.hits.pointee.count = 0
  }

  /// Finds the hits of a range; the ranges are searched in ascending order.
  func search(_ range: Int, _ scratch: RetrievalScratch) {
    let start = rangeStarts[range]
    let end = rangeStarts[range + 1]
    guard start < end else { return }
    let shortest = Int(lengths[start])
    let longest = Int(lengths[end - 1])
    guard let needed = leastGain(shortest, longest, scratch) else { return }
    let (used, rest) = chooseLists(needed, scratch)
    var rows = 0
    let first = start >> groups.bits
    let behind = groups.end(end)
    for rank in 0..<used { addUp(Int(scratch.sorted[rank]), first, behind, &rows, scratch) }
    limitLengths(shortest, longest, rest, scratch)
    var groupLengths = groupLengths(from: first)
    let found = cr_take(
      scratch.gains, Int32(truncatingIfNeeded: behind - first), scratch.rows,
      Int32(truncatingIfNeeded: rows), &groupLengths, scratch.leastPoints, scratch.candidates)
    score(Int(found), start, rest, scratch)
  }

  /// Goes back to the first range.
  func rewind(_ scratch: RetrievalScratch) {
    for index in 0..<scratch.state.pointee.cursorCount {
      scratch.cursors[index].block = scratch.cursors[index].first
      scratch.cursors[index].position = 0
      scratch.cursors[index].decoded = 0
    }
  }

  /// The least gain with which a question of these lengths can be among the hits; nil when none
  /// can.
  private func leastGain(
    _ shortest: Int, _ longest: Int, _ scratch: RetrievalScratch
  ) -> Int32? {
    // Longer questions need more.
    for length in shortest...longest {
      if let needed = neededGain(length, scratch) { return needed }
    }
    return nil
  }

  /// How many lists to read, and the most that the others give.
  ///
  /// As many as needed for the rest to be too little by itself, then more, since each makes the
  /// bounds tighter: until the rest is a fifth of what is needed, as was measured.
  private func chooseLists(_ needed: Int32, _ scratch: RetrievalScratch) -> (Int, Int32) {
    var rest: Int32 = 0
    for index in 0..<scratch.state.pointee.cursorCount { rest += scratch.cursors[index].gain }
    var used = 0
    while used < scratch.state.pointee.cursorCount, 5 * rest > needed {
      rest -= scratch.cursors[Int(scratch.sorted[used])].gain
      used += 1
    }
    return (used, rest)
  }
}
