internal import CKernels

extension RetrievalIndex {
  /// Looks the query's units up and shares the weights out. O(units · (homophones + log pairs)).
  func prepare(
    keys: UnsafeBufferPointer<UInt32>, sounds: UnsafeBufferPointer<UInt32>,
    _ scratch: RetrievalScratch
  ) {
    let count = min(keys.count, Self.longestQuery)
    precondition(sounds.count >= count, "\(keys.count) keys with \(sounds.count) sounds")
    scratch.state.pointee.cursorCount = 0
    scratch.state.pointee.touchedUnitCount = 0
    scratch.query.pointee.nibbles = Int32(truncatingIfNeeded: (count &+ 3) / 4)
    let unknown = unknownIDF
    let firstPair = unitKeys.count
    let units = scratch.shares
    let pairs = units + Self.longestQuery
    let soundPairs = pairs + Self.longestQuery
    pairs[0] = 0
    soundPairs[0] = 0
    for position in 0..<count {
      let unit = unit(of: keys[position])
      // A rare unit that shares its number shares its sound too.
      let sound = unit >= 0 ? Int(unitSounds[unit]) : sound(of: sounds[position])
      scratch.queryUnits[position] = Int32(truncatingIfNeeded: unit)
      scratch.querySounds[position] = Int32(truncatingIfNeeded: sound)
    }
    cr_find_pairs(
      pairStarts.base, pairSeconds.base, Int32(truncatingIfNeeded: pairSeconds.count),
      scratch.querySounds, Int32(truncatingIfNeeded: count), scratch.queryPairs)
    for position in 0..<count {
      let unit = Int(scratch.queryUnits[position])
      units[position] = unit >= 0 ? Int32(lists.heads[unit].idf) : unknown
      guard position > 0 else { continue }
      let pair = Int(scratch.queryPairs[position])
      pairs[position] = pair >= 0 ? Int32(lists.heads[firstPair &+ pair].idf) : unknown
      soundPairs[position] = pairs[position]
    }
    // A single unit has no pairs; their part goes to it.
    share(count == 1 ? Self.unity : Self.parts.unit, units, count, scratch.weights)
    share(Self.parts.pair, pairs, count, scratch.weights + Int(CR_CHANNEL))
    share(Self.parts.soundPair, soundPairs, count, scratch.weights + 2 * Int(CR_CHANNEL))
    let isRepetitive = mark(count, scratch)
    openLists(count, isRepetitive, scratch)
  }

  /// The quotient rounded down; exact for what fits in 32 bits, and several times as fast as a
  /// division of integers.
  @inline(__always)
  static func quotient(_ dividend: Int, _ divisor: Int) -> Int32 {
    Int32(truncatingIfNeeded: Int(Double(dividend) / Double(divisor)))
  }

  @inline(__always)
  private func share(
    _ part: Int, _ weights: UnsafeMutablePointer<Int32>, _ count: Int,
    _ table: UnsafeMutablePointer<UInt16>
  ) {
    cr_share(weights, Int32(truncatingIfNeeded: count), Int32(truncatingIfNeeded: part), table)
  }

  /// Notes for each unit the positions that it matches; returns whether a sound stands at several.
  private func mark(_ count: Int, _ scratch: RetrievalScratch) -> Bool {
    homophoneStarts.withUnsafeBufferPointer { starts in
      homophones.withUnsafeBufferPointer { homophones in
        guard let starts = starts.baseAddress, let units = homophones.baseAddress else {
          return false
        }
        return cr_mark(
          starts, units, scratch.querySounds, scratch.queryUnits, Int32(truncatingIfNeeded: count),
          UnsafeMutableRawPointer(scratch.positions).assumingMemoryBound(to: UInt64.self),
          scratch.touchedUnits, &scratch.state.pointee.touchedUnitCount)
      }
    }
  }

  func unmark(_ scratch: RetrievalScratch) {
    for index in 0..<Int(scratch.state.pointee.touchedUnitCount) {
      scratch.positions[Int(scratch.touchedUnits[index])] = .zero
    }
  }

  /// Opens each unit and pair of the query once, with the most that it can give.
  private func openLists(_ count: Int, _ isRepetitive: Bool, _ scratch: RetrievalScratch) {
    let units = scratch.shares
    let pairs = units + Self.longestQuery
    let soundPairs = pairs + Self.longestQuery
    for position in 0..<count where scratch.queryUnits[position] >= 0 {
      add(scratch.queryUnits[position], units[position], from: isRepetitive ? 0 : .max, scratch)
    }
    let unitLists = scratch.state.pointee.cursorCount
    for position in 1..<max(1, count) where scratch.queryPairs[position] >= 0 {
      let isWritten = scratch.queryUnits[position] >= 0 && scratch.queryUnits[position - 1] >= 0
      add(
        Int32(truncatingIfNeeded: unitKeys.count) &+ scratch.queryPairs[position],
        (isWritten ? pairs[position] : 0) + soundPairs[position],
        from: isRepetitive ? unitLists : .max, scratch)
    }
    if !isOneRange {
      boundLengths(unitLists, scratch)
      sortLists(scratch)
    }
    coarsen(scratch)
  }

  /// Gives the lists gains that add up in a byte, each rounded up.
  private func coarsen(_ scratch: RetrievalScratch) {
    let count = scratch.state.pointee.cursorCount
    let all = max(1, UInt64(truncatingIfNeeded: allGains(scratch)))
    let unity = UInt64(truncatingIfNeeded: 254 &- count)
    let pointOfGain = (unity &<< 32) / all
    scratch.state.pointee.pointOfGain = pointOfGain
    scratch.state.pointee.gainOfPoint = all &<< 16 / unity &+ 1
    for index in 0..<count {
      let gain = UInt64(truncatingIfNeeded: scratch.cursors[index].gain)
      scratch.coarseGains[index] = UInt8(
        truncatingIfNeeded: (gain &* (pointOfGain &+ 1) &+ UInt64(UInt32.max)) &>> 32)
    }
  }

  /// The most that all lists give together.
  private func allGains(_ scratch: RetrievalScratch) -> Int32 {
    var all: Int32 = 0
    for index in 0..<scratch.state.pointee.cursorCount { all &+= scratch.cursors[index].gain }
    return all
  }

  private func add(
    _ list: Int32, _ gain: Int32, from start: Int, _ scratch: RetrievalScratch
  ) {
    var index = start
    while index < scratch.state.pointee.cursorCount {
      if scratch.cursors[index].list == list {
        scratch.cursors[index].gain += gain
        return
      }
      index &+= 1
    }
    let head = lists.heads[Int(list)]
    let end = lists.heads[Int(list) &+ 1].block
    guard lists.isWhole(Int(head.block)..<Int(end)) else { return }
    let row = head.block == end ? lists.rows.words(of: Int(list)) : nil
    let cost = row == nil ? Int(head.length) : groups.count / Self.rowGroupsAsPosting
    scratch.cursors[scratch.state.pointee.cursorCount] = RetrievalScratch.Cursor(
      list: list, gain: gain, cost: Int32(truncatingIfNeeded: cost), first: Int32(head.block),
      block: Int32(head.block), end: Int32(end), position: 0, decoded: 0,
      buffer: Int32(scratch.state.pointee.cursorCount), row: row)
    scratch.state.pointee.cursorCount += 1
  }

  /// A question of `n` units gains by at most `n` units and `n - 1` pairs, at best the weightiest.
  private func boundLengths(_ unitLists: Int, _ scratch: RetrievalScratch) {
    let gains = scratch.lengthGains
    gains[0] = 0
    let pairLists = scratch.state.pointee.cursorCount - unitLists
    let units = scratch.sortKeys
    let pairs = units + RetrievalScratch.listLimit
    for index in 0..<unitLists {
      units[index] = Self.descending(scratch.cursors[index].gain, index)
    }
    for index in 0..<pairLists {
      pairs[index] = Self.descending(scratch.cursors[unitLists + index].gain, index)
    }
    cr_rank(units, Int32(truncatingIfNeeded: unitLists), scratch.unitRanks)
    cr_rank(pairs, Int32(truncatingIfNeeded: pairLists), scratch.sorted)
    var total: Int32 = 0
    for length in 1...Self.longestQuery {
      if length - 1 < unitLists {
        total &+= scratch.cursors[Int(scratch.unitRanks[length - 1])].gain
      }
      if length > 1, length - 2 < pairLists {
        total &+= scratch.cursors[unitLists + Int(scratch.sorted[length - 2])].gain
      }
      gains[length] = total
    }
    (gains + Self.longestQuery).update(
      repeating: total, count: Self.longestQuestion - Self.longestQuery + 1)
  }

  /// A key that differs from all others and puts the large first.
  private static func descending(_ gain: Int32, _ index: Int) -> UInt64 {
    UInt64(UInt32(truncatingIfNeeded: Int32.max &- gain)) &<< 32 | UInt64(index)
  }

  /// Short lists that give much come first.
  private func sortLists(_ scratch: RetrievalScratch) {
    let count = scratch.state.pointee.cursorCount
    for index in 0..<count {
      let cursor = scratch.cursors[index]
      // Positive numbers are ordered as their bits are.
      let ratio = Float(cursor.cost) / Float(max(1, cursor.gain))
      scratch.sortKeys[index] = UInt64(ratio.bitPattern) &<< 32 | UInt64(index)
    }
    cr_rank(scratch.sortKeys, Int32(truncatingIfNeeded: count), scratch.sorted)
  }
}
