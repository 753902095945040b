/// The units and pairs of a message with their weights, to be compared with many wordings.
struct WordingTable {
  /// The summed weight of all units and pairs, unknown ones included.
  let mass: Float
  /// Open addressing by linear probing, at most a quarter full; −1 is a free place.
  private var rows: [Int32]
  private var weights: [Float]

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
    }
    self.mass = mass
  }

  /// The weight of a row; 0 when the message does not have it. O(1).
  @inline(__always)
  func weight(of row: Int32) -> Float {
    let mask = rows.count - 1
    var place = Int(row) & mask
    while rows[place] != row {
      if rows[place] < 0 { return 0 }
      place = (place + 1) & mask
    }
    return weights[place]
  }
}
