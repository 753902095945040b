internal import CKernels

extension RetrievalIndex {
  /// The bits of a candidate that hold its place in the range; its coarse points are above them.
  private static let placeBits: UInt32 = 17
  private static let placeMask: UInt32 = (1 << placeBits) - 1

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

  private func rewind(_ scratch: RetrievalScratch) {
    for index in 0..<scratch.state.pointee.cursorCount {
      scratch.cursors[index].block = scratch.cursors[index].first
      scratch.cursors[index].position = 0
      scratch.cursors[index].decoded = 0
    }
  }

  /// Scores the few questions that gain most by the most telling lists, for a first threshold.
  private func seed(_ scratch: RetrievalScratch) {
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
      Int32(truncatingIfNeeded: 2 * scratch.state.pointee.limit), scratch.keptCandidates)
    for index in 0..<Int(found) {
      let place = Int(scratch.candidates[index])
      scratch.offer(points(place, scratch), order[place])
    }
    scratch.state.pointee.scoredQuestions += Int(found)
    // They will be met again.
    scratch.state.pointee.floor = scratch.threshold
    scratch.state.pointee.foundCount = 0
  }

  private func search(_ range: Int, _ scratch: RetrievalScratch) {
    let start = rangeStarts[range]
    let end = rangeStarts[range + 1]
    guard start < end else { return }
    let shortest = Int(lengths[start])
    let longest = Int(lengths[end - 1])
    guard let needed = leastGain(shortest, longest, scratch) else { return }
    let (used, rest) = chooseLists(needed, scratch)
    var rows = 0
    for rank in 0..<used { addUp(Int(scratch.sorted[rank]), start, end, &rows, scratch) }
    limitLengths(shortest, longest, rest, scratch)
    var questionLengths = lengths(from: start)
    let found = cr_take(
      scratch.gains, Int32(truncatingIfNeeded: end - start), scratch.rows,
      Int32(truncatingIfNeeded: rows), &questionLengths, scratch.leastPoints,
      scratch.candidates)
    score(Int(found), start, rest, scratch)
  }

  /// Adds up all lists, scores the best by their sums, then the others that can still be enough.
  private func searchOneRange(_ scratch: RetrievalScratch) {
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

  private func lengths(from start: Int) -> cr_lengths {
    cr_lengths(
      of_places: lengths.base + start, of_stripes: stripeLengths.base + start / Int(CR_STRIPE))
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

  /// Notes for each length the coarse points with which a question can be among the hits.
  private func limitLengths(
    _ shortest: Int, _ longest: Int, _ rest: Int32, _ scratch: RetrievalScratch
  ) {
    let pointOfGain = scratch.state.pointee.pointOfGain
    for length in shortest...longest {
      guard let needed = neededGain(length, scratch) else {
        scratch.leastPoints[length] = .max
        continue
      }
      // A sum of gains that is enough is enough in coarse points too, since those are rounded up.
      let points = (UInt64(max(1, needed &- rest)) &* pointOfGain) &>> 32
      scratch.leastPoints[length] = UInt8(truncatingIfNeeded: min(254, max(1, points)))
    }
  }

  /// The least gain with which a question of a length can be among the hits; nil when none can.
  @inline(__always)
  private func neededGain(_ length: Int, _ scratch: RetrievalScratch) -> Int32? {
    let factor = Int(saturation[length])
    let needed = Self.quotient(Int(scratch.threshold) &+ factor &- 1, factor)
    return scratch.lengthGains[min(length, Self.longestQuery)] >= needed ? needed : nil
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
    for index in 0..<found { counts[Int(scratch.candidates[index] &>> Self.placeBits)] &+= 1 }
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
      let gain = Int32(
        truncatingIfNeeded: (UInt64(candidate &>> Self.placeBits) &* gainOfPoint) &>> 16)
      return (gain &+ rest) &* Int32(saturation[Int(lengths[place])])
    }
    // The shortest question of the range bounds the others.
    let factor = Int32(saturation[Int(lengths[start])])
    let gain = max(0, (scratch.threshold &+ factor &- 1) / factor &- rest)
    let enough = max(least, UInt32(truncatingIfNeeded: UInt64(gain) << 16 / gainOfPoint))
    guard enough <= most else { return }
    let span = most &- enough
    var keptCount = 0
    for index in 0..<found where (candidates[index] &>> Self.placeBits) &- enough <= span {
      let place = start &+ Int(candidates[index] & Self.placeMask)
      // On the way while others are scored.
      cr_prefetch(forward.bytes.base + (firstUnit(at: place) &* forward.width) &>> 3)
      kept[keptCount] = candidates[index]
      keptCount &+= 1
    }
    for index in 0..<keptCount {
      let place = start &+ Int(kept[index] & Self.placeMask)
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
    // Longer questions need more.
    for length in shortest...longest {
      if let needed = neededGain(length, scratch) { return needed }
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
      let cursor = scratch.cursors[Int(scratch.sorted[used])]
      if rest < needed {
        if Int(cursor.cost) > 3 * postings || needed - rest > needed / 2 { break }
      }
      rest -= cursor.gain
      postings += Int(cursor.cost)
      used += 1
    }
    return (used, rest)
  }

  /// Adds a list's gain to its places in a range, or notes it among the rows.
  @inline(__always)
  private func addUp(
    _ index: Int, _ start: Int, _ end: Int, _ rows: inout Int, _ scratch: RetrievalScratch
  ) {
    let cursor = scratch.cursors + index
    let gain = scratch.coarseGains[index]
    if let row = cursor.pointee.row {
      scratch.rows[rows] = cr_row(words: row + start / PostingRows.wordPlaces, gain: gain)
      rows &+= 1
      return
    }
    let read = cr_add_range(
      cursor, lists.blocks.base, lists.bytes.base,
      scratch.decodedPlaces + Int(cursor.pointee.buffer) * PostingBlocks.size,
      UInt32(truncatingIfNeeded: start), UInt32(truncatingIfNeeded: end), gain, scratch.gains)
    scratch.state.pointee.readPostings &+= Int(read)
  }
}
