public import Knowledge
internal import Language
public import Training

/// Makes knowledge of accepted proposals.
public struct KnowledgeEdit: Sendable {
  private let naming: EntryNaming

  public init(naming: EntryNaming) {
    self.naming = naming
  }

  /// The knowledge with the proposals in it, in their order; wordings and entries that stand there
  /// already change nothing.
  ///
  /// - Throws: the first proposal that does not fit.
  /// - Complexity: O(proposals · entries).
  public func apply(
    _ proposals: [Proposal], to base: KnowledgeBase
  ) throws(ReleaseProblem) -> KnowledgeBase {
    var base = base
    for proposal in proposals { _ = try apply(proposal, to: &base) }
    return base
  }

  /// The entry that each proposal makes or changes, in their order.
  ///
  /// - Throws: the first proposal that does not fit.
  /// - Complexity: O(proposals · entries).
  func targets(
    of proposals: [Proposal], in base: KnowledgeBase
  ) throws(ReleaseProblem) -> [String] {
    var base = base
    var targets: [String] = []
    for proposal in proposals { targets.append(try apply(proposal, to: &base)) }
    return targets
  }

  /// Returns the id of the entry that was made or changed.
  private func apply(
    _ proposal: Proposal, to base: inout KnowledgeBase
  ) throws(ReleaseProblem) -> String {
    do { try proposal.checkAcceptable(nil) } catch { throw .notAcceptable("\(error)") }
    if let entry = proposal.entry, let place = base.entries.firstIndex(where: { $0.id == entry }) {
      Self.add(proposal.questions, to: &base.entries[place].questions)
      if proposal.kind != .newQuestions, base.entries[place].answer != proposal.answer {
        base.entries[place].answer = proposal.answer
        // Other words for the old answer would contradict the new one.
        base.entries[place].again = nil
        base.entries[place].live = nil
      }
      return entry
    }
    if let entry = proposal.entry,
      let place = base.situations.firstIndex(where: { $0.id == entry })
    {
      guard proposal.kind == .newQuestions else {
        throw .isSituation(proposal: proposal.id, entry: entry)
      }
      Self.add(proposal.questions, to: &base.situations[place].examples)
      return entry
    }
    guard proposal.kind != .newQuestions else {
      throw .unknownEntry(proposal: proposal.id, entry: proposal.entry ?? "")
    }
    let entry = try newEntry(proposal, in: base)
    base.entries.append(entry)
    return entry.id
  }

  private static func add(_ wordings: [String], to questions: inout [Question]) {
    var known = Set(questions.map { DecidedProposals.key($0.text) })
    for wording in wordings where known.insert(DecidedProposals.key(wording)).inserted {
      questions.append(Question(wording, SourceLocation(file: "", line: 0)))
    }
  }

  private func newEntry(
    _ proposal: Proposal, in base: KnowledgeBase
  ) throws(ReleaseProblem) -> Entry {
    let taken = Set(base.entries.map(\.id))
    var sku: String?
    var id = proposal.entry
    if proposal.tier == .product {
      guard let product = base.products.first(where: { $0.sku == proposal.sku }) else {
        throw .unknownProduct(proposal: proposal.id, sku: proposal.sku ?? "")
      }
      sku = product.sku
      // A product's entry is found by its SKU.
      if let named = id, !named.hasPrefix(product.sku + ".") { id = "\(product.sku).\(named)" }
    }
    let name = id ?? naming.id(proposal.title, in: sku ?? "learned", taken: taken)
    let file = name.prefix { $0 != "." } + ".yaml"
    let folder = proposal.tier == .promotion ? "promotions" : "general"
    let neighbour = base.entries.first {
      $0.tier == proposal.tier && $0.location.file.hasSuffix("\(folder)/\(file)")
    }
    var questions: [Question] = []
    Self.add(proposal.questions, to: &questions)
    return Entry(
      id: name, title: proposal.title, questions: questions, answer: proposal.answer,
      tier: proposal.tier, topic: neighbour?.topic ?? (sku == nil ? "顾客新问" : ""), sku: sku,
      location: SourceLocation(file: sku == nil ? "\(folder)/\(file)" : "", line: 0))
  }
}

/// Why accepted proposals cannot become knowledge.
public enum ReleaseProblem: Error, Sendable, Equatable, CustomStringConvertible {
  case notAcceptable(String)
  case unknownEntry(proposal: String, entry: String)
  case unknownProduct(proposal: String, sku: String)
  case isSituation(proposal: String, entry: String)

  public var description: String {
    switch self {
    case .notAcceptable(let reason): reason
    case .unknownEntry(let proposal, let entry):
      "\(proposal)：知识里没有条目 '\(entry)'；在 yingda review 里改“条目”或驳回"
    case .unknownProduct(let proposal, let sku):
      "\(proposal)：没有商品 '\(sku)'；先建商品（yingda knowledge new-product）或驳回"
    case .isSituation(let proposal, let entry):
      "\(proposal)：'\(entry)' 是转人工的情形，答案不能改；只能并入问法"
    }
  }
}
