/// Counts in how many documents each feature occurs.
///
/// A table of its own, since keys are hashes already.
struct FeatureTally {
  /// A feature and the number of documents that have it.
  struct Row {
    var key: UInt64 = 0
    var channel = Channel.unit
    var documents = 0
    /// The last document that was counted.
    fileprivate var last = -1
  }

  /// Open addressing by linear probing; a key of 0 is a free place. The length is a power of two.
  private var rows = [Row](repeating: Row(), count: 1 << 12)
  private var used = 0

  /// Counts a feature of a document; documents come in order, each counts once. O(1).
  mutating func count(_ feature: Feature, in document: Int) {
    let place = place(of: feature.key)
    if rows[place].key == 0 {
      rows[place] = Row(key: feature.key, channel: feature.channel)
      used += 1
    }
    if rows[place].last != document {
      rows[place].last = document
      rows[place].documents += 1
    }
    if used * 2 > rows.count { grow() }
  }

  /// The rows that are wanted, by ascending keys. O(n log n).
  func sorted(_ isWanted: (Row) -> Bool) -> [Row] {
    rows.filter { $0.key != 0 && isWanted($0) }.sorted { $0.key < $1.key }
  }

  /// Where a key stands, or would.
  private func place(of key: UInt64) -> Int {
    var place = Int(truncatingIfNeeded: key) & (rows.count - 1)
    while rows[place].key != 0, rows[place].key != key { place = (place + 1) & (rows.count - 1) }
    return place
  }

  private mutating func grow() {
    let old = rows
    rows = Array(repeating: Row(), count: 2 * old.count)
    for row in old where row.key != 0 { rows[place(of: row.key)] = row }
  }
}
