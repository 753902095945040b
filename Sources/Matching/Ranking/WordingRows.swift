internal import CKernels

/// The units and pairs of a message with their weights, to be compared with many wordings.
struct WordingRows {
  /// Ascending, without those the knowledge has never seen.
  let rows: [ci_row]
  /// The summed weight of all units and pairs, unknown ones included.
  let mass: Float

  init(_ vector: FeatureVector) {
    var rows = zip(vector.rows, vector.wordingWeights).map { ci_row(row: $0, weight: $1) }
    rows.sort { $0.row < $1.row }
    self.rows = rows
    mass = vector.wordingWeights.reduce(vector.unknownMass, +)
  }
}
