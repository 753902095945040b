internal import Language

/// Reads a knowledge folder.
public enum KnowledgeLoader {
  /// Loads all files of a folder; throws all problems of one run together.
  public static func load(_ path: String) throws(KnowledgeError) -> KnowledgeBase {
    let folder = KnowledgeFolder(path: path)
    let here = SourceLocation(file: path, line: 0)
    guard folder.exists else {
      throw KnowledgeError([
        Problem(
          .error, here,
          "there is no such folder; name one by --knowledge or start one by `yingda knowledge new DIR`"
        )
      ])
    }
    var loader = Loading(folder: folder)
    loader.loadAll()
    if loader.base.entries.isEmpty, loader.problems.isEmpty {
      throw KnowledgeError([
        Problem(
          .error, here,
          "holds no entries; add general/*.yaml or start by `yingda knowledge new DIR`")
      ])
    }
    guard loader.problems.isEmpty else { throw KnowledgeError(loader.problems) }
    return loader.base
  }
}

/// One run over a folder.
private struct Loading {
  let folder: KnowledgeFolder
  var base = KnowledgeBase()
  var problems: [Problem] = []

  mutating func loadAll() {
    readFile("shop.yaml") { $0.shop = ShopReader.read($1) }
    for name in folder.yamlFiles("general") {
      readFile(name) { base, root in
        base.entries += EntryReader.entries(root, tier: .general)
      }
    }
    for name in folder.yamlFiles("products") where !name.hasSuffix("/shared.yaml") {
      readFile(name) { base, root in
        let (product, entries) = ProductReader.read(root)
        base.products.append(product)
        base.entries += entries
      }
    }
    readFile("products/shared.yaml") { $0.sharedAttributes = ProductReader.shared($1) }
    for name in folder.yamlFiles("promotions") {
      readFile(name) { base, root in
        base.entries += EntryReader.entries(root, tier: .promotion)
      }
    }
    readFile("handoff.yaml") { $0.situations = HandoffReader.read($1) }
    readFile("outside.yaml") { $0.outside = HandoffReader.outside($1) }
    let (rows, lexiconProblems) = LexiconLoader.load(folder)
    base.lexicon = rows
    problems += lexiconProblems
  }

  private mutating func readFile(
    _ name: String, _ use: (inout KnowledgeBase, YAMLNode) -> Void
  ) {
    guard let text = folder.read(name, &problems) else { return }
    let file = YAMLFile(name: folder.display(name), text: text)
    if let root = file.root { use(&base, root) }
    problems += file.problems
  }
}
