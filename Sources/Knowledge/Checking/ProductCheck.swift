internal import Language
internal import Text

/// Products answer enough, are told apart by their names, and bare questions about them are caught.
struct ProductCheck {
  private let base: KnowledgeBase
  private let options: LintOptions
  private let normalizer: Normalizer

  init(_ base: KnowledgeBase, _ options: LintOptions, _ normalizer: Normalizer) {
    self.base = base
    self.options = options
    self.normalizer = normalizer
  }

  func run(_ findings: inout Findings) {
    for product in base.products {
      let count = base.entries.count { $0.sku == product.sku }
      if count < options.fewestEntries {
        findings.warning(
          .fewEntries, product.location, "entries",
          "\(product.sku) 只有 \(count) 个条目，至少 \(options.fewestEntries) 个；补充 facts 和条目")
      }
    }
    names(&findings)
    fallbacks(&findings)
    for entry in base.entries {
      let count = base.questions(of: entry).count
      guard count < options.fewestQuestions else { continue }
      findings.warning(
        .fewQuestions, entry.location, "questions",
        "\(entry.id) 只有 \(count) 个问法，至少 \(options.fewestQuestions) 个；补充顾客的说法")
    }
  }

  private func names(_ findings: inout Findings) {
    var owners: [String: Product] = [:]
    for product in base.products {
      for alias in [product.name] + product.aliases {
        let key = normalizer.normalize(alias).string
        if let owner = owners[key], owner.sku != product.sku {
          findings.warning(
            .ambiguousAlias, product.location, "aliases",
            "“\(alias)”也是 \(owner.sku)（\(owner.location)）的叫法；只留在一个商品里")
        } else {
          owners[key] = product
        }
      }
    }
  }

  /// A bare question about an attribute of several products needs somewhere to go: a general
  /// entry among the fallbacks or confusables, or shared wordings, upon which the bot asks which
  /// product.
  private func fallbacks(_ findings: inout Findings) {
    let general = Set(base.entries.filter { $0.tier == .general }.map(\.id))
    let caught = base.sharedAttributes.filter { !$0.questions.isEmpty || !$0.fallbacks.isEmpty }
    let shared = Set(caught.map(\.attribute))
    let byAttribute = Dictionary(grouping: base.entries.filter { $0.attribute != nil }) {
      $0.attribute ?? ""
    }
    for (attribute, entries) in byAttribute.sorted(by: { $0.key < $1.key }) {
      let skus = Set(entries.compactMap(\.sku))
      guard skus.count > 1, !shared.contains(attribute),
        !entries.contains(where: { $0.confusables.contains(where: general.contains) }),
        let first = entries.first
      else { continue }
      findings.warning(
        .missingFallback, first.location, "id",
        "\(skus.count) 个商品都有“\(attribute)”，没说商品的提问却无处可归；"
          + "在 products/shared.yaml 里加上它的问法，或写一个通用条目列进 confusables")
    }
  }
}
