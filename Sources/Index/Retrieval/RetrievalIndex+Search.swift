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
    scratch.hits.pointee.limit = Int32(truncatingIfNeeded: limit)
    scratch.hits.pointee.count = 0
    scratch.hits.pointee.floor = 1
    scratch.state.pointee.scoredQuestions = 0
    scratch.state.pointee.readPostings = 0
  }

  /// The score of the question at a place; 0 where it is damaged. O(units).
  @inline(__always)
  func points(_ place: Int, _ scratch: RetrievalScratch) -> Int32 {
    guard isWhole(place) else { return 0 }
    return withQuestions { questions in
      cr_points(
        questions, scratch.query, UInt32(truncatingIfNeeded: place),
        Int32(truncatingIfNeeded: length(at: place)))
    }
  }

  /// The questions as the kernels read them.
  @inline(__always)
  func withQuestions<Result>(_ body: (UnsafePointer<cr_questions>) -> Result) -> Result {
    forwardStarts.withUnsafeBufferPointer { starts in
      guard let starts = starts.baseAddress else { preconditionFailure("no lengths") }
      var questions = cr_questions(
        units: forward.bytes.base, unit_starts: starts, length_starts: lengthStarts.base,
        factors: saturation.base, order: order.bytes.base,
        width: Int32(truncatingIfNeeded: forward.width),
        order_width: Int32(truncatingIfNeeded: order.width))
      return body(&questions)
    }
  }
}
