/// Questions by ascending length, then by number, with their units as numbers.
struct RetrievalLayout: Sendable {
  /// For each length 0…255 and one past: the first place of that length.
  let lengthStarts: [UInt32]
  /// The question at each place.
  let order: [UInt32]
  /// The units of all places, one after the other.
  let forward: [UInt16]

  init(_ questions: UnitSequences, _ vocabulary: RetrievalVocabulary) {
    let lengths = (0..<questions.count).map { questions.units($0).count }
    var starts = [UInt32](repeating: 0, count: RetrievalIndex.longestQuestion + 2)
    for length in lengths { starts[length + 1] += 1 }
    for length in 0...RetrievalIndex.longestQuestion { starts[length + 1] += starts[length] }
    var next = starts
    var order = [UInt32](repeating: 0, count: questions.count)
    for (question, length) in lengths.enumerated() {
      order[Int(next[length])] = UInt32(question)
      next[length] += 1
    }
    let places = order
    let chunks = questions.chunks
    let parts = Parallel.map(chunks.count) { chunk in
      var units: [UInt16] = []
      for place in chunks[chunk] {
        for unit in questions.units(Int(places[place])) {
          units.append(vocabulary.unit(questions.keys[unit]))
        }
      }
      return units
    }
    lengthStarts = starts
    self.order = order
    forward = Array(parts.joined())
  }

  /// Ranges of groups of units with about the same number of occurrences each.
  func tasks(_ groups: Int, group: (_ unit: Int) -> Int) -> [Range<Int>] {
    var weight = [Int](repeating: 0, count: groups)
    for unit in forward { weight[group(Int(unit))] += 1 }
    let share = max(1, forward.count / (Parallel.cores * 4))
    var tasks: [Range<Int>] = []
    var start = 0
    var sum = 0
    for index in weight.indices {
      sum += weight[index]
      if sum >= share || index == groups - 1 {
        tasks.append(start..<(index + 1))
        start = index + 1
        sum = 0
      }
    }
    return tasks
  }

  /// BM25's factor for each length, in `saturationUnity`ths: at average length 1.
  func saturation() -> [UInt16] {
    let average = max(1, Double(forward.count) / Double(max(1, order.count)))
    return (0...RetrievalIndex.longestQuestion).map { length in
      let factor = 2.2 / (1 + 1.2 * (0.4 + 0.6 * Double(length) / average))
      return UInt16((factor * Double(RetrievalIndex.saturationUnity)).rounded())
    }
  }

  /// Calls a closure with each place and the range of its units in `forward`.
  @inline(__always)
  func forEachQuestion(_ body: (_ place: Int, _ units: Range<Int>) -> Void) {
    var start = 0
    for length in 0...RetrievalIndex.longestQuestion {
      for place in Int(lengthStarts[length])..<Int(lengthStarts[length + 1]) {
        body(place, start..<(start + length))
        start += length
      }
    }
  }
}
