internal import CKernels
public import Index

/// Weights as they come from training.
public struct NetworkWeights: Sendable {
  let hidden: Int
  let classes: Int
  /// A row of `hidden` weights for each feature.
  let first: Column<Float>
  let firstBias: Column<Float>
  /// A row of `hidden` weights for each class.
  let second: Column<Float>
  let secondBias: Column<Float>
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
    let parts = Parallel.map((rows + rowsOfPart - 1) / rowsOfPart) { part in
      firstRows((part * rowsOfPart)..<min(rows, (part + 1) * rowsOfPart), of: members)
    }
    var second: [Int8] = []
    var secondScale: [Float] = []
    var secondBias: [Float] = []
    for member in members {
      let blocks = (classes + 15) / 16
      var bytes = [Int8](repeating: 0, count: blocks * 16 * hidden)
      var row = [Int8](repeating: 0, count: hidden)
      for label in 0..<classes {
        secondScale.append(
          ck_quantize(Int32(hidden), member.second.base + label * hidden, &row))
        bytes.replaceSubrange((label * hidden)..<((label + 1) * hidden), with: row)
      }
      let padding = blocks * 16 - classes
      secondScale += Array(repeating: 0, count: padding)
      secondBias +=
        member.secondBias.array[..<classes] + Array(repeating: -.infinity, count: padding)
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
    writer.addInParts(name + ".first", parts.flatMap(\.bytes))
    writer.add(name + ".firstScale", parts.flatMap(\.scales))
    writer.add(name + ".firstBias", members.flatMap(\.firstBias.array))
    writer.add(name + ".second", second)
    writer.add(name + ".secondScale", secondScale)
    writer.add(name + ".secondBias", secondBias)
  }

  /// Rows of the first layer that are written at a time.
  private static let rowsOfPart = 4096

  /// The weights of some features as bytes, those of all members together, and what one step of a
  /// byte stands for.
  private static func firstRows(
    _ rows: Range<Int>, of members: [NetworkWeights]
  ) -> (bytes: [Int8], scales: [Float]) {
    let hidden = members[0].hidden
    let width = hidden * members.count
    var weights = [Float](repeating: 0, count: width)
    var scales: [Float] = []
    scales.reserveCapacity(rows.count)
    let bytes = [Int8](unsafeUninitializedCapacity: rows.count * width) { bytes, count in
      guard let target = bytes.baseAddress else { return }
      for row in rows {
        weights.withUnsafeMutableBufferPointer { weights in
          for (place, member) in members.enumerated() {
            weights.baseAddress?.advanced(by: place * hidden)
              .update(from: member.first.base + row * hidden, count: hidden)
          }
        }
        scales.append(ck_quantize(Int32(width), weights, target + count))
        count += width
      }
    }
    return (bytes, scales)
  }
}
