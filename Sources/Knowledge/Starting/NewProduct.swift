internal import Language

/// A product's file, made from its facts: an entry for every shared attribute that one answers.
public struct NewProduct: Sendable {
  public let product: Product
  public let entries: [Entry]
  /// Attributes that no fact answers: their keys are worth filling in.
  public let unanswered: [SharedAttribute]
  /// Facts that no attribute asks for: they need entries written by hand.
  public let unused: [Fact]

  /// Makes entries whose answers hold the facts as placeholders. O(attributes × facts).
  ///
  /// - Parameters:
  ///   - aliases: what customers call it; the first is used in titles and answers.
  ///   - price: yuan; without a fact 规格价格 it becomes one.
  ///   - base: the knowledge that the product is added to, with the shared attributes.
  /// - Throws: `KnowledgeError` naming each argument that cannot be used.
  public init(
    sku: String, name: String, aliases: [String] = [], category: String = "", price: Double = 0,
    facts: [Fact], in base: KnowledgeBase
  ) throws(KnowledgeError) {
    let location = SourceLocation(file: "products/\(sku).yaml", line: 0)
    var problems: [Problem] = []
    func report(_ field: String, _ message: String) {
      problems.append(Problem(.error, location, field: field, message))
    }
    if sku.isEmpty || !sku.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") })
      || sku == "shared"
    {
      report("sku", "must be letters, digits and hyphens such as yx-tumbler, not '\(sku)'")
    }
    if let other = base.products.first(where: { $0.sku == sku }) {
      report("sku", "stands in \(other.location) already; choose another")
    }
    if name.allSatisfy(\.isWhitespace) { report("name", "is empty; fill it in") }
    if !(0...10_000_000).contains(price) {
      report("price", "must be yuan from 0 to 10000000, not \(price)")
    }
    for (index, fact) in facts.enumerated() {
      if fact.key.isEmpty || fact.key.contains(where: { "{}".contains($0) || $0.isNewline }) {
        report("facts", "'\(fact.key)' cannot be a key; use a word without braces")
      }
      if fact.value.isEmpty { report("facts", "'\(fact.key)' has no value; write key=value") }
      if facts[..<index].contains(where: { $0.key == fact.key }) {
        report("facts", "'\(fact.key)' stands twice; keep one")
      }
    }
    guard problems.isEmpty else { throw KnowledgeError(problems) }

    var facts = facts
    if price > 0, !facts.contains(where: { $0.key == Self.priceKey }) {
      facts.append(Fact(key: Self.priceKey, value: "\(YAMLScalar.number(price))元"))
    }
    let product = Product(
      sku: sku, name: name, aliases: aliases, weakAliases: [], hints: [], category: category,
      price: price,
      variants: [], facts: facts, location: location)
    let answered = base.sharedAttributes.map { ($0, Self.fact(for: $0, in: facts)) }
    self.product = product
    entries = answered.compactMap { attribute, fact in
      fact.map { Self.entry(attribute, $0, product) }
    }
    unanswered = answered.filter { $0.1 == nil }.map(\.0)
    let used = Set(answered.compactMap { $0.1?.key })
    unused = facts.filter { !used.contains($0.key) }
  }

  /// The file to be created in the knowledge folder.
  public var file: KnowledgeFile {
    KnowledgeFile(
      path: "products/\(product.sku).yaml", text: YAMLWriter.product(product, entries: entries))
  }

  /// What was made, and what is left to do, for people.
  public var text: String {
    var lines = ["\(product.name)（\(product.sku)）：\(entries.count) 个条目"]
    lines += entries.map { "  \($0.id) \($0.title)" }
    if entries.count < LintOptions().fewestEntries {
      lines.append("不足 \(LintOptions().fewestEntries) 个，可以再补这些参数：")
      lines += unanswered.map { "  \($0.attribute)：\($0.facts.joined(separator: " 或 "))" }
    }
    if !unused.isEmpty {
      let keys = unused.map(\.key).joined(separator: "、")
      lines.append("这些参数还没有条目用到，需要手写：\(keys)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static let priceKey = "规格价格"

  /// The fact of the first key that the product has; 重量（大号） counts as 重量.
  private static func fact(for attribute: SharedAttribute, in facts: [Fact]) -> Fact? {
    for key in attribute.facts {
      let match =
        facts.first { $0.key == key } ?? facts.first { $0.key.hasPrefix(key + "（") }
      if let match { return match }
    }
    return nil
  }

  private static func entry(
    _ attribute: SharedAttribute, _ fact: Fact, _ product: Product
  ) -> Entry {
    let name = product.aliases.first ?? product.name
    func filled(_ template: String) -> String {
      AnswerTemplate(template).rendered { key in
        switch key {
        case "product": name
        case "key": fact.key
        case "fact": "{\(fact.key)}"
        default: nil
        }
      }
    }
    let isShort = fact.value.count <= LintOptions().longestLiveAnswer
    return Entry(
      id: "\(product.sku).\(attribute.attribute)", title: filled(attribute.title),
      scope: attribute.scope, exclusions: [], confusables: [], questions: [],
      answer: filled(attribute.answer ?? "亲，{product}的{key}：{fact}。还想了解什么，随时问我～"),
      again: filled("{product}{key}是这样的：{fact}。"), live: isShort ? filled("{fact}") : nil,
      skill: "售前", risk: 0, declines: false, tier: .product, topic: "", sku: product.sku,
      window: nil, channel: nil, closed: nil, elsewhere: nil, location: product.location)
  }
}

extension Fact {
  /// Reads `key=value`; nil without an equals sign between two texts.
  public init?(_ argument: String) {
    let sides = argument.split(separator: "=", maxSplits: 1).map(String.init)
    guard sides.count == 2 else { return nil }
    self.init(key: sides[0], value: sides[1])
  }
}
