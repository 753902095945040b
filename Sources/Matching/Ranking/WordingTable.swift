internal import CKernels

/// The units and pairs of a message with their weights, to be compared with many wordings.
struct WordingTable {
  /// The summed weight of all units and pairs, unknown ones included.
  let mass: Float
  /// Open addressing by linear probing, at most a quarter full; −1 is a free place.
  private var rows: [Int32]
  private var weights: [Float]
  /// A bit for the low bits of each row, so that most others need no probe.
  private var seen = [UInt64](repeating: 0, count: 64)

  init(_ vector: FeatureVector, _ vocabulary: Vocabulary) {
    let known = vector.rows[..<vector.wordingCount]
    var capacity = 64
    while capacity < known.count * 4 { capacity *= 2 }
    rows = Array(repeating: -1, count: capacity)
    weights = Array(repeating: 0, count: capacity)
    var mass = vector.unknownMass
    for row in known {
      var place = Int(row) & (capacity - 1)
      while rows[place] >= 0 { place = (place + 1) & (capacity - 1) }
      rows[place] = row
      weights[place] = vocabulary.idf(of: row)
      mass += weights[place]
      let bit = Int(row) & 4095
      seen[bit >> 6] |= 1 << UInt64(bit & 63)
    }
    self.mass = mass
  }

  /// Lends the rows to a kernel.
  func withRows<Result>(_ body: (ci_rows) -> Result) -> Result {
    seen.withUnsafeBufferPointer { seen in
      rows.withUnsafeBufferPointer { rows in
        weights.withUnsafeBufferPointer { weights in
          guard let seen = seen.baseAddress, let keys = rows.baseAddress,
            let weights = weights.baseAddress
          else { preconditionFailure("a table has places") }
          return body(
            ci_rows(seen: seen, rows: keys, weights: weights, mask: Int32(rows.count - 1)))
        }
      }
    }
  }
}
