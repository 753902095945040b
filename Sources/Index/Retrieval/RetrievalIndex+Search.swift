internal import CKernels

extension RetrievalIndex {
  /// Finds the `limit` best questions, exactly as if all were scored; ties go to the lower number.
  ///
  /// The hits stand in the scratch afterwards. Lists are read from the most telling on, until what
  /// the rest could give is below the worst of the best; only questions whose bound reaches it are
  /// scored. No memory is allocated.
  public func search(
    keys: UnsafeBufferPointer<UInt32>, sounds: UnsafeBufferPointer<UInt32>, limit: Int,
    _ scratch: RetrievalScratch
  ) {
    begin(limit, scratch)
    prepare(keys: keys, sounds: sounds, scratch)
    seed(scratch)
    // From the query's own length up, then the shorter ones: the best come early.
    let middle = firstRange(ofLength: min(keys.count, Self.longestQuery))
    for range in middle..<(rangeStarts.count - 1) { search(range, scratch) }
    rewind(scratch)
    for range in 0..<middle { search(range, scratch) }
    unmark(scratch)
  }

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
    scratch.state.pointee.scoredQuestions = 0
    scratch.state.pointee.readPostings = 0
  }

  /// The score of the question at a place. O(units).
  @inline(__always)
  func points(_ place: Int, _ scratch: RetrievalScratch) -> Int32 {
    let length = Int(lengths[place])
    let units =
      forward.base + forwardStarts.withUnsafeBufferPointer { $0[length] }
      + (place &- Int(lengthStarts[length])) &* length
    let gain = cr_gain(
      units, Int32(truncatingIfNeeded: length), scratch.positionWords, scratch.weights,
      Int32(truncatingIfNeeded: scratch.state.pointee.maskBytes))
    return gain &* Int32(saturation[length])
  }

  private func firstRange(ofLength length: Int) -> Int {
    let start = Int(lengthStarts[length])
    var range = 0
    while range + 2 < rangeStarts.count, rangeStarts[range + 1] <= start { range += 1 }
    return range
  }

  private func rewind(_ scratch: RetrievalScratch) {
    for index in 0..<scratch.state.pointee.cursorCount {
      scratch.cursors[index].block = scratch.cursors[index].first
      scratch.cursors[index].position = 0
      scratch.cursors[index].decoded = 0
    }
  }

  /// Scores a few questions of the most telling lists, for a first threshold.
  private func seed(_ scratch: RetrievalScratch) {
    let wanted = max(24, 2 * scratch.state.pointee.limit)
    var index = 0
    while index < scratch.state.pointee.cursorCount, scratch.state.pointee.scoredQuestions < wanted
    {
      let cursor = scratch.cursors[index]
      index += 1
      // The middle of a long list holds questions of middling length.
      let block = Int(cursor.block + (cursor.end - cursor.block - 1) / 2)
      let decoded = PostingBlocks.decode(
        lists.bytes.base + Int(lists.offsets[block]), first: lists.firsts[block],
        into: scratch.decodedPlaces)
      let taken = min(decoded, wanted - scratch.state.pointee.scoredQuestions)
      for place in 0..<taken {
        let place = Int(scratch.decodedPlaces[place])
        scratch.offer(points(place, scratch), order[place])
      }
      scratch.state.pointee.scoredQuestions += taken
    }
  }

  private func search(_ range: Int, _ scratch: RetrievalScratch) {
    let start = rangeStarts[range]
    let end = rangeStarts[range + 1]
    guard start < end else { return }
    let shortest = Int(lengths[start])
    let longest = Int(lengths[end - 1])
    guard let needed = leastGain(shortest, longest, scratch) else { return }
    let (used, rest) = chooseLists(needed, scratch)
    for index in 0..<used { addUp(index, start, end, scratch) }
    let least = UInt16(truncatingIfNeeded: max(1, needed - rest))
    let found = cr_take_at_least(
      scratch.gains, Int32(truncatingIfNeeded: end - start), least, scratch.candidates)
    let candidates = scratch.candidates
    var index = 0
    while index < Int(found) {
      let candidate = candidates[index]
      let place = start &+ Int(candidate & 0xFFFF)
      let bound =
        (Int32(truncatingIfNeeded: candidate &>> 16) &+ rest)
        &* Int32(saturation[Int(lengths[place])])
      if bound >= scratch.threshold {
        scratch.state.pointee.scoredQuestions &+= 1
        scratch.offer(points(place, scratch), order[place])
      }
      index &+= 1
    }
  }

  /// The least gain with which a question of these lengths can be among the hits; nil when none
  /// can.
  private func leastGain(
    _ shortest: Int, _ longest: Int, _ scratch: RetrievalScratch
  ) -> Int32? {
    let threshold = scratch.threshold
    for length in shortest...longest {
      let factor = Int32(saturation[length])
      // Longer questions need more.
      let needed = (threshold + factor - 1) / factor
      if scratch.lengthGains[min(length, Self.longestQuery)] >= needed { return needed }
    }
    return nil
  }

  /// How many lists to read, and the most that the others give.
  ///
  /// As many as needed for the rest to be too little by itself; then more as long as they are
  /// cheap, since each makes the bounds tighter. The two limits were measured.
  private func chooseLists(_ needed: Int32, _ scratch: RetrievalScratch) -> (Int, Int32) {
    var rest: Int32 = 0
    for index in 0..<scratch.state.pointee.cursorCount { rest += scratch.cursors[index].gain }
    var used = 0
    var postings = 0
    while used < scratch.state.pointee.cursorCount {
      let cursor = scratch.cursors[used]
      if rest < needed {
        if Int(cursor.length) > 3 * postings || needed - rest > needed / 2 { break }
      }
      rest -= cursor.gain
      postings += Int(cursor.length)
      used += 1
    }
    return (used, rest)
  }

  /// Adds a list's gain to its places in a range.
  @inline(__always)
  private func addUp(_ index: Int, _ start: Int, _ end: Int, _ scratch: RetrievalScratch) {
    let cursor = scratch.cursors + index
    let places = scratch.decodedPlaces + Int(cursor.pointee.buffer) * PostingBlocks.size
    let gain = UInt16(truncatingIfNeeded: cursor.pointee.gain)
    let base = UInt32(truncatingIfNeeded: start)
    let end = UInt32(truncatingIfNeeded: end)
    let gains = scratch.gains
    let firsts = lists.firsts.base
    var position = Int(cursor.pointee.position)
    var decoded = Int(cursor.pointee.decoded)
    var block = Int(cursor.pointee.block)
    let blockEnd = Int(cursor.pointee.end)
    while true {
      // Places before the range were in ranges that were passed over.
      while position < decoded, places[position] < base { position &+= 1 }
      while position < decoded, places[position] < end {
        gains[Int(places[position] &- base)] &+= gain
        position &+= 1
      }
      if position < decoded { break }
      while block &+ 1 < blockEnd, firsts[block &+ 1] <= base { block &+= 1 }
      // Blocks that lie in the range as a whole.
      while block &+ 1 < blockEnd, firsts[block] >= base, firsts[block &+ 1] <= end {
        let bytes = lists.bytes.base + Int(lists.offsets[block])
        cr_add_block(
          bytes + 2, Int32(bytes[0]) &+ 1, Int32(bytes[1]), firsts[block], base, gain, gains)
        scratch.state.pointee.readPostings &+= PostingBlocks.size
        block &+= 1
      }
      guard block < blockEnd, firsts[block] < end else { break }
      decoded = PostingBlocks.decode(
        lists.bytes.base + Int(lists.offsets[block]), first: firsts[block], into: places)
      scratch.state.pointee.readPostings &+= decoded
      position = 0
      block &+= 1
    }
    cursor.pointee.position = Int32(truncatingIfNeeded: position)
    cursor.pointee.decoded = Int32(truncatingIfNeeded: decoded)
    cursor.pointee.block = Int32(truncatingIfNeeded: block)
  }
}
