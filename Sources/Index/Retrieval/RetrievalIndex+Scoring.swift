internal import CKernels

/// From sums of gains to scores.
extension RetrievalIndex {
  /// The bits of a candidate that hold its place in the range; its coarse points are above them.
  private static let placeBits = UInt32(CR_PLACE_BITS)
  private static let placeMask: UInt32 = (1 << placeBits) - 1

  /// Adds a list's gain to its places in a range, or notes it among the rows.
  @inline(__always)
  func addUp(
    _ index: Int, _ start: Int, _ end: Int, _ rows: inout Int, _ scratch: RetrievalScratch
  ) {
    let cursor = scratch.cursors + index
    let gain = scratch.coarseGains[index]
    if let row = cursor.pointee.row {
      scratch.rows[rows] = cr_row(words: row + start / PostingRows.wordPlaces, gain: gain)
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

  /// Notes for each length the coarse points with which a question can be among the hits.
  func limitLengths(
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
  func neededGain(_ length: Int, _ scratch: RetrievalScratch) -> Int32? {
    let factor = Int(saturation[length])
    let needed = Self.quotient(Int(scratch.threshold) &+ factor &- 1, factor)
    return scratch.lengthGains[min(length, Self.longestQuery)] >= needed ? needed : nil
  }

  /// Scores the candidates of a range whose bound reaches the threshold.
  func score(_ found: Int, _ start: Int, _ rest: Int32, _ scratch: RetrievalScratch) {
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
}
