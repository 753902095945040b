/// Compressed lists while they are built.
struct PackedLists: Sendable {
  private(set) var blocks = PostingBlocks()
  /// Blocks of each list.
  private(set) var blockCounts: [UInt32] = []
  /// Questions that each list names.
  private(set) var questionCounts: [Int] = []
  /// Groups in each list.
  private(set) var lengths: [Int] = []
  /// The lists that are rows, and their words.
  private(set) var rowNumbers: [UInt32] = []
  private(set) var rowWords: [UInt64] = []
  private let groups: PlaceGroups

  init(_ groups: PlaceGroups) { self.groups = groups }

  /// The lists of each of a range of units.
  init(units: Range<Int>, _ layout: RetrievalLayout) {
    self.init(layout.groups)
    var lists = [[UInt32]](repeating: [], count: units.count)
    layout.forEachQuestion { place, range in
      for unit in layout.forward[range] where units.contains(Int(unit)) {
        let list = Int(unit) - units.lowerBound
        if lists[list].last != UInt32(place) { lists[list].append(UInt32(place)) }
      }
    }
    for list in lists { append(list) }
  }

  /// Appends the list of ascending places.
  mutating func append(_ places: [UInt32]) {
    let before = blocks.heads.count
    let list = groups.groups(of: places)
    if PostingRows.isRow(length: list.count, of: groups) {
      appendRow(list)
    } else {
      blocks.append(list, range: groups.mostRange)
    }
    questionCounts.append(places.count)
    blockCounts.append(UInt32(blocks.heads.count - before))
    lengths.append(list.count)
  }

  private mutating func appendRow(_ list: [UInt32]) {
    rowNumbers.append(UInt32(lengths.count))
    let start = rowWords.count
    rowWords += Array(repeating: 0, count: PostingRows.words(groups: groups.count))
    for group in list { rowWords[start + Int(group >> 6)] |= 1 << UInt64(group & 63) }
  }

  mutating func append(_ other: PackedLists) {
    blocks.append(other.blocks)
    blockCounts += other.blockCounts
    rowNumbers += other.rowNumbers.map { $0 + UInt32(lengths.count) }
    rowWords += other.rowWords
    questionCounts += other.questionCounts
    lengths += other.lengths
  }
}

/// The lists of the pairs whose first sound is in a range.
struct PairLists: Sendable {
  private(set) var lists: PackedLists
  /// Pairs for each sound of the range.
  private(set) var counts: [UInt32]
  /// The second sound of each pair.
  private(set) var seconds: [UInt16] = []

  init(_ sounds: Range<Int>, _ layout: RetrievalLayout, _ vocabulary: RetrievalVocabulary) {
    lists = PackedLists(layout.groups)
    counts = Array(repeating: 0, count: sounds.count)
    // First sound, second sound and place, from the upper bits down.
    var pairs: [UInt64] = []
    let unitSounds = vocabulary.unitSounds
    layout.forEachQuestion { place, units in
      var previous = -1
      for unit in layout.forward[units] {
        let sound = Int(unitSounds[Int(unit)])
        if sounds.contains(previous) {
          pairs.append(
            UInt64(previous - sounds.lowerBound) << 48 | UInt64(sound) << 32 | UInt64(place))
        }
        previous = sound
      }
    }
    RadixSort.sort(&pairs, fromBit: 32)
    var places: [UInt32] = []
    var index = 0
    while index < pairs.count {
      let key = pairs[index] >> 32
      places.removeAll(keepingCapacity: true)
      while index < pairs.count, pairs[index] >> 32 == key {
        let place = UInt32(truncatingIfNeeded: pairs[index])
        if places.last != place { places.append(place) }
        index += 1
      }
      lists.append(places)
      counts[Int(key >> 16)] += 1
      seconds.append(UInt16(truncatingIfNeeded: key))
    }
  }
}

/// Stable sorting of integers by their upper bits.
private enum RadixSort {
  /// Sorts by the bits from `fromBit` up; numbers that agree in them keep their order. O(n).
  static func sort(_ values: inout [UInt64], fromBit: Int) {
    let all = values.reduce(0) { $0 | $1 }
    var other = values
    var shift = fromBit
    while shift < 64, all >> UInt64(shift) != 0 {
      var starts = [Int](repeating: 0, count: 2_049)
      for value in values { starts[Int(value >> UInt64(shift) & 2_047) + 1] += 1 }
      for digit in 0..<2_048 { starts[digit + 1] += starts[digit] }
      for value in values {
        let digit = Int(value >> UInt64(shift) & 2_047)
        other[starts[digit]] = value
        starts[digit] += 1
      }
      swap(&values, &other)
      shift += 11
    }
  }
}
