internal import CKernels
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
    let width = hidden * members.count
    var first = [Int8](repeating: 0, count: rows * width)
    var firstScale: [Float] = []
    firstScale.reserveCapacity(rows)
    var weights = [Float](repeating: 0, count: width)
    for row in 0..<rows {
      for (place, member) in members.enumerated() {
        weights.replaceSubrange(
          (place * hidden)..<((place + 1) * hidden),
          with: member.first[(row * hidden)..<((row + 1) * hidden)])
      }
      firstScale.append(quantize(weights[...], into: &first, at: row * width))
    }
    var second: [Int8] = []
    var secondScale: [Float] = []
    var secondBias: [Float] = []
    for member in members {
      let blocks = (classes + 15) / 16
      var bytes = [Int8](repeating: 0, count: blocks * 16 * hidden)
      for label in 0..<classes {
        let weights = member.second[(label * hidden)..<((label + 1) * hidden)]
        secondScale.append(quantize(weights, into: &bytes, at: label * hidden))
      }
      let padding = blocks * 16 - classes
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
    writer.addInParts(name + ".first", first)
    writer.add(name + ".firstScale", firstScale)
    writer.add(name + ".firstBias", members.flatMap(\.firstBias))
    writer.add(name + ".second", second)
    writer.add(name + ".secondScale", secondScale)
    writer.add(name + ".secondBias", secondBias)
  }

  /// Writes weights as bytes; returns what one step of a byte stands for.
  private static func quantize(
    _ weights: ArraySlice<Float>, into bytes: inout [Int8], at start: Int
  ) -> Float {
    weights.withUnsafeBufferPointer { weights in
      bytes.withUnsafeMutableBufferPointer { bytes in
        guard let source = weights.baseAddress, let target = bytes.baseAddress else { return 0 }
        return ck_quantize(Int32(weights.count), source, target + start)
      }
    }
  }
}
