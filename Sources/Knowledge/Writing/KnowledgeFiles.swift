internal import Language

/// A knowledge base as the files of its folder; loading them gives the same knowledge base again.
public enum KnowledgeFiles {
  /// All files, sorted by path. Entries stand in the file that they were read from. O(n).
  public static func all(of base: KnowledgeBase) -> [KnowledgeFile] {
    var files = [KnowledgeFile(path: "shop.yaml", text: YAMLWriter.shop(base.shop))]
    files += entryFiles(of: base)
    if !base.sharedAttributes.isEmpty {
      files.append(
        KnowledgeFile(
          path: "products/shared.yaml", text: YAMLWriter.shared(base.sharedAttributes)))
    }
    if !base.situations.isEmpty {
      files.append(
        KnowledgeFile(path: "handoff.yaml", text: YAMLWriter.handoff(base.situations)))
    }
    if !base.outside.isEmpty {
      files.append(KnowledgeFile(path: "outside.yaml", text: YAMLWriter.outside(base.outside)))
    }
    files += LexiconWriter.files(base.lexicon)
    return files.sorted { $0.path < $1.path }
  }

  /// The files of the three tiers.
  static func entryFiles(of base: KnowledgeBase) -> [KnowledgeFile] {
    var byPath: [String: [Entry]] = [:]
    for entry in base.entries where entry.tier != .product {
      byPath[path(of: entry), default: []].append(entry)
    }
    let bySKU = Dictionary(grouping: base.entries.filter { $0.tier == .product }) { $0.sku ?? "" }
    let files = byPath.sorted { $0.key < $1.key }.map { path, entries in
      KnowledgeFile(
        path: path,
        text: YAMLWriter.entries(entries, topic: entries.first { !$0.topic.isEmpty }?.topic ?? ""))
    }
    return files
      + base.products.map { product in
        KnowledgeFile(
          path: path(of: product),
          text: YAMLWriter.product(product, entries: bySKU[product.sku, default: []]))
      }
  }

  /// Where an entry of the general or promotion tier stands: in its file, else in that of its
  /// id's first part.
  static func path(of entry: Entry) -> String {
    let folder = entry.tier == .general ? "general" : "promotions"
    let name = yamlName(entry.location) ?? "\(entry.id.prefix { $0 != "." }).yaml"
    return "\(folder)/\(name)"
  }

  static func path(of product: Product) -> String {
    "products/" + (yamlName(product.location) ?? "\(product.sku).yaml")
  }

  private static func yamlName(_ location: SourceLocation) -> String? {
    guard let name = location.file.split(separator: "/").last.map(String.init),
      name.hasSuffix(".yaml") || name.hasSuffix(".yml")
    else { return nil }
    return name
  }
}
