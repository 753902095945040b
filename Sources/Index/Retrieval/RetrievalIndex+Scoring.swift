internal import CKernels

/// From sums of gains to scores.
extension RetrievalIndex {
  /// The bits of a candidate that hold its group in the range; its coarse points are above them.
  private static let placeBits = UInt32(CR_PLACE_BITS)
  private static let placeMask: UInt32 = (1 << placeBits) - 1

  /// Adds a list's gain to its groups in a range of groups, or notes it among the rows.
  @inline(__always)
  func addUp(
    _ index: Int, _ start: Int, _ end: Int, _ rows: inout Int, _ scratch: RetrievalScratch
  ) {
    let cursor = scratch.cursors + index
    let gain = scratch.coarseGains[index]
    if let row = cursor.pointee.row {
      scratch.rows[rows] = cr_row(words: row + start / PostingRows.wordGroups, gain: gain)
      rows &+= 1
      return
    }
    let read =
      isOneRange
      ? cr_add_list(
        lists.blocks.base + Int(cursor.pointee.first), cursor.pointee.end - cursor.pointee.first,
        lists.bytes.base, gain, scratch.gains)
      : cr_add_range(
        cursor, lists.blocks.base, lists.bytes.base,
        scratch.decodedPlaces + Int(cursor.pointee.buffer) * PostingBlocks.size,
        UInt32(truncatingIfNeeded: start), UInt32(truncatingIfNeeded: end), gain, scratch.gains)
    scratch.state.pointee.readPostings &+= Int(read)
  }

  /// The lengths of the questions of a range.
  func lengths(from start: Int) -> cr_lengths {
    cr_lengths(
      of_places: lengths.base + start, of_stripes: stripeLengths.base + start / Int(CR_STRIPE))
  }

  /// The lengths of the groups of a range, one more behind them.
  func groupLengths(from start: Int) -> cr_lengths {
    cr_lengths(
      of_places: groupLengths.base + start,
      of_stripes: groupStripeLengths.base + start / Int(CR_STRIPE))
  }

  /// Notes for each length the coarse points with which a question can be among the hits.
  func limitLengths(
    _ shortest: Int, _ longest: Int, _ rest: Int32, _ scratch: RetrievalScratch
  ) {
    cr_limit(
      saturation.base, scratch.lengthGains, Int32(truncatingIfNeeded: shortest),
      Int32(truncatingIfNeeded: longest), scratch.threshold, rest,
      scratch.state.pointee.pointOfGain, scratch.leastPoints)
  }

  /// The least gain with which a question of a length can be among the hits; nil when none can.
  @inline(__always)
  func neededGain(_ length: Int, _ scratch: RetrievalScratch) -> Int32? {
    let factor = Int(saturation[length])
    let needed = Self.quotient(Int(scratch.threshold) &+ factor &- 1, factor)
    return scratch.lengthGains[length] >= needed ? needed : nil
  }

  /// Scores the candidates of a range whose bound reaches the threshold.
  func score(_ found: Int, _ start: Int, _ rest: Int32, _ scratch: RetrievalScratch) {
    let limit = Int(scratch.hits.pointee.limit)
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
    // The shortest question of the range bounds the others.
    let factor = Int32(saturation[Int(lengths[start])])
    let gain = max(0, (scratch.threshold &+ factor &- 1) / factor &- rest)
    let gainOfPoint = scratch.state.pointee.gainOfPoint
    let enough = max(least, UInt32(truncatingIfNeeded: UInt64(gain) << 16 / gainOfPoint))
    guard enough <= most else { return }
    let first = UInt32(truncatingIfNeeded: start)
    var questionLengths = lengths(from: start)
    withQuestions { questions in
      let candidates = Int32(truncatingIfNeeded: found)
      let kept =
        isOneRange
        ? cr_keep(
          questions, &questionLengths, first, scratch.candidates, candidates, enough, most,
          scratch.keptCandidates)
        : cr_keep_groups(
          questions, &questionLengths, first, UInt32(truncatingIfNeeded: count &- start),
          Int32(truncatingIfNeeded: groups.bits), scratch.candidates, candidates, enough, most,
          scratch.keptCandidates)
      let whole = withoutDamaged(kept, start, scratch)
      scratch.state.pointee.scoredQuestions &+= Int(
        cr_score(
          questions, scratch.query, &questionLengths, first, scratch.keptCandidates, whole, rest,
          gainOfPoint, scratch.hits))
    }
  }

  /// Moves the kept places whose units are as they were written to the front; returns how many.
  private func withoutDamaged(_ kept: Int32, _ start: Int, _ scratch: RetrievalScratch) -> Int32 {
    guard forwardParts != nil else { return kept }
    var whole: Int32 = 0
    for index in 0..<Int(kept) {
      let candidate = scratch.keptCandidates[index]
      guard isWhole(start &+ Int(candidate & Self.placeMask)) else { continue }
      scratch.keptCandidates[Int(whole)] = candidate
      whole &+= 1
    }
    return whole
  }
}
