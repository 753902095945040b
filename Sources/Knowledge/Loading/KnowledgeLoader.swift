internal import Index
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
    let (base, problems) = Loading(folder: folder).run()
    if base.entries.isEmpty, problems.isEmpty {
      throw KnowledgeError([
        Problem(
          .error, here,
          "holds no entries; add general/*.yaml or start by `yingda knowledge new DIR`")
      ])
    }
    guard problems.isEmpty else { throw KnowledgeError(problems) }
    return base
  }
}

/// One run over a folder: its files are read side by side, and what they hold is put together in
/// the files' order, problems as well.
private struct Loading {
  let folder: KnowledgeFolder

  /// Adds what a file holds to the base.
  typealias Addition = @Sendable (inout KnowledgeBase) -> Void
  /// Reads one file, or what belongs together.
  typealias Source = @Sendable () -> (addition: Addition?, problems: [Problem])

  func run() -> (base: KnowledgeBase, problems: [Problem]) {
    let sources = sources
    // The largest stand last; beginning with them leaves no core waiting for one at the end.
    let parts = Parallel.map(sources.count) { sources[sources.count - 1 - $0]() }.reversed()
    var base = KnowledgeBase()
    for part in parts { part.addition?(&base) }
    return (base, parts.flatMap(\.problems))
  }

  private var sources: [Source] {
    var sources = [
      file("shop.yaml") { root in
        let shop = ShopReader.read(root)
        return { $0.shop = shop }
      }
    ]
    sources += folder.yamlFiles("general").map { entries($0, .general) }
    sources += folder.yamlFiles("products").filter { !$0.hasSuffix("/shared.yaml") }.map { name in
      file(name) { root in
        let (product, entries) = ProductReader.read(root)
        return { base in
          base.products.append(product)
          base.entries += entries
        }
      }
    }
    sources.append(
      file("products/shared.yaml") { root in
        let attributes = ProductReader.shared(root)
        return { $0.sharedAttributes = attributes }
      })
    sources += folder.yamlFiles("promotions").map { entries($0, .promotion) }
    sources.append(
      file("handoff.yaml") { root in
        let situations = HandoffReader.read(root)
        return { $0.situations = situations }
      })
    sources.append(
      file("outside.yaml") { root in
        let outside = HandoffReader.outside(root)
        return { $0.outside = outside }
      })
    sources.append { [folder] in
      let (rows, problems) = LexiconLoader.load(folder)
      return ({ $0.lexicon = rows }, problems)
    }
    return sources
  }

  private func entries(_ name: String, _ tier: Tier) -> Source {
    file(name) { root in
      let entries = EntryReader.entries(root, tier: tier)
      return { $0.entries += entries }
    }
  }

  private func file(
    _ name: String, _ read: @escaping @Sendable (YAMLNode) -> Addition
  ) -> Source {
    { [folder] in
      var problems: [Problem] = []
      guard let text = folder.read(name, &problems) else { return (nil, problems) }
      let file = YAMLFile(name: folder.display(name), text: text)
      let addition = file.root.map(read)
      return (addition, problems + file.problems)
    }
  }
}
