/// Questions by ascending length, then by their units, so that alike ones are neighbours, then by
/// number; with their units as numbers.
struct RetrievalLayout: Sendable {
  /// For each length 0…255 and one past: the first place of that length.
  let lengthStarts: [UInt32]
  /// The question at each place.
  let order: [UInt32]
  /// The units of all places, one after the other.
  let forward: [UInt16]
  /// The places that share postings.
  var groups: PlaceGroups { PlaceGroups(places: order.count) }

  init(_ questions: UnitSequences, _ vocabulary: RetrievalVocabulary) {
    let chunks = questions.chunks
    let units = Array(
      Parallel.map(chunks.count) { chunk in
        var part: [UInt16] = []
        for question in chunks[chunk] {
          for place in questions.units(question) {
            part.append(vocabulary.unit(questions.keys[place]))
          }
        }
        return part
      }.joined())
    var firsts: [Int] = []
    var byLength = [[UInt32]](repeating: [], count: RetrievalIndex.longestQuestion + 1)
    var next = 0
    for question in 0..<questions.count {
      let length = questions.units(question).count
      firsts.append(next)
      byLength[length].append(UInt32(question))
      next += length
    }
    let starts = firsts
    let unsorted = byLength
    let sorted = Parallel.map(unsorted.count) { length in
      units.withUnsafeBufferPointer { units in
        unsorted[length].sorted {
          let one = starts[Int($0)]
          let other = starts[Int($1)]
          for index in 0..<length where units[one + index] != units[other + index] {
            return units[one + index] < units[other + index]
          }
          return $0 < $1
        }
      }
    }
    let order = Array(sorted.joined())
    self.order = order
    lengthStarts = sorted.reduce(into: [0]) { $0.append($0[$0.count - 1] + UInt32($1.count)) }
    let parts = Parallel.map(chunks.count) { chunk in
      var part: [UInt16] = []
      for place in chunks[chunk] {
        let question = Int(order[place])
        let first = starts[question]
        part += units[first..<(first + questions.units(question).count)]
      }
      return part
    }
    forward = Array(parts.joined())
  }

  /// The place of each question. O(n).
  func places() -> [UInt32] {
    var places = [UInt32](repeating: 0, count: order.count)
    for (place, question) in order.enumerated() { places[Int(question)] = UInt32(place) }
    return places
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
