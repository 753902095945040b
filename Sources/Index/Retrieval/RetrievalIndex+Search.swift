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
    let gain = cr_gain(
      forward.bytes.base, UInt64(truncatingIfNeeded: firstUnit(at: place) &* forward.width),
      Int32(truncatingIfNeeded: forward.width), Int32(truncatingIfNeeded: length),
      scratch.positionWords, scratch.weights,
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
    // A sum of gains that is enough is enough in coarse points too, since those are rounded up.
    let unity = scratch.state.pointee.coarseUnity
    let all = scratch.state.pointee.allGains
    let least = max(1, max(1, needed - rest) * unity / all)
    let found = cr_take_at_least(
      scratch.gains, Int32(truncatingIfNeeded: end - start), UInt8(truncatingIfNeeded: least),
      scratch.candidates)
    score(Int(found), start, rest, scratch)
  }

  /// Scores the candidates of a range whose bound reaches the threshold.
  private func score(_ found: Int, _ start: Int, _ rest: Int32, _ scratch: RetrievalScratch) {
    let limit = scratch.state.pointee.limit
    guard found > 4 * limit else {
      score(found, start, rest, from: 0, to: 255, scratch)
      return
    }
    // The best by what was added up come first: the others then have little to hope for.
    let counts = scratch.coarseCounts
    counts.update(repeating: 0, count: 256)
    for index in 0..<found { counts[Int(scratch.candidates[index] &>> 16)] &+= 1 }
    var best: UInt32 = 255
    var count = Int(counts[255])
    while best > 0, count < 2 * limit {
      best &-= 1
      count &+= Int(counts[Int(best)])
    }
    score(found, start, rest, from: best, to: 255, scratch)
    if best > 0 { score(found, start, rest, from: 0, to: best &- 1, scratch) }
  }

  /// Scores the candidates whose coarse points lie in a range and whose bound reaches the threshold.
  private func score(
    _ found: Int, _ start: Int, _ rest: Int32, from least: UInt32, to most: UInt32,
    _ scratch: RetrievalScratch
  ) {
    let candidates = scratch.candidates
    let kept = scratch.keptCandidates
    let gainOfPoint = scratch.state.pointee.gainOfPoint
    func bound(_ candidate: UInt32, _ place: Int) -> Int32 {
      let gain = Int32(truncatingIfNeeded: (UInt64(candidate &>> 16) &* gainOfPoint) &>> 16)
      return (gain &+ rest) &* Int32(saturation[Int(lengths[place])])
    }
    // The shortest question of the range bounds the others.
    let factor = Int32(saturation[Int(lengths[start])])
    let gain = max(0, (scratch.threshold &+ factor &- 1) / factor &- rest)
    let enough = max(least, UInt32(truncatingIfNeeded: UInt64(gain) << 16 / gainOfPoint))
    guard enough <= most else { return }
    let span = most &- enough
    var keptCount = 0
    for index in 0..<found where (candidates[index] &>> 16) &- enough <= span {
      let place = start &+ Int(candidates[index] & 0xFFFF)
      // On the way while others are scored.
      cr_prefetch(forward.bytes.base + (firstUnit(at: place) &* forward.width) &>> 3)
      kept[keptCount] = candidates[index]
      keptCount &+= 1
    }
    for index in 0..<keptCount {
      let place = start &+ Int(kept[index] & 0xFFFF)
      guard bound(kept[index], place) >= scratch.threshold else { continue }
      scratch.state.pointee.scoredQuestions &+= 1
      scratch.offer(points(place, scratch), order[place])
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
    var blocks = cr_blocks(
      firsts: lists.firsts.base, offsets: lists.offsets.base, bytes: lists.bytes.base)
    let read = cr_add_range(
      cursor, &blocks, scratch.decodedPlaces + Int(cursor.pointee.buffer) * PostingBlocks.size,
      UInt32(truncatingIfNeeded: start), UInt32(truncatingIfNeeded: end),
      scratch.coarseGains[index], scratch.gains)
    scratch.state.pointee.readPostings &+= Int(read)
  }
}
