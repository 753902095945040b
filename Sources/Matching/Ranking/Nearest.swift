internal import CKernels
public import Index

/// The wordings of each topic by their units and pairs, to see how near the nearest one is.
public struct Nearest: Sendable {
  /// `starts[t]..<starts[t+1]` are the wordings of topic t.
  private let starts: Column<UInt32>
  /// `offsets[q]..<offsets[q+1]` are the rows of wording q, ascending.
  private let offsets: Column<UInt32>
  private let rows: Column<Int32>
  /// Squared weight of each wording's rows.
  private let masses: Column<Float>

  public init(_ snapshot: Snapshot) throws(SnapshotError) {
    starts = try snapshot.column("nearest.starts")
    offsets = try snapshot.column("nearest.offsets")
    rows = try snapshot.column("nearest.rows")
    masses = try snapshot.column("nearest.masses")
  }

  /// One wording: its topic, rows and their weights.
  public struct Wording: Sendable {
    let topic: Int
    let rows: [Int32]
    let mass: Float

    /// - Parameters:
    ///   - rows: the wording's unit and pair rows, ascending.
    ///   - mass: their summed weight.
    public init(topic: Int, rows: [Int32], mass: Float) {
      self.topic = topic
      self.rows = rows
      self.mass = mass
    }
  }

  /// Adds the wordings to a snapshot.
  public static func write(_ wordings: [Wording], topics: Int, to writer: inout SnapshotWriter) {
    var starts: [UInt32] = []
    var offsets: [UInt32] = [0]
    var rows: [Int32] = []
    var masses: [Float] = []
    var ofTopic = [[Wording]](repeating: [], count: topics)
    for wording in wordings { ofTopic[wording.topic].append(wording) }
    for wordings in ofTopic {
      starts.append(UInt32(masses.count))
      for wording in wordings {
        rows += wording.rows
        offsets.append(UInt32(rows.count))
        masses.append(wording.mass)
      }
    }
    starts.append(UInt32(masses.count))
    writer.add("nearest.starts", starts)
    writer.add("nearest.offsets", offsets)
    writer.add("nearest.rows", rows)
    writer.add("nearest.masses", masses)
  }

  /// Overlap of a message with the nearest wording of a topic: F1 of shared weight, 0…1.
  ///
  /// - Parameter skipsIdentical: whether the message's own wording is left out (for held-out fits).
  func similarity(of message: WordingTable, topic: Int, skipsIdentical: Bool = false) -> Float {
    let first = Int(starts[topic])
    let count = Int(starts[topic + 1]) - first
    return message.withRows { set in
      ci_best_overlap(
        set, message.mass, Int32(count), offsets.base + first, rows.base, masses.base + first,
        skipsIdentical ? 0.9999 : .infinity)
    }
  }
}
