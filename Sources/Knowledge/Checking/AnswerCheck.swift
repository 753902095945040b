internal import Language

/// Answers say something, are short where they must be, and name facts that exist.
struct AnswerCheck {
  private let base: KnowledgeBase
  private let options: LintOptions
  private let products: [String: Product]

  init(_ base: KnowledgeBase, _ options: LintOptions) {
    self.base = base
    self.options = options
    products = Dictionary(
      base.products.map { ($0.sku, $0) }, uniquingKeysWith: { first, _ in first })
  }

  func run(_ findings: inout Findings) {
    for entry in base.entries {
      let product = entry.sku.flatMap { products[$0] }
      let answers: [(String, String?)] = [
        ("answer", entry.answer), ("again", entry.again), ("live", entry.live),
        ("closed", entry.closed), ("elsewhere", entry.elsewhere),
      ]
      for (field, answer) in answers {
        guard let answer else { continue }
        check(answer, entry.location, field, product.map(Keys.product) ?? .fixed([]), &findings)
      }
      if let live = entry.live { length(live, entry, product, &findings) }
    }
    for attribute in base.sharedAttributes {
      guard let answer = attribute.answer else { continue }
      let keys = Keys.fixed(["product", "key", "fact"])
      check(answer, attribute.location, "answer", keys, &findings)
    }
    for situation in base.situations {
      check(situation.reply, situation.location, "reply", .fixed([]), &findings)
    }
    for (name, text) in base.shop.texts.sorted(by: { $0.key < $1.key }) {
      let keys = Keys.fixed(["shop", "bot", "skill", "opens", "rest"])
      check(text, base.shop.location, "texts.\(name)", keys, &findings)
    }
    for reply in base.shop.autoReplies {
      let keys = Keys.fixed(["shop", "bot"])
      check(reply.reply, reply.location, "auto_replies.reply", keys, &findings)
    }
  }

  /// What the placeholders of a text may name.
  private enum Keys {
    case product(Product)
    case fixed([String])

    func contains(_ key: String) -> Bool {
      switch self {
      case .product(let product): product.value(of: key) != nil
      case .fixed(let keys): keys.contains(key)
      }
    }

    var mend: String {
      switch self {
      case .product(let product): "在 \(product.sku) 的 facts 里补上，或改正占位符"
      case .fixed([]): "这里不能用占位符，写成文字"
      case .fixed(let keys): "这里能用的有 " + keys.map { "{\($0)}" }.joined(separator: " ")
      }
    }
  }

  private func check(
    _ answer: String, _ location: SourceLocation, _ field: String, _ keys: Keys,
    _ findings: inout Findings
  ) {
    if answer.allSatisfy(\.isWhitespace) {
      findings.error(.emptyAnswer, location, field, "没有内容；写上答案，或删去这一项")
      return
    }
    let template = AnswerTemplate(answer)
    if !template.isBalanced {
      findings.error(
        .unbalancedBrace, location, field, "花括号不成对或里面没有名称：“\(answer)”；写成 {参数名}")
    }
    for key in template.keys where !keys.contains(key) {
      findings.error(.unknownFact, location, field, "没有叫“\(key)”的参数；\(keys.mend)")
    }
  }

  private func length(
    _ live: String, _ entry: Entry, _ product: Product?, _ findings: inout Findings
  ) {
    let rendered = AnswerTemplate(live).rendered { product?.value(of: $0) }
    guard rendered.count > options.longestLiveAnswer else { return }
    findings.error(
      .longLiveAnswer, entry.location, "live",
      "填入参数后有 \(rendered.count) 字，最多 \(options.longestLiveAnswer) 字：“\(rendered)”；缩短它")
  }
}
