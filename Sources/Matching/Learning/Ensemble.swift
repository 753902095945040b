internal import CKernels
public import Index

/// Trained classifiers that judge together, read from a snapshot.
public struct Ensemble: Sendable {
  /// The number of networks.
  public let members: Int
  /// Units of the hidden layer of each member.
  public let hidden: Int
  public let classes: Int
  /// `classes` rounded up to a multiple of 16.
  let width: Int
  private let first: Column<Int8>
  /// What of `first` is to be checked before use; nil when all of it was.
  private let firstParts: SectionParts?
  private let firstScale: Column<Float>
  private let firstBias: Column<Float>
  private let second: Column<Int8>
  private let secondScale: Column<Float>
  private let secondBias: Column<Float>

  public init(_ snapshot: Snapshot, _ name: String) throws(SnapshotError) {
    let shape: Column<Int32> = try snapshot.column(name + ".shape")
    members = Int(shape[0])
    hidden = Int(shape[1])
    classes = Int(shape[2])
    width = (classes + 15) / 16 * 16
    first = try snapshot.column(name + ".first")
    firstParts = snapshot.parts(of: name + ".first")
    firstScale = try snapshot.column(name + ".firstScale")
    firstBias = try snapshot.column(name + ".firstBias")
    second = try snapshot.column(name + ".second")
    secondScale = try snapshot.column(name + ".secondScale")
    secondBias = try snapshot.column(name + ".secondBias")
  }

  /// Asks the memory for the rows of a vector, which lie far apart, before they are used.
  func fetch(_ rows: [Int32]) {
    for row in rows { cr_prefetch(firstScale.base + Int(row)) }
    ci_fetch_rows(Int32(members * hidden), Int32(rows.count), rows, first.base)
  }

  /// Writes each member's logits: `members` rows of `width`, −∞ behind the last class.
  /// O(features · members · hidden + members · hidden · classes).
  func writeLogits(of vector: FeatureVector, to logits: UnsafeMutablePointer<Float>) {
    let units = members * hidden
    withUnsafeTemporaryAllocation(of: Float.self, capacity: units + vector.rows.count) { floats in
      withUnsafeTemporaryAllocation(of: Int32.self, capacity: width) { sums in
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: hidden) { bytes in
          guard let unit = floats.baseAddress, let sum = sums.baseAddress,
            let byte = bytes.baseAddress
          else { return }
          let scaled = unit + units
          unit.update(from: firstBias.base, count: units)
          for (place, row) in vector.rows.enumerated() {
            firstParts?.check((Int(row) * units)..<((Int(row) + 1) * units))
            scaled[place] = vector.values[place] * firstScale[Int(row)]
          }
          ci_add_rows(
            Int32(units), Int32(vector.rows.count), vector.rows, scaled, first.base, unit)
          for member in 0..<members {
            let step = ci_activate(Int32(hidden), unit + member * hidden, byte)
            let start = member * width
            ci_class_sums(
              Int32(hidden), Int32(width / 16), byte, second.base + start * hidden, sum)
            ci_logits(
              Int32(width), sum, step, secondScale.base + start, secondBias.base + start,
              logits + start)
          }
        }
      }
    }
  }
}
