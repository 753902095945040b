internal import CKernels
public import Index

/// Weights as they come from training.
public struct NetworkWeights: Sendable {
  let hidden: Int
  let classes: Int
  let width: Int
  let first: [Float]
  let firstBias: [Float]
  let second: [Float]
  let secondBias: [Float]

  /// Adds the weights to a snapshot, in bytes with one scale for each row or class.
  public func write(to writer: inout SnapshotWriter, _ name: String) {
    let rows = hidden == 0 ? 0 : first.count / hidden
    var firstBytes: [Int8] = []
    firstBytes.reserveCapacity(first.count)
    var firstScale: [Float] = []
    for row in 0..<rows {
      Self.quantize(first[(row * hidden)..<((row + 1) * hidden)], &firstBytes, &firstScale)
    }
    var secondBytes: [Int8] = []
    var secondScale: [Float] = []
    for column in 0..<classes {
      let weights = (0..<hidden).map { second[$0 * width + column] }
      Self.quantize(weights[...], &secondBytes, &secondScale)
    }
    writer.add(name + ".shape", [Int32(hidden), Int32(classes)])
    writer.add(name + ".first", firstBytes)
    writer.add(name + ".firstScale", firstScale)
    writer.add(name + ".firstBias", firstBias)
    writer.add(name + ".second", secondBytes)
    writer.add(name + ".secondScale", secondScale)
    writer.add(name + ".secondBias", Array(secondBias[..<classes]))
  }

  private static func quantize(
    _ weights: ArraySlice<Float>, _ bytes: inout [Int8], _ scales: inout [Float]
  ) {
    let largest = weights.reduce(Float(1e-12)) { max($0, abs($1)) }
    for weight in weights { bytes.append(Int8((weight / largest * 127).rounded())) }
    scales.append(largest / 127)
  }
}

/// A trained classifier, read from a snapshot.
public struct Network: Sendable {
  /// Units of the hidden layer.
  public let hidden: Int
  public let classes: Int
  private let first: Column<Int8>
  private let firstScale: Column<Float>
  private let firstBias: Column<Float>
  private let second: Column<Int8>
  private let secondScale: Column<Float>
  private let secondBias: Column<Float>

  public init(_ snapshot: Snapshot, _ name: String) throws(SnapshotError) {
    let shape: Column<Int32> = try snapshot.column(name + ".shape")
    hidden = Int(shape[0])
    classes = Int(shape[1])
    first = try snapshot.column(name + ".first")
    firstScale = try snapshot.column(name + ".firstScale")
    firstBias = try snapshot.column(name + ".firstBias")
    second = try snapshot.column(name + ".second")
    secondScale = try snapshot.column(name + ".secondScale")
    secondBias = try snapshot.column(name + ".secondBias")
  }

  /// Adds the logits of all classes to `logits`. O(features · hidden + hidden · classes).
  public func addLogits(of vector: FeatureVector, to logits: inout [Float]) {
    withUnsafeTemporaryAllocation(of: Float.self, capacity: hidden) { units in
      withUnsafeTemporaryAllocation(of: Int8.self, capacity: hidden) { bytes in
        guard let unit = units.baseAddress, let byte = bytes.baseAddress else { return }
        for index in 0..<hidden { unit[index] = firstBias[index] }
        for (row, value) in zip(vector.rows, vector.values) {
          ck_add_scaled_bytes(
            Int32(hidden), value * firstScale[Int(row)], first.base + Int(row) * hidden, unit)
        }
        var largest: Float = 1e-12
        for index in 0..<hidden { largest = max(largest, unit[index]) }
        let scale = largest / 127
        for index in 0..<hidden {
          byte[index] = unit[index] > 0 ? Int8((unit[index] / scale).rounded()) : 0
        }
        for label in 0..<classes {
          let dot = ck_dot_bytes(Int32(hidden), byte, second.base + label * hidden)
          logits[label] += Float(dot) * scale * secondScale[label] + secondBias[label]
        }
      }
    }
  }
}
