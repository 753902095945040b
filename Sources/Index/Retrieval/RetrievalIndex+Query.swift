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
    scratch.state.pointee.maskBytes = (count + 7) / 8
    let unknown = Int32(Self.idf(0, of: self.count))
    let units = scratch.shares
    let pairs = units + Self.longestQuery
    let soundPairs = pairs + Self.longestQuery
    var unitSum: Int32 = 0
    var pairSum: Int32 = 0
    for position in 0..<count {
      let unit = unit(of: keys[position])
      // A rare unit that shares its number shares its sound too.
      let sound = unit.map { Int(unitSounds[$0]) } ?? sound(of: sounds[position])
      scratch.queryUnits[position] = Int32(unit ?? -1)
      scratch.querySounds[position] = Int32(sound ?? -1)
      units[position] = unit.map { Int32(listIDF[$0]) } ?? unknown
      unitSum += units[position]
      guard position > 0 else { continue }
      var pair: Int?
      if let sound, scratch.querySounds[position - 1] >= 0 {
        pair = self.pair(Int(scratch.querySounds[position - 1]), sound)
      }
      scratch.queryPairs[position] = Int32(pair ?? -1)
      pairs[position] = pair.map { Int32(listIDF[$0]) } ?? unknown
      pairSum += pairs[position]
    }
    // A single unit has no pairs; their part goes to it.
    let unitPart = count == 1 ? Self.unity : Self.parts.unit
    pairs[0] = 0
    for position in 0..<count {
      units[position] = Self.share(unitPart, units[position], unitSum)
      soundPairs[position] = Self.share(Self.parts.soundPair, pairs[position], pairSum)
      pairs[position] = Self.share(Self.parts.pair, pairs[position], pairSum)
    }
    for channel in 0..<3 {
      cr_sum_weights(
        units + channel * Self.longestQuery, Int32(truncatingIfNeeded: count),
        scratch.weights + channel * 2_048)
    }
    mark(count, scratch)
    openLists(count, scratch)
  }

  @inline(__always)
  private static func share(_ part: Int, _ weight: Int32, _ sum: Int32) -> Int32 {
    Int32(truncatingIfNeeded: part * Int(weight) / Int(max(1, sum)))
  }

  /// Notes for each unit the positions that it matches.
  private func mark(_ count: Int, _ scratch: RetrievalScratch) {
    homophoneStarts.withUnsafeBufferPointer { starts in
      homophones.withUnsafeBufferPointer { homophones in
        for position in 0..<count {
          let bit = UInt64(1) << UInt64(position)
          let sound = Int(scratch.querySounds[position])
          guard sound >= 0 else { continue }
          for index in Int(starts[sound])..<Int(starts[sound + 1]) {
            let unit = homophones[index]
            let before = scratch.positions[Int(unit)]
            if before.y == 0 {
              scratch.touchedUnits[scratch.state.pointee.touchedUnitCount] = unit
              scratch.state.pointee.touchedUnitCount += 1
            }
            let isWritten = Int32(unit) == scratch.queryUnits[position]
            scratch.positions[Int(unit)] = before | SIMD2(isWritten ? bit : 0, bit)
          }
        }
      }
    }
  }

  func unmark(_ scratch: RetrievalScratch) {
    for index in 0..<scratch.state.pointee.touchedUnitCount {
      scratch.positions[Int(scratch.touchedUnits[index])] = .zero
    }
  }

  /// Opens each unit and pair of the query once, with the most that it can give.
  private func openLists(_ count: Int, _ scratch: RetrievalScratch) {
    let units = scratch.shares
    let pairs = units + Self.longestQuery
    let soundPairs = pairs + Self.longestQuery
    for position in 0..<count where scratch.queryUnits[position] >= 0 {
      add(scratch.queryUnits[position], units[position], from: 0, scratch)
    }
    let unitLists = scratch.state.pointee.cursorCount
    for position in 1..<max(1, count) where scratch.queryPairs[position] >= 0 {
      let isWritten = scratch.queryUnits[position] >= 0 && scratch.queryUnits[position - 1] >= 0
      add(
        scratch.queryPairs[position], (isWritten ? pairs[position] : 0) + soundPairs[position],
        from: unitLists, scratch)
    }
    boundLengths(unitLists, scratch)
    sortLists(scratch)
    coarsen(scratch)
  }

  /// Gives the lists gains that add up in a byte, each rounded up.
  private func coarsen(_ scratch: RetrievalScratch) {
    let count = scratch.state.pointee.cursorCount
    var all: Int32 = 0
    for index in 0..<count { all += scratch.cursors[index].gain }
    let unity = 255 - Int32(truncatingIfNeeded: count)
    scratch.state.pointee.allGains = max(1, all)
    scratch.state.pointee.coarseUnity = unity
    scratch.state.pointee.gainOfPoint = UInt64(max(1, all)) << 16 / UInt64(unity) + 1
    for index in 0..<count {
      scratch.coarseGains[index] = UInt8(
        truncatingIfNeeded: (scratch.cursors[index].gain * unity + max(1, all) - 1) / max(1, all))
    }
  }

  private func add(
    _ list: Int32, _ gain: Int32, from start: Int, _ scratch: RetrievalScratch
  ) {
    for index in start..<scratch.state.pointee.cursorCount where scratch.cursors[index].list == list
    {
      scratch.cursors[index].gain += gain
      return
    }
    let block = lists.starts[Int(list)]
    let end = lists.starts[Int(list) + 1]
    scratch.cursors[scratch.state.pointee.cursorCount] = RetrievalScratch.Cursor(
      list: list, gain: gain, length: Int32(lists.length(Int(list))), first: Int32(block),
      block: Int32(block),
      end: Int32(end), position: 0, decoded: 0, buffer: Int32(scratch.state.pointee.cursorCount))
    scratch.state.pointee.cursorCount += 1
  }

  /// A question of `n` units gains by at most `n` units and `n - 1` pairs, at best the weightiest.
  private func boundLengths(_ unitLists: Int, _ scratch: RetrievalScratch) {
    let gains = scratch.lengthGains
    gains[0] = 0
    // Sorted apart, then summed up: the lists are few.
    Self.sortByGain(scratch.cursors, unitLists)
    Self.sortByGain(scratch.cursors + unitLists, scratch.state.pointee.cursorCount - unitLists)
    var total: Int32 = 0
    for length in 1...Self.longestQuery {
      let unit = length - 1
      let pair = length - 2
      if unit < unitLists { total += scratch.cursors[unit].gain }
      if pair >= 0, unitLists + pair < scratch.state.pointee.cursorCount {
        total += scratch.cursors[unitLists + pair].gain
      }
      gains[length] = total
    }
  }

  private static func sortByGain(
    _ cursors: UnsafeMutablePointer<RetrievalScratch.Cursor>, _ count: Int
  ) {
    guard count > 1 else { return }
    for index in 1..<count {
      let cursor = cursors[index]
      var place = index
      while place > 0, cursors[place - 1].gain < cursor.gain {
        cursors[place] = cursors[place - 1]
        place -= 1
      }
      cursors[place] = cursor
    }
  }

  /// Short lists that give much come first.
  private func sortLists(_ scratch: RetrievalScratch) {
    let cursors = scratch.cursors
    guard scratch.state.pointee.cursorCount > 1 else { return }
    for index in 1..<scratch.state.pointee.cursorCount {
      let cursor = cursors[index]
      var place = index
      while place > 0,
        Int64(cursors[place - 1].length) * Int64(cursor.gain)
          > Int64(cursor.length) * Int64(cursors[place - 1].gain)
      {
        cursors[place] = cursors[place - 1]
        place -= 1
      }
      cursors[place] = cursor
    }
  }
}
