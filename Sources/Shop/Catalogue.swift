public import Index

/// Everything that a shop answers with, read from a snapshot.
public final class Catalogue: Sendable {
  public let entries: [ShopEntry]
  private let indices: [String: Int]
  public let products: [ShopProduct]
  public let situations: [ShopSituation]
  public let rules: ShopRules
  /// For each topic, those that are easily taken for it.
  public let twins: [Int: [Int]]

  public init(_ snapshot: Snapshot) throws(SnapshotError) {
    entries = try Self.all(snapshot, "shop.entries") { ShopEntry(&$0) }
    indices = Dictionary(
      entries.enumerated().map { ($0.element.id, $0.offset) },
      uniquingKeysWith: { first, _ in first })
    products = try Self.all(snapshot, "shop.products") { ShopProduct(&$0) }
    situations = try Self.all(snapshot, "shop.situations") { ShopSituation(&$0) }
    let rules = try Self.all(snapshot, "shop.rules") { ShopRules(&$0) }
    guard let first = rules.first else {
      throw .missing(path: snapshot.path, section: "shop.rules")
    }
    self.rules = first
    let pairs: Column<Int32> = try snapshot.column("shop.twins")
    var twins: [Int: [Int]] = [:]
    for place in stride(from: 0, to: pairs.count - 1, by: 2) {
      twins[Int(pairs[place]), default: []].append(Int(pairs[place + 1]))
    }
    self.twins = twins
  }

  /// Adds a catalogue to a snapshot.
  ///
  /// - Parameter twins: pairs of topics of which the second is easily taken for the first.
  public static func write(
    entries: [ShopEntry], products: [ShopProduct], situations: [ShopSituation], rules: ShopRules,
    twins: [(Int, Int)], to writer: inout SnapshotWriter
  ) {
    writer.add("shop.entries", records: entries.map(\.record))
    writer.add("shop.products", records: products.map(\.record))
    writer.add("shop.situations", records: situations.map(\.record))
    writer.add("shop.rules", records: [rules.record])
    writer.add("shop.twins", twins.flatMap { [Int32($0.0), Int32($0.1)] })
  }

  /// The index of an entry; nil when there is none of that id. O(1).
  public func index(of id: String) -> Int? { indices[id] }

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
