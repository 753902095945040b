/// How likely units of one text are to stand for those of another that means the same.
///
/// IBM model 1 (Brown et al. 1993) over paraphrase pairs in both directions, with the empty unit,
/// used as the translation language model of Xue et al. 2008.
struct TranslationModel: Sendable {
  private let space: TermSpace
  /// For each unit: what it turns into, ascending, with probabilities.
  private let targets: [[(unit: UInt32, probability: Float)]]
  private let background: [Float]
  /// The units of each question of the base.
  private let questions: [[UInt32]]

  /// - Parameters:
  ///   - texts: the questions of the base.
  ///   - pairs: texts that mean the same.
  init(_ texts: [TextTerms], pairs: [(left: TextTerms, right: TextTerms)]) {
    let space = TermSpace(texts + pairs.flatMap { [$0.left, $0.right] })
    self.space = space
    func units(_ text: TextTerms) -> [UInt32] {
      (text.terms[0] + text.terms[1]).compactMap { space.number($0) }
    }
    questions = texts.map(units)
    var counts = [Float](repeating: 0.5, count: space.ends[1])
    for question in questions { for unit in question { counts[Int(unit)] += 1 } }
    let total = counts.reduce(0, +)
    background = counts.map { $0 / total }
    var both: [(from: [UInt32], to: [UInt32])] = []
    for pair in pairs {
      both.append((units(pair.left), units(pair.right)))
      both.append((units(pair.right), units(pair.left)))
    }
    targets = Self.learn(both, units: space.ends[1])
  }

  private static func learn(
    _ pairs: [(from: [UInt32], to: [UInt32])], units: Int
  ) -> [[(unit: UInt32, probability: Float)]] {
    var places = [[UInt32: Int]](repeating: [:], count: units)
    var probabilities: [Float] = []
    // Each cell of each pair, so that an iteration is one pass without look-ups.
    var cells: [Int32] = []
    for pair in pairs {
      for target in pair.to {
        for source in pair.from {
          let place = places[Int(source)][target] ?? probabilities.count
          if place == probabilities.count {
            places[Int(source)][target] = place
            probabilities.append(1)
          }
          cells.append(Int32(place))
        }
      }
    }
    var sources = [Int](repeating: 0, count: probabilities.count)
    for (source, targets) in places.enumerated() {
      for place in targets.values {
        sources[place] = source
        probabilities[place] = 1 / Float(targets.count)
      }
    }
    var empty = [Float](repeating: 1 / Float(max(1, units)), count: units)
    for _ in 0..<5 {
      var counts = [Float](repeating: 0, count: probabilities.count)
      var emptyCounts = [Float](repeating: 0, count: units)
      var cell = 0
      for pair in pairs {
        for target in pair.to {
          let row = cell..<(cell + pair.from.count)
          cell = row.upperBound
          var sum = empty[Int(target)]
          for index in row { sum += probabilities[Int(cells[index])] }
          guard sum > 0 else { continue }
          for index in row {
            counts[Int(cells[index])] += probabilities[Int(cells[index])] / sum
          }
          emptyCounts[Int(target)] += empty[Int(target)] / sum
        }
      }
      var totals = [Float](repeating: 0, count: units)
      for (place, count) in counts.enumerated() { totals[sources[place]] += count }
      for (place, count) in counts.enumerated() {
        probabilities[place] = count / max(totals[sources[place]], 1e-9)
      }
      let emptyTotal = max(emptyCounts.reduce(0, +), 1e-9)
      for unit in 0..<units { empty[unit] = emptyCounts[unit] / emptyTotal }
    }
    return places.map { targets in
      targets.filter { probabilities[$0.value] > 1e-3 }.sorted { $0.key < $1.key }
        .map { (unit: $0.key, probability: probabilities[$0.value]) }
    }
  }

  /// How much likelier a question makes the query than the base as a whole: the mean logarithm,
  /// 0 and more. O(units² · log targets).
  func likelihood(_ query: TextTerms, _ question: Int) -> Float {
    let source = questions[question]
    let terms = query.terms[0] + query.terms[1]
    guard !source.isEmpty, !terms.isEmpty else { return 0 }
    let share = 1 / Float(source.count)
    var sum = 0.0
    for term in terms {
      guard let unit = space.number(term) else { continue }
      var probability: Float = 0
      for other in source {
        if other == unit { probability += 0.5 * share }
        probability += 0.5 * share * translated(other, unit)
      }
      sum += naturalLogarithm(1 + Double(0.8 * probability / (0.2 * background[Int(unit)])))
    }
    return Float(sum / Double(terms.count))
  }

  private func translated(_ source: UInt32, _ target: UInt32) -> Float {
    let row = targets[Int(source)]
    var low = 0
    var high = row.count
    while low < high {
      let middle = (low + high) / 2
      if row[middle].unit < target { low = middle + 1 } else { high = middle }
    }
    return low < row.count && row[low].unit == target ? row[low].probability : 0
  }
}
