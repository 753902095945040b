public import Knowledge

/// The entries that a release changes. What is asked of others is answered differently only because
/// the model is fitted anew.
public struct GateScope: Sendable, Equatable {
  private let entries: Set<String>
  private let products: Set<String>
  private let attributes: Set<String>
  /// Whether settings or tables changed that reach every entry.
  public let isEverything: Bool

  public init(entries: Set<String>) {
    self.entries = entries
    products = []
    attributes = []
    isEverything = false
  }

  public init(_ diff: KnowledgeDiff) {
    var named: [KnowledgeDiff.Kind: Set<String>] = [:]
    for item in diff.added + diff.removed { named[item.kind, default: []].insert(item.id) }
    for change in diff.changed {
      named[change.kind, default: []].formUnion([change.id, change.oldID ?? change.id])
    }
    entries = named[.entry, default: []].union(named[.situation, default: []])
    products = named[.product, default: []]
    attributes = named[.attribute, default: []]
    isEverything = named[.shop] != nil || named[.outside] != nil || !diff.lexicon.isEmpty
  }

  /// Whether an entry is changed, by itself, with its product, or with an attribute of all products.
  public func holds(_ entry: String) -> Bool {
    if isEverything || entries.contains(entry) { return true }
    guard let dot = entry.firstIndex(of: ".") else { return false }
    return products.contains(String(entry[..<dot]))
      || attributes.contains(String(entry[entry.index(after: dot)...]))
  }
}
