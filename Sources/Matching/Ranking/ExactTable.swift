public import Index
public import Language

/// Wordings of the knowledge that are recognised as they stand.
public struct ExactTable: Sendable {
  /// Ascending.
  private let keys: Column<UInt64>
  private let topics: Column<UInt32>

  public init(_ snapshot: Snapshot) throws(SnapshotError) {
    keys = try snapshot.column("exact.keys")
    topics = try snapshot.column("exact.topics")
  }

  /// Adds a table; wordings of two topics are left to the model.
  public static func write(_ wordings: [(key: UInt64, topic: Int)], to writer: inout SnapshotWriter)
  {
    var table: [UInt64: Int] = [:]
    var ambiguous: Set<UInt64> = []
    for (key, topic) in wordings {
      if let known = table[key], known != topic { ambiguous.insert(key) }
      table[key] = topic
    }
    let rows = table.filter { !ambiguous.contains($0.key) }.sorted { $0.key < $1.key }
    writer.add("exact.keys", rows.map(\.key))
    writer.add("exact.topics", rows.map { UInt32($0.value) })
  }

  /// The topic of a wording. O(log n) at most; near O(1), since keys are spread evenly.
  public func topic(of key: UInt64) -> Int? {
    guard keys.count > 0 else { return nil }
    let guess = Int(key.multipliedFullWidth(by: UInt64(keys.count)).high)
    var low = guess
    var high = guess + 1
    var step = 16
    while low > 0, keys[low] > key {
      high = low
      low = max(0, low - step)
      step *= 2
    }
    while high < keys.count, keys[high] <= key {
      low = high
      high = min(keys.count, high + step)
      step *= 2
    }
    while low < high {
      let middle = (low + high) / 2
      if keys[middle] < key { low = middle + 1 } else { high = middle }
    }
    return low < keys.count && keys[low] == key ? Int(topics[low]) : nil
  }

  /// A hash of the message's units, with product names as one symbol; nil for an empty message.
  public static func key(of analysis: Analysis) -> UInt64? {
    key(of: FeatureExtractor.symbols(of: analysis))
  }

  /// A hash of a message's symbols; nil when there are none.
  static func key(of symbols: [FeatureExtractor.Symbol]) -> UInt64? {
    guard !symbols.isEmpty else { return nil }
    var key: UInt64 = 0x51_7C_C1_B7_27_22_0A_95
    for symbol in symbols { key = FeatureExtractor.hash(.unit, key, symbol.key) }
    return key
  }
}
