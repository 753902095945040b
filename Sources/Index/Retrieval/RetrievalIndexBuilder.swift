extension RetrievalIndex {
  /// Builds an index over questions, on all cores; equal questions give equal bytes. O(n log n).
  public init(_ questions: UnitSequences) {
    let vocabulary = RetrievalVocabulary(questions)
    let layout = RetrievalLayout(questions, vocabulary)
    let sounds = layout.tasks(vocabulary.soundKeys.count) { Int(vocabulary.unitSounds[$0]) }
    let pairs = Parallel.map(sounds.count) { PairLists(sounds[$0], layout, vocabulary) }
    let units = layout.tasks(vocabulary.unitKeys.count) { $0 }
    let singles = Parallel.map(units.count) { PackedLists(units: units[$0], layout) }
    var lists = PackedLists(layout.groups)
    for part in singles { lists.append(part) }
    for part in pairs { lists.append(part.lists) }
    var pairStarts: [UInt32] = [0]
    for count in pairs.flatMap(\.counts) { pairStarts.append((pairStarts.last ?? 0) + count) }
    self.init(
      lengthStarts: Column(layout.lengthStarts), saturation: Column(layout.saturation()),
      order: PackedColumn(layout.order), places: PackedColumn(layout.places()),
      forward: PackedColumn(layout.forward.lazy.map(UInt32.init)),
      unitKeys: Column(vocabulary.unitKeys), unitSounds: Column(vocabulary.unitSounds),
      soundKeys: Column(vocabulary.soundKeys), pairStarts: Column(pairStarts),
      pairSeconds: Column(pairs.flatMap(\.seconds)),
      lists: PostingLists(lists, questions: questions.count))
  }
}

/// The units and sounds of a set of questions, the frequent first.
struct RetrievalVocabulary: Sendable {
  private(set) var unitKeys: [UInt32] = []
  private(set) var unitSounds: [UInt16] = []
  private(set) var soundKeys: [UInt32] = []
  private let units: KeyTable
  private let sharesNumbers: Bool

  init(_ questions: UnitSequences) {
    let chunks = questions.chunks
    let counts = Parallel.map(chunks.count) { chunk in
      var counts = KeyCounts()
      for question in chunks[chunk] {
        for place in questions.units(question) {
          counts.add(questions.keys[place], sound: questions.sounds[place], 1)
        }
      }
      return counts
    }
    var total = KeyCounts()
    for part in counts { total.add(part) }
    sharesNumbers = total.table.keys.count > RetrievalIndex.vocabularyLimit
    if sharesNumbers {
      let kept = total.ranked.prefix(RetrievalIndex.plainUnits)
      var shared = KeyCounts()
      for number in kept {
        shared.add(total.table.keys[number], sound: total.sounds[number], total.counts[number])
      }
      for number in total.ranked.dropFirst(RetrievalIndex.plainUnits) {
        let key = RetrievalIndex.sharedKey(total.table.keys[number])
        // Below every unit that keeps its own number.
        shared.add(key, sound: key, 0)
      }
      total = shared
    }
    var sounds = KeyTable()
    for number in total.ranked {
      unitKeys.append(total.table.keys[number])
      unitSounds.append(UInt16(sounds.insert(total.sounds[number])))
    }
    soundKeys = sounds.keys
    units = KeyTable(keys: unitKeys)
  }

  /// The number of a unit that occurs in the questions.
  func unit(_ key: UInt32) -> UInt16 {
    if let unit = units.find(key) { return UInt16(unit) }
    return UInt16(units.find(RetrievalIndex.sharedKey(key)) ?? 0)
  }
}

/// How often keys occur, and their sounds.
private struct KeyCounts: Sendable {
  var table = KeyTable()
  var counts: [Int] = []
  var sounds: [UInt32] = []

  mutating func add(_ key: UInt32, sound: UInt32, _ count: Int) {
    let number = table.insert(key)
    if number == counts.count {
      counts.append(count)
      sounds.append(sound)
    } else {
      counts[number] += count
    }
  }

  mutating func add(_ other: KeyCounts) {
    for (number, key) in other.table.keys.enumerated() {
      add(key, sound: other.sounds[number], other.counts[number])
    }
  }

  /// Numbers of the keys by descending count, then by key.
  var ranked: [Int] {
    counts.indices.sorted {
      counts[$0] != counts[$1] ? counts[$0] > counts[$1] : table.keys[$0] < table.keys[$1]
    }
  }
}

extension UnitSequences {
  /// Ranges of questions for the cores to work on.
  var chunks: [Range<Int>] {
    let size = max(1_024, (count + Parallel.cores * 4 - 1) / (Parallel.cores * 4))
    return stride(from: 0, to: count, by: size).map { $0..<min($0 + size, count) }
  }
}
