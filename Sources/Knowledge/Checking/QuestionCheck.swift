internal import Language
internal import Text

/// Each wording stands once, in one place, and none of them is a text of the evaluation.
struct QuestionCheck {
  private let base: KnowledgeBase
  private let options: LintOptions
  private let normalizer: Normalizer
  private let wordings: [Wording]
  /// For each attribute of products: the general entries that catch it without a product.
  private let fallbacks: [String: Set<String>]

  init(_ base: KnowledgeBase, _ options: LintOptions, _ normalizer: Normalizer) {
    self.base = base
    self.options = options
    self.normalizer = normalizer
    wordings = Wording.all(of: base, normalizer)
    var fallbacks: [String: Set<String>] = [:]
    for entry in base.entries {
      if let attribute = entry.attribute {
        fallbacks[attribute, default: []].formUnion(entry.confusables)
      }
    }
    for shared in base.sharedAttributes {
      fallbacks[shared.attribute, default: []].formUnion(shared.fallbacks)
    }
    self.fallbacks = fallbacks
  }

  func run(_ findings: inout Findings) {
    var groups: [[UInt32]: [Int]] = [:]
    for (index, wording) in wordings.enumerated() {
      if wording.text.isEmpty {
        if case .outside = wording.owner { continue }
        findings.warning(
          .emptyQuestion, wording.question.location, "questions",
          "“\(wording.question.text)”里没有文字，识别用不上；改写或删去")
      } else {
        groups[wording.text.scalars, default: []].append(index)
      }
    }
    for (index, wording) in wordings.enumerated() {
      guard let group = groups[wording.text.scalars], group[0] < index else { continue }
      repetition(index, earlier: group.prefix { $0 < index }, &findings)
    }
    overlaps(&findings)
    evaluation(groups, &findings)
  }

  // MARK: - The same wording twice

  private enum Relation {
    case fine, repeated, contradicting
  }

  private func repetition(_ index: Int, earlier: ArraySlice<Int>, _ findings: inout Findings) {
    let wording = wordings[index]
    var repeated: Int?
    for other in earlier {
      switch relation(wordings[other].owner, wording.owner) {
      case .fine: continue
      case .repeated: repeated = repeated ?? other
      case .contradicting:
        findings.error(
          .contradictingQuestion, wording.question.location, field(wording.owner),
          "“\(wording.question.text)”在\(name(wording.owner))，也在\(name(wordings[other].owner))"
            + "（\(wordings[other].question.location)）；只留在该归的一处")
        return
      }
    }
    if let repeated {
      findings.warning(
        .duplicateQuestion, wording.question.location, field(wording.owner),
        "“\(wording.question.text)”与 \(wordings[repeated].question.location)"
          + "“\(wordings[repeated].question.text)”相同；删去一处")
    }
  }

  /// How two owners of the same wording stand to each other; the first stands earlier.
  private func relation(_ first: Wording.Owner, _ second: Wording.Owner) -> Relation {
    if first == second { return .repeated }
    switch (first, second) {
    case (.entry(let left), .entry(let right)):
      return relation(base.entries[left], base.entries[right])
    case (.entry(let index), .attribute(let shared)):
      let entry = base.entries[index]
      let attribute = base.sharedAttributes[shared].attribute
      if entry.attribute == attribute { return .repeated }
      return fallbacks[attribute, default: []].contains(entry.id) ? .fine : .contradicting
    case (.attribute, .attribute): return .contradicting
    case (.entry(let index), .example(let situation)):
      let handoff = base.situations[situation]
      return handoff.trigger == .condition || handoff.related.contains(base.entries[index].id)
        ? .fine : .contradicting
    case (.example(let left), .counterexample(let right)):
      return left == right ? .contradicting : .fine
    case (.entry(let index), .outside):
      return base.entries[index].declines ? .fine : .contradicting
    case (.attribute, .outside), (.example, .outside): return .contradicting
    case (.outside, .outside): return .repeated
    default: return .fine
    }
  }

  private func relation(_ left: Entry, _ right: Entry) -> Relation {
    if let attribute = left.attribute, attribute == right.attribute { return .fine }
    for (product, other) in [(left, right), (right, left)] {
      if product.tier == .product, other.tier != .product,
        let attribute = product.attribute, fallbacks[attribute, default: []].contains(other.id)
      {
        return .fine
      }
    }
    return .contradicting
  }

  // MARK: - Wordings that differ in politeness only

  private func overlaps(_ findings: inout Findings) {
    let politeness = base.lexicon.markers.filter { $0.kind == .politeness }.map(\.form)
    let stripper = PolitenessStripper(politeness, normalizer)
    var groups: [[UInt32]: [Int]] = [:]
    struct Pair: Hashable { let first, second: Wording.Owner }
    var witnesses: [Pair: (first: Int, second: Int, count: Int)] = [:]
    for (index, wording) in wordings.enumerated() where !wording.text.isEmpty {
      switch wording.owner {
      case .entry, .attribute: break
      case .example, .counterexample, .outside: continue
      }
      let key = stripper.strip(wording.text)
      // One character left of a greeting says nothing: 小姐姐好, 好哒.
      guard key.count > 1 else { continue }
      for other in groups[key, default: []] {
        let earlier = wordings[other]
        guard earlier.owner != wording.owner, earlier.text.scalars != wording.text.scalars,
          relation(earlier.owner, wording.owner) == .contradicting
        else { continue }
        let pair = Pair(first: earlier.owner, second: wording.owner)
        witnesses[pair, default: (other, index, 0)].count += 1
      }
      groups[key, default: []].append(index)
    }
    for witness in witnesses.values {
      let first = wordings[witness.first]
      let second = wordings[witness.second]
      let more = witness.count > 1 ? "，同样的还有 \(witness.count - 1) 处" : ""
      findings.warning(
        .overlappingQuestion, second.question.location, field(second.owner),
        "\(name(second.owner))的“\(second.question.text)”与\(name(first.owner))的"
          + "“\(first.question.text)”（\(first.question.location)）只差语气或客套\(more)；"
          + "只留在该归的一处")
    }
  }

  // MARK: - Texts of the evaluation

  private func evaluation(_ groups: [[UInt32]: [Int]], _ findings: inout Findings) {
    guard let path = options.evaluationFolder else { return }
    let (texts, problems) = EvaluationTexts.read(path)
    for problem in problems {
      findings.error(.evaluationFile, problem.location, problem.field, problem.message)
    }
    for text in texts {
      guard let index = groups[normalizer.normalize(text.text).scalars]?.first else { continue }
      let wording = wordings[index]
      findings.error(
        .evaluationText, wording.question.location, field(wording.owner),
        "“\(wording.question.text)”是评测语句（\(text.location)）；从知识里删去，否则评测不作数")
    }
  }

  // MARK: - Words

  private func field(_ owner: Wording.Owner) -> String {
    switch owner {
    case .entry, .attribute: "questions"
    case .example: "examples"
    case .counterexample: "counterexamples"
    case .outside(let index): base.outside[index].name
    }
  }

  private func name(_ owner: Wording.Owner) -> String {
    switch owner {
    case .entry(let index): base.entries[index].id
    case .attribute(let index): "共用问法 \(base.sharedAttributes[index].attribute)"
    case .example(let index): "转人工 \(base.situations[index].id)"
    case .counterexample(let index): "不转人工 \(base.situations[index].id)"
    case .outside(let index): "范围外 \(base.outside[index].name)"
    }
  }
}
