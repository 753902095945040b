/// The units and pairs of a message with their weights, to be compared with many wordings.
struct WordingRows {
  /// Ascending, without those the knowledge has never seen.
  let rows: [Int32]
  /// The weight of each row.
  let weights: [Float]
  /// The summed weight of all units and pairs, unknown ones included.
  let mass: Float

  init(_ vector: FeatureVector) {
    var rows = vector.rows
    rows.removeLast(rows.count - vector.wordingWeights.count)
    var weights = vector.wordingWeights
    mass = weights.reduce(vector.unknownMass, +)
    for place in 1..<max(1, rows.count) {
      let (row, weight) = (rows[place], weights[place])
      var free = place
      while free > 0, rows[free - 1] > row {
        rows[free] = rows[free - 1]
        weights[free] = weights[free - 1]
        free -= 1
      }
      rows[free] = row
      weights[free] = weight
    }
    self.rows = rows
    self.weights = weights
  }
}
