/// Reads product files and the shared product questions.
enum ProductReader {
  static func read(_ root: YAMLNode) -> (Product, [Entry]) {
    root.allow([
      "sku", "name", "aliases", "weak_aliases", "hints", "category", "price", "variants", "facts",
      "entries",
    ])
    let sku = root.required("sku")
    let product = Product(
      sku: sku,
      name: root.required("name"),
      aliases: root.texts("aliases"),
      weakAliases: root.texts("weak_aliases"),
      hints: root.texts("hints"),
      category: root.text("category") ?? "",
      price: root.number("price", 0...10_000_000) ?? 0,
      variants: facts(root.field("variants")),
      facts: facts(root.field("facts")),
      location: root.location)
    let entries = root.field("entries")?.items ?? []
    return (product, entries.map { EntryReader.entry($0, tier: .product, topic: "", sku: sku) })
  }

  static func shared(_ root: YAMLNode) -> [SharedAttribute] {
    root.allow(["attributes"])
    guard let list = root.field("attributes") else {
      root.report("has no `attributes`; add the list")
      return []
    }
    return list.items.map { node in
      node.allow(["attribute", "title", "scope", "facts", "fallbacks", "answer", "questions"])
      return SharedAttribute(
        attribute: node.required("attribute"), title: node.required("title"),
        scope: node.text("scope") ?? "", facts: node.texts("facts"),
        fallbacks: node.texts("fallbacks"), answer: node.optional("answer"),
        questions: node.questions("questions"), location: node.location)
    }
  }

  private static func facts(_ node: YAMLNode?) -> [Fact] {
    guard let node else { return [] }
    return node.fields.compactMap { name, value in
      value.text.map { Fact(key: name, value: $0) }
    }
  }
}
