internal import Knowledge
internal import Language
internal import Matching

/// Which topics the model learns, and which texts teach each.
struct TopicPlan {
  /// A text of the knowledge that teaches a topic.
  struct Document {
    let text: String
    let topic: Int
    let weight: Float
    /// The product whose entry it belongs to.
    let sku: Int?
    /// Products to which a shared wording applies.
    let skus: [Int]
    /// Whether a customer could have typed it (a title or scope could not).
    let isQuestion: Bool
    /// Index of the entry it belongs to; nil for shared wordings and outside messages.
    let entry: Int?
  }

  private(set) var topics: [Topic] = []
  private(set) var documents: [Document] = []
  /// Topic of each entry.
  private(set) var topicOfEntry: [Int] = []

  static let titleWeight: Float = 1
  static let scopeWeight: Float = 0.5
  static let outsideWeight: Float = 1
  static let elsewhereWeight: Float = 0.7
  /// The kind of messages that ask for what other shops have.
  private static let near = "near"
  /// The kind of messages that ask for what no shop has.
  private static let far = "far"

  init(_ base: KnowledgeBase) {
    var skuIndex: [String: Int] = [:]
    for (index, product) in base.products.enumerated() { skuIndex[product.sku] = index }
    var names: [String] = []
    var kinds: [Topic.Kind] = []
    var members: [[Int]] = []
    var indices: [String: Int] = [:]
    func topic(_ kind: Topic.Kind, _ name: String) -> Int {
      let key = "\(kind.rawValue)\u{0}\(name)"
      if let known = indices[key] { return known }
      indices[key] = names.count
      names.append(name)
      kinds.append(kind)
      members.append([])
      return names.count - 1
    }

    for (index, entry) in base.entries.enumerated() {
      let number =
        entry.attribute.map { topic(.attribute, $0) } ?? topic(.entry, entry.id)
      topicOfEntry.append(number)
      members[number].append(index)
      let sku = entry.sku.flatMap { skuIndex[$0] }
      func add(_ text: String, _ weight: Float, isQuestion: Bool) {
        documents.append(
          Document(
            text: text, topic: number, weight: weight, sku: sku, skus: [], isQuestion: isQuestion,
            entry: index))
      }
      for question in entry.questions { add(question.text, 1, isQuestion: true) }
      add(entry.title, Self.titleWeight, isQuestion: false)
      if !entry.scope.isEmpty { add(entry.scope, Self.scopeWeight, isQuestion: false) }
    }
    for shared in base.sharedAttributes {
      guard let number = indices["\(Topic.Kind.attribute.rawValue)\u{0}\(shared.attribute)"] else {
        continue
      }
      let skus = members[number].compactMap { base.entries[$0].sku.flatMap { skuIndex[$0] } }
      for question in shared.questions {
        documents.append(
          Document(
            text: question.text, topic: number, weight: 1, sku: nil, skus: skus, isQuestion: true,
            entry: nil))
      }
    }
    for situation in base.situations {
      let related = situation.related.filter { id in base.entries.contains { $0.id == id } }
      let number: Int
      if related.count == 1, situation.trigger == .intent,
        let entry = base.entries.firstIndex(where: { $0.id == related[0] })
      {
        number = topicOfEntry[entry]
      } else {
        number = topic(.situation, situation.id)
      }
      for example in situation.examples {
        documents.append(
          Document(
            text: example.text, topic: number, weight: 1, sku: nil, skus: [], isQuestion: true,
            entry: nil))
      }
    }
    for kind in base.outside {
      let number = topic(.outside, kind.name)
      for example in kind.examples {
        documents.append(
          Document(
            text: example.text, topic: number, weight: Self.outsideWeight, sku: nil, skus: [],
            isQuestion: true, entry: nil))
      }
    }
    for (kind, texts) in Self.questionsElsewhere(base)
    where base.outside.contains(where: { $0.name == kind }) {
      let number = topic(.outside, kind)
      documents += texts.map {
        Document(
          text: $0, topic: number, weight: Self.elsewhereWeight, sku: nil, skus: [],
          isQuestion: false, entry: nil)
      }
    }
    topics = names.indices.map { Topic(kind: kinds[$0], name: names[$0], entries: members[$0]) }
  }

  /// What the shop is asked of its own goods and services, asked of others' (口红 + 有什么颜色) and of
  /// the world (京剧 + 怎么退), by the kind of message that it is.
  private static func questionsElsewhere(_ base: KnowledgeBase) -> [(kind: String, texts: [String])]
  {
    var random = SeededGenerator(seed: 29)
    let ofGoods = base.sharedAttributes.flatMap(\.questions).map(\.text).filter { $0.count <= 8 }
    let ofShops = base.entries.filter { $0.tier == .general && !$0.declines }
      .flatMap(\.questions).map(\.text).filter { $0.count <= 8 }
    func texts(_ kind: MarkerKind, _ questions: [String], each count: Int) -> [String] {
      guard !questions.isEmpty else { return [] }
      return base.lexicon.markers.filter { $0.kind == kind }.flatMap { row in
        (0..<count).map { _ in row.form + questions[random.below(questions.count)] }
      }
    }
    return [
      (near, texts(.goods, ofGoods, each: 2)),
      (near, texts(.elsewhere, ofShops, each: 2)),
      (far, texts(.world, ofShops, each: 1)),
    ]
  }
}
