/// The terms that occur in a set of texts, numbered channel after channel, with their weights.
struct TermSpace: Sendable {
  /// One more than the last number of each channel.
  private(set) var ends: [Int] = []
  /// ln(1 + (N − df + ½) / (df + ½)) for each term, as BM25 has it.
  private(set) var rarity: [Float] = []
  /// ln((1 + N) / (1 + df)) + 1 for each term, as TF-IDF has it.
  private(set) var weight: [Float] = []
  /// The same for a term that occurs in no text.
  let unknownRarity: Float
  let unknownWeight: Float
  private var numbers: [UInt64: UInt32] = [:]

  /// - Parameters:
  ///   - leastTexts: the number of texts that a term must stand in.
  ///   - rarityPower: the power to which the weight of rarity is raised.
  init(_ texts: [TextTerms], leastTexts: Int = 1, rarityPower: Double = 1) {
    let count = Double(texts.count)
    func weigh(_ value: Double) -> Float {
      rarityPower == 1 ? Float(value) : Float(exponential(rarityPower * naturalLogarithm(value)))
    }
    unknownRarity = Float(naturalLogarithm(1 + (count + 0.5) / 0.5))
    unknownWeight = weigh(naturalLogarithm(1 + count) + 1)
    for channel in TermChannel.allCases {
      var frequencies: [UInt64: Int] = [:]
      for text in texts {
        for term in text.terms[channel.rawValue] { frequencies[term, default: 0] += 1 }
      }
      for (term, frequency) in frequencies.sorted(by: { $0.key < $1.key })
      where frequency >= leastTexts {
        numbers[term] = UInt32(rarity.count)
        let df = Double(frequency)
        rarity.append(Float(naturalLogarithm(1 + (count - df + 0.5) / (df + 0.5))))
        weight.append(weigh(naturalLogarithm((1 + count) / (1 + df)) + 1))
      }
      ends.append(rarity.count)
    }
  }

  /// The number of terms.
  var count: Int { rarity.count }

  /// The number of a term; nil when no text has it. O(1).
  func number(_ term: UInt64) -> UInt32? { numbers[term] }

  /// The terms of a bag as a vector: each channel of length 1, as far as its terms are known.
  func row(_ bag: TermBag) -> SparseRow {
    let scales = bag.sums.map { 1 / max(1e-6, $0.square.squareRoot()) }
    var row = SparseRow()
    row.columns = bag.terms
    row.values.reserveCapacity(bag.terms.count)
    for term in bag.terms {
      let channel = Int(term) < ends[0] ? 0 : Int(term) < ends[1] ? 1 : 2
      row.values.append(weight[Int(term)] * scales[channel])
    }
    return row
  }

  /// The known terms of a text, ascending, and what its unknown terms weigh.
  func bag(_ text: TextTerms) -> TermBag {
    var bag = TermBag()
    for channel in TermChannel.allCases {
      var sums = TermBag.Sums()
      for term in text.terms[channel.rawValue] {
        if let number = numbers[term] {
          bag.terms.append(number)
          sums.rarity += rarity[Int(number)]
          sums.square += weight[Int(number)] * weight[Int(number)]
        } else {
          sums.unknown += unknownRarity
          sums.rarity += unknownRarity
          sums.square += unknownWeight * unknownWeight
        }
      }
      bag.sums[channel.rawValue] = sums
    }
    bag.terms.sort()
    return bag
  }
}

/// A text as numbered terms, each once, with its sums by channel.
struct TermBag: Sendable {
  struct Sums: Sendable {
    /// The summed rarity, unknown terms included.
    var rarity: Float = 0
    /// The summed square of the weights, unknown terms included.
    var square: Float = 0
    /// The summed rarity of the unknown terms.
    var unknown: Float = 0
  }

  var terms: [UInt32] = []
  var sums: [Sums] = [Sums(), Sums(), Sums()]

  /// The share of the units' rarity that no text has, 0…1.
  var unknownShare: Float { sums[0].rarity > 0 ? sums[0].unknown / sums[0].rarity : 1 }
}
