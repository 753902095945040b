public import Index

/// Weights as they come from training.
public struct NetworkWeights: Sendable {
  let hidden: Int
  let classes: Int
  /// A row of `hidden` weights for each feature.
  let first: [Float]
  let firstBias: [Float]
  /// A row of `hidden` weights for each class.
  let second: [Float]
  let secondBias: [Float]
}

extension NetworkWeights {
  /// Adds the members of an ensemble to a snapshot: weights in bytes, with one scale for the
  /// weights of a feature and one for those of a class in a member.
  ///
  /// A feature's weights of all members stand together; those of the classes stand as
  /// `ci_class_sums` reads them.
  public static func write(
    _ members: [NetworkWeights], to writer: inout SnapshotWriter, _ name: String
  ) {
    let hidden = members.first?.hidden ?? 0
    let classes = members.first?.classes ?? 0
    let rows = hidden == 0 ? 0 : (members.first?.first.count ?? 0) / hidden
    var first: [Int8] = []
    first.reserveCapacity(rows * hidden * members.count)
    var firstScale: [Float] = []
    for row in 0..<rows {
      let weights = members.flatMap { $0.first[(row * hidden)..<((row + 1) * hidden)] }
      firstScale.append(append(weights[...], to: &first))
    }
    var second: [Int8] = []
    var secondScale: [Float] = []
    var secondBias: [Float] = []
    for member in members {
      let blocks = (classes + 15) / 16
      var bytes: [Int8] = []
      for label in 0..<classes {
        let weights = member.second[(label * hidden)..<((label + 1) * hidden)]
        secondScale.append(append(weights, to: &bytes))
      }
      let padding = blocks * 16 - classes
      bytes += Array(repeating: 0, count: padding * hidden)
      secondScale += Array(repeating: 0, count: padding)
      secondBias += member.secondBias[..<classes] + Array(repeating: -.infinity, count: padding)
      for block in 0..<blocks {
        for four in stride(from: 0, to: hidden, by: 4) {
          for label in 0..<16 {
            let start = (block * 16 + label) * hidden + four
            second += bytes[start..<(start + 4)]
          }
        }
      }
    }
    writer.add(name + ".shape", [Int32(members.count), Int32(hidden), Int32(classes)])
    writer.add(name + ".first", first)
    writer.add(name + ".firstScale", firstScale)
    writer.add(name + ".firstBias", members.flatMap(\.firstBias))
    writer.add(name + ".second", second)
    writer.add(name + ".secondScale", secondScale)
    writer.add(name + ".secondBias", secondBias)
  }

  /// Appends weights as bytes; returns what one step of a byte stands for.
  private static func append(_ weights: ArraySlice<Float>, to bytes: inout [Int8]) -> Float {
    let largest = weights.reduce(Float(1e-12)) { max($0, abs($1)) }
    for weight in weights { bytes.append(Int8((weight / largest * 127).rounded())) }
    return largest / 127
  }
}
