/// The questions of a base as a matcher compares them with a query.
struct QuestionStore: Sendable {
  let space: TermSpace
  /// The entry of each question.
  let entries: [Int32]
  private let terms: [UInt32]
  private let termEnds: [Int]
  private let sequences: [UInt32]
  private let sequenceEnds: [Int]
  private let sums: [TermBag.Sums]
  private let averageLength: Float

  init(_ texts: [TextTerms], entries: [Int32]) {
    precondition(texts.count == entries.count, "\(texts.count) texts, \(entries.count) entries")
    space = TermSpace(texts)
    self.entries = entries
    var terms: [UInt32] = []
    var termEnds: [Int] = []
    var sequences: [UInt32] = []
    var sequenceEnds: [Int] = []
    var sums: [TermBag.Sums] = []
    for text in texts {
      let bag = space.bag(text)
      terms += bag.terms
      termEnds.append(terms.count)
      sequences += text.sequence
      sequenceEnds.append(sequences.count)
      sums += bag.sums
    }
    self.terms = terms
    self.termEnds = termEnds
    self.sequences = sequences
    self.sequenceEnds = sequenceEnds
    self.sums = sums
    averageLength = max(1, Float(sequences.count) / Float(max(1, texts.count)))
  }

  var count: Int { entries.count }

  /// A question's terms with their sums.
  func bag(_ question: Int) -> TermBag {
    let start = question == 0 ? 0 : termEnds[question - 1]
    return TermBag(
      terms: Array(terms[start..<termEnds[question]]),
      sums: Array(sums[(question * 3)..<(question * 3 + 3)]))
  }

  /// How alike a query and a question are, 0 to about 1.2, without anything learned.
  ///
  /// A weighted sum of BM25 over units, over units and pairs and over forms, each divided by the
  /// query's own score, cosines, two-sided coverage, and order (the longest common subsequence).
  func likeness(_ query: QueryTerms, _ question: Int) -> Float {
    let shared = shared(query.bag, question)
    let base = question * 3
    let length = sequenceEnds[question] - (question == 0 ? 0 : sequenceEnds[question - 1])
    let saturation = 2.2 / (1 + 1.2 * (0.4 + 0.6 * Float(length) / averageLength))
    let q = query.bag.sums
    let both = shared.rarity[0] + shared.rarity[1]
    let ofQuery = Self.ratio(both, q[0].rarity + q[1].rarity)
    let ofQuestion = Self.ratio(both, sums[base].rarity + sums[base + 1].rarity)
    let coverage = Self.ratio(2 * ofQuery * ofQuestion, ofQuery + ofQuestion)
    let order = query.common(sequences[(sequenceEnds[question] - length)..<sequenceEnds[question]])
    let longest = Float(max(query.length, length))
    let total = Float(query.length + length)
    var sum = 0.2 * saturation * Self.ratio(shared.rarity[0], q[0].rarity)
    sum += 0.1 * saturation * ofQuery
    sum += 0.1 * Self.cosine(shared.square[0], q[0].square, sums[base].square)
    sum += 0.15 * saturation * Self.ratio(shared.rarity[2], q[2].rarity)
    sum += 0.1 * Self.cosine(shared.square[2], q[2].square, sums[base + 2].square)
    sum += 0.2 * coverage
    sum += 0.1 * Self.ratio(2 * Float(order), total)
    sum += 0.05 * Self.ratio(Float(order), longest)
    return sum
  }

  /// The mean cosine of the channels, 0…1.
  func cosine(_ query: QueryTerms, _ question: Int) -> Float {
    let shared = shared(query.bag, question)
    var sum: Float = 0
    for channel in 0..<3 {
      sum += Self.cosine(
        shared.square[channel], query.bag.sums[channel].square,
        sums[question * 3 + channel].square)
    }
    return sum / 3
  }

  private func shared(
    _ query: TermBag, _ question: Int
  ) -> (rarity: SIMD3<Float>, square: SIMD3<Float>) {
    var rarity = SIMD3<Float>.zero
    var square = SIMD3<Float>.zero
    var place = question == 0 ? 0 : termEnds[question - 1]
    let end = termEnds[question]
    for term in query.terms {
      while place < end, terms[place] < term { place += 1 }
      guard place < end else { break }
      if terms[place] == term {
        let channel = Int(term) < space.ends[0] ? 0 : Int(term) < space.ends[1] ? 1 : 2
        let weight = space.weight[Int(term)]
        rarity[channel] += space.rarity[Int(term)]
        square[channel] += weight * weight
      }
    }
    return (rarity, square)
  }

  private static func ratio(_ part: Float, _ whole: Float) -> Float {
    whole > 0 ? part / whole : 0
  }

  private static func cosine(_ shared: Float, _ left: Float, _ right: Float) -> Float {
    left > 0 && right > 0 ? shared / (left * right).squareRoot() : 0
  }
}

/// A query, ready to be compared with many questions.
struct QueryTerms: Sendable {
  let bag: TermBag
  /// The number of units, at most 64.
  let length: Int
  private let keys: [UInt32]
  private let masks: [UInt64]

  init(_ text: TextTerms, _ space: TermSpace) {
    bag = space.bag(text)
    length = min(text.sequence.count, 64)
    var keys: [UInt32] = []
    var masks: [UInt64] = []
    for (position, key) in text.sequence.prefix(64).enumerated() {
      if let known = keys.firstIndex(of: key) {
        masks[known] |= 1 << UInt64(position)
      } else {
        keys.append(key)
        masks.append(1 << UInt64(position))
      }
    }
    self.keys = keys
    self.masks = masks
  }

  /// The length of the longest common subsequence; a machine word holds a row of the table
  /// (Hyyrö 2004). O(units · distinct units).
  func common(_ sequence: ArraySlice<UInt32>) -> Int {
    var row = UInt64.max
    for unit in sequence {
      guard let place = keys.firstIndex(of: unit) else { continue }
      let matches = row & masks[place]
      row = (row &+ matches) | (row & ~matches)
    }
    let mask = length == 64 ? UInt64.max : (1 << UInt64(length)) - 1
    return (~row & mask).nonzeroBitCount
  }
}
