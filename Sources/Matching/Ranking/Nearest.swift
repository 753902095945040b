internal import CKernels
public import Index

/// The wordings of each topic by their units and pairs, to see how near the nearest one is.
public struct Nearest: Sendable {
  /// `starts[t]..<starts[t+1]` are the wordings of topic t.
  private let starts: Column<UInt32>
  /// Summed weight of each wording's rows.
  private let masses: Column<Float>
  /// `rowStarts[t]..<rowStarts[t+1]` are the rows that wordings of topic t have, ascending.
  private let rowStarts: Column<UInt32>
  private let rows: Column<Int32>
  /// `placeStarts[r]..<placeStarts[r+1]` are the wordings that have row r, counted in their topic.
  private let placeStarts: Column<UInt32>
  private let places: Column<UInt16>
  /// What of rows, starts and places is to be checked before use; nil when all of it was.
  private let rowParts: SectionParts?
  private let startParts: SectionParts?
  private let placeParts: SectionParts?

  public init(_ snapshot: Snapshot) throws(SnapshotError) {
    starts = try snapshot.column("nearest.starts")
    masses = try snapshot.column("nearest.masses")
    rowStarts = try snapshot.column("nearest.rowStarts")
    rows = try snapshot.column("nearest.rows")
    placeStarts = try snapshot.column("nearest.placeStarts")
    places = try snapshot.column("nearest.places")
    rowParts = snapshot.parts(of: "nearest.rows")
    startParts = snapshot.parts(of: "nearest.placeStarts")
    placeParts = snapshot.parts(of: "nearest.places")
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

  /// A row that a wording of a topic has.
  private struct Holder {
    let row: Int32
    let place: UInt16
  }

  /// The most wordings of a topic that are kept.
  private static let most = Int(UInt16.max) + 1

  /// Adds the wordings to a snapshot. O(n log n) in their rows.
  public static func write(_ wordings: [Wording], topics: Int, to writer: inout SnapshotWriter) {
    var starts: [UInt32] = [0]
    var masses: [Float] = []
    var rowStarts: [UInt32] = [0]
    var rows: [Int32] = []
    var placeStarts: [UInt32] = [0]
    var places: [UInt16] = []
    var grouped = [[Wording]](repeating: [], count: topics)
    for wording in wordings { grouped[wording.topic].append(wording) }
    let ofTopic = grouped
    let holders = Parallel.map(topics) { topic in
      // By rows, then by wordings.
      ofTopic[topic].prefix(most).enumerated().flatMap { place, wording in
        wording.rows.map { Holder(row: $0, place: UInt16(place)) }
      }.sorted { ($0.row, $0.place) < ($1.row, $1.place) }
    }
    for (wordings, holders) in zip(ofTopic, holders) {
      masses += wordings.prefix(most).map(\.mass)
      let start = rows.count
      for holder in holders {
        if rows.count == start || rows[rows.count - 1] != holder.row {
          rows.append(holder.row)
          placeStarts.append(UInt32(places.count))
        }
        places.append(holder.place)
        placeStarts[placeStarts.count - 1] += 1
      }
      starts.append(UInt32(masses.count))
      rowStarts.append(UInt32(rows.count))
    }
    writer.add("nearest.starts", starts)
    writer.add("nearest.masses", masses)
    writer.add("nearest.rowStarts", rowStarts)
    writer.addInParts("nearest.rows", rows)
    writer.addInParts("nearest.placeStarts", placeStarts)
    writer.addInParts("nearest.places", places)
  }

  /// Overlap of a message with the nearest wording of a topic: F1 of shared weight, 0…1.
  /// O(rows of the message, rows and wordings of the topic).
  ///
  /// - Parameter skipsIdentical: whether the message's own wording is left out (for held-out fits).
  func similarity(of message: WordingRows, topic: Int, skipsIdentical: Bool = false) -> Float {
    let first = Int(starts[topic])
    let count = Int(starts[topic + 1]) - first
    let row = Int(rowStarts[topic])
    let end = Int(rowStarts[topic + 1])
    guard isWhole(row..<end) else { return 0 }
    var lists = ci_lists(
      rows: rows.base + row, starts: placeStarts.base + row, places: places.base,
      row_count: Int32(end - row), masses: masses.base + first, count: Int32(count))
    return withUnsafeTemporaryAllocation(of: Float.self, capacity: max(1, count)) { shared in
      guard let shared = shared.baseAddress else { return 0 }
      return ci_best_overlap(
        message.rows, Int32(message.rows.count), message.mass, &lists,
        skipsIdentical ? 0.9999 : .infinity, shared)
    }
  }

  /// Whether what is read for some rows is as it was written; what is not is told by the
  /// snapshot's `checkUsed()`.
  private func isWhole(_ range: Range<Int>) -> Bool {
    guard let rowParts, let startParts, let placeParts else { return true }
    return rowParts.check(range, of: Int32.self)
      && startParts.check(range.lowerBound..<(range.upperBound + 1), of: UInt32.self)
      && placeParts.check(
        Int(placeStarts[range.lowerBound])..<Int(placeStarts[range.upperBound]), of: UInt16.self)
  }
}
