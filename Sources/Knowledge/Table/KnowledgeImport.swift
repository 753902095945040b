internal import Language

/// A table of entries brought into a knowledge base: what it becomes, and which files change.
public struct KnowledgeImport: Sendable {
  /// The knowledge with the entries of the table.
  public let base: KnowledgeBase
  /// The files that become different, for `FolderWriter.write`.
  public let files: [KnowledgeFile]
  public let changes: KnowledgeDiff

  /// Reads a table and puts each entry where its id stands; new ones go to the file of their
  /// closest relative. Nothing is written.
  ///
  /// - Parameter removing: whether entries that the table does not name go.
  /// - Throws: `KnowledgeError` with line and column of all broken rows.
  public init(
    csv: String, file: String, into old: KnowledgeBase, removing: Bool = false
  ) throws(KnowledgeError) {
    let rows = try EntryTable.entries(csv: csv, file: file, products: old.products.map(\.sku))
    var entries = old.entries
    if removing {
      let named = Set(rows.map(\.id))
      entries.removeAll { !named.contains($0.id) }
    }
    let indices = Dictionary(
      entries.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    for row in rows {
      if let index = indices[row.id] {
        entries[index] = Self.placed(row, like: entries[index], among: old.entries)
      } else {
        entries.append(Self.placed(row, like: nil, among: old.entries))
      }
    }
    var new = old
    new.entries = Self.inLoadingOrder(entries, old.products)
    base = new
    changes = KnowledgeDiff(from: old, to: new)
    let before = KnowledgeFiles.entryFiles(of: old)
    let after = KnowledgeFiles.entryFiles(of: new)
    let paths = Set(after.map(\.path))
    files =
      after.filter { !before.contains($0) }
      + before.filter { !paths.contains($0.path) }.map { KnowledgeFile(path: $0.path, text: nil) }
  }

  /// A row with the file and topic of the entry that it replaces, or of its closest relative.
  private static func placed(_ row: Entry, like old: Entry?, among all: [Entry]) -> Entry {
    var entry = row
    if let old, old.tier == row.tier, old.sku == row.sku {
      entry.location = old.location
      entry.topic = old.topic
      if entry.questions.map(\.text) == old.questions.map(\.text) {
        entry.questions = old.questions
      }
    } else if row.tier == .product {
      entry.location = SourceLocation(file: "", line: 0)
    } else {
      let relative = relative(of: row, among: all)
      entry.location = SourceLocation(file: relative?.location.file ?? "", line: 0)
      entry.topic = relative?.topic ?? String(row.id.prefix { $0 != "." })
    }
    return entry
  }

  /// The entry of the same tier and first part of the id that shares most of the id.
  private static func relative(of row: Entry, among all: [Entry]) -> Entry? {
    let family = row.id.prefix { $0 != "." } + "."
    var best: (entry: Entry, shared: Int)?
    for entry in all where entry.tier == row.tier && entry.id.hasPrefix(family) {
      let shared = zip(entry.id, row.id).prefix { $0 == $1 }.count
      if shared > best?.shared ?? -1 { best = (entry, shared) }
    }
    return best?.entry
  }

  /// The order in which the loader would read the entries from their files.
  private static func inLoadingOrder(_ entries: [Entry], _ products: [Product]) -> [Entry] {
    let ranks = Dictionary(
      products.enumerated().map { ($1.sku, $0) }, uniquingKeysWith: { first, _ in first })
    let keys = entries.enumerated().map { index, entry in
      switch entry.tier {
      case .general: (0, KnowledgeFiles.path(of: entry), 0, index)
      case .product: (1, "", entry.sku.flatMap { ranks[$0] } ?? 0, index)
      case .promotion: (2, KnowledgeFiles.path(of: entry), 0, index)
      }
    }
    return keys.sorted(by: <).map { entries[$0.3] }
  }
}
