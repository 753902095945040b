public import Index

/// Everything that a shop answers with, read from a snapshot.
public final class Catalogue: Sendable {
  private let table: RecordTable
  public let products: [ShopProduct]
  public let situations: [ShopSituation]
  public let rules: ShopRules

  public init(_ snapshot: Snapshot) throws(SnapshotError) {
    table = try RecordTable(snapshot, "shop.entries")
    products = try Self.all(snapshot, "shop.products") { ShopProduct(&$0) }
    situations = try Self.all(snapshot, "shop.situations") { ShopSituation(&$0) }
    let rules = try Self.all(snapshot, "shop.rules") { ShopRules(&$0) }
    guard let first = rules.first else {
      throw .missing(path: snapshot.path, section: "shop.rules")
    }
    self.rules = first
  }

  /// Adds a catalogue to a snapshot.
  public static func write(
    entries: [ShopEntry], products: [ShopProduct], situations: [ShopSituation], rules: ShopRules,
    to writer: inout SnapshotWriter
  ) {
    writer.add("shop.entries", records: entries.map(\.record))
    writer.add("shop.products", records: products.map(\.record))
    writer.add("shop.situations", records: situations.map(\.record))
    writer.add("shop.rules", records: [rules.record])
  }

  /// The number of entries.
  public var count: Int { table.count }

  /// The entry at an index, decoded anew. O(its length).
  public func entry(_ index: Int) -> ShopEntry {
    var reader = table.reader(index)
    return ShopEntry(&reader)
  }

  private static func all<Value>(
    _ snapshot: Snapshot, _ name: String, _ decode: (inout RecordReader) -> Value
  ) throws(SnapshotError) -> [Value] {
    let table = try RecordTable(snapshot, name)
    return (0..<table.count).map { index in
      var reader = table.reader(index)
      return decode(&reader)
    }
  }
}
