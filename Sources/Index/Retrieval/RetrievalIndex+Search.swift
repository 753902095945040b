internal import CKernels

extension RetrievalIndex {
  /// Finds the `limit` best questions, exactly as if all were scored; ties go to the lower number.
  ///
  /// The hits stand in the scratch afterwards. What the lists give is added up in a byte a
  /// question, rounded up, and only questions whose sum can be enough are scored. Where there is
  /// more than one range, lists are read from the most telling on, until what the rest could give
  /// is below the worst of the best. No memory is allocated.
  public func search(
    keys: UnsafeBufferPointer<UInt32>, sounds: UnsafeBufferPointer<UInt32>, limit: Int,
    _ scratch: RetrievalScratch
  ) {
    begin(limit, scratch)
    prepare(keys: keys, sounds: sounds, scratch)
    if isOneRange {
      searchOneRange(scratch)
    } else {
      seed(scratch)
      // From the query's own length up, then the shorter ones: the best come early.
      let middle = Int(lengthStarts[min(keys.count, Self.longestQuery)]) / Self.mostRange
      for range in middle..<(rangeStarts.count - 1) { search(range, scratch) }
      rewind(scratch)
      for range in 0..<middle { search(range, scratch) }
    }
    unmark(scratch)
  }

  /// Whether all questions are added up together.
  var isOneRange: Bool { rangeStarts.count <= 2 }

  /// The same by scoring every question; for tests. O(n).
  public func searchAll(
    keys: UnsafeBufferPointer<UInt32>, sounds: UnsafeBufferPointer<UInt32>, limit: Int,
    _ scratch: RetrievalScratch
  ) {
    begin(limit, scratch)
    prepare(keys: keys, sounds: sounds, scratch)
    for place in 0..<count { scratch.offer(points(place, scratch), order[place]) }
    unmark(scratch)
  }

  private func begin(_ limit: Int, _ scratch: RetrievalScratch) {
    precondition(0 < limit && limit <= scratch.capacity, "\(limit) hits of \(scratch.capacity)")
    scratch.state.pointee.limit = limit
    scratch.state.pointee.foundCount = 0
    scratch.state.pointee.floor = 1
    scratch.state.pointee.scoredQuestions = 0
    scratch.state.pointee.readPostings = 0
  }

  /// The score of the question at a place; 0 where it is damaged. O(units).
  @inline(__always)
  func points(_ place: Int, _ scratch: RetrievalScratch) -> Int32 {
    guard isWhole(place) else { return 0 }
    let length = Int(lengths[place])
    let gain = cr_gain(
      forward.bytes.base, UInt64(truncatingIfNeeded: firstUnit(at: place) &* forward.width),
      Int32(truncatingIfNeeded: forward.width), Int32(truncatingIfNeeded: length),
      scratch.positionWords, scratch.weights,
      Int32(truncatingIfNeeded: scratch.state.pointee.maskNibbles))
    return gain &* Int32(saturation[length])
  }
}
