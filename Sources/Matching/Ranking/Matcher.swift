public import Index
public import Language
internal import Text

/// Finds what a message asks for: retrieval by what was learned, and how sure that is.
///
/// It never changes; use it from any number of threads.
public final class Matcher: Sendable {
  public let analyzer: Analyzer
  public let topics: [Topic]
  /// Topics that stand for an attribute while no product is known (多少钱 of nothing in particular).
  private let fallbacks: [Fallback]
  private let vocabulary: Vocabulary
  private let networks: [Network]
  private let exact: ExactTable
  private let nearest: Nearest
  let confidence: LogisticRegression
  /// For each topic, the entry of each product; −1 where the product has none.
  private let entryOfProduct: [Int: [Int]]
  private let contextRows: [Int32?]
  private let outsideTopics: [Int]

  /// An attribute and the topics that take its place while no product is known.
  struct Fallback: Sendable {
    let attribute: Int
    let topics: [Int]
  }

  public init(_ snapshot: Snapshot) throws(SnapshotError) {
    analyzer = try Analyzer(snapshot)
    vocabulary = try Vocabulary(snapshot, "model.vocabulary")
    let table = try RecordTable(snapshot, "model.topics")
    topics = (0..<table.count).map { index in
      var reader = table.reader(index)
      return Topic(&reader)
    }
    let members: Column<UInt32> = try snapshot.column("model.members")
    var networks: [Network] = []
    for member in members.array { networks.append(try Network(snapshot, "model.\(member)")) }
    self.networks = networks
    exact = try ExactTable(snapshot)
    nearest = try Nearest(snapshot)
    let weights: Column<Double> = try snapshot.column("model.confidence")
    confidence = LogisticRegression(
      weights: Array(weights.array.dropLast()), bias: weights.array.last ?? 0)
    let owners: Column<Int32> = try snapshot.column("model.productOfEntry")
    let products = analyzer.lexicon.products.count
    var entryOfProduct: [Int: [Int]] = [:]
    for (index, topic) in topics.enumerated() where topic.kind == .attribute {
      var entries = [Int](repeating: -1, count: products)
      for entry in topic.entries where owners[entry] >= 0 { entries[Int(owners[entry])] = entry }
      entryOfProduct[index] = entries
    }
    self.entryOfProduct = entryOfProduct
    let rows: Column<Int32> = try snapshot.column("model.fallbacks")
    fallbacks = Self.fallbacks(rows.array)
    let vocabulary = vocabulary
    contextRows = (0..<products).map {
      vocabulary.row(of: FeatureExtractor.contextFeature($0).key)
    }
    let topics = topics
    outsideTopics = topics.indices.filter { topics[$0].kind == .outside }
  }

  private static func fallbacks(_ numbers: [Int32]) -> [Fallback] {
    var result: [Fallback] = []
    var position = 0
    while position + 1 < numbers.count {
      let count = Int(numbers[position + 1])
      let topics = numbers[(position + 2)..<(position + 2 + count)].map(Int.init)
      result.append(Fallback(attribute: Int(numbers[position]), topics: topics))
      position += 2 + count
    }
    return result
  }

  /// What is known before the message is read.
  public struct Prior: Sendable {
    /// The product in focus.
    public var product: Int?
    /// Nats added to topics that the dialogue makes likelier.
    public var bonuses: [Int: Float] = [:]

    public init(product: Int? = nil) {
      self.product = product
    }
  }

  /// A topic with its probability among all topics.
  public struct Candidate: Sendable, Equatable {
    public var topic: Int
    /// The entry, where the topic has one for the product; nil when it depends on the product.
    public var entry: Int?
    public var probability: Double
  }

  /// The result for one message.
  public struct Match: Sendable {
    /// Topics of the shop's business, the likeliest first; at most eight.
    public var candidates: [Candidate] = []
    /// Probability of each kind of message that is not the shop's business.
    public var outside: Double = 0
    /// The likeliest of those kinds; nil when none is likely.
    public var outsideKind: String?
    /// Whether the message stands in the knowledge word for word.
    public var isExact = false
    /// Probability that the first candidate is right, 0…1.
    public var confidence: Double = 0
    public var evidence = Evidence()

    public init() {}
  }

  /// Matches an analysed message. O(features · hidden + hidden · topics).
  public func match(_ analysis: Analysis, prior: Prior = Prior()) -> Match {
    match(analysis, prior: prior, isHeldOut: false)
  }

  /// Matches a wording of the knowledge that the networks have not seen as if it were not in it:
  /// without its own place among the wordings.
  public func match(heldOut analysis: Analysis, prior: Prior) -> Match {
    match(analysis, prior: prior, isHeldOut: true)
  }

  private func match(_ analysis: Analysis, prior: Prior, isHeldOut: Bool) -> Match {
    var match = Match()
    guard !analysis.units.isEmpty else { return match }
    let features = FeatureExtractor.features(of: analysis, sku: nil)
    var vector = vocabulary.vector(of: features)
    if let product = prior.product, let row = contextRows[product] {
      vector.append(row: row, value: vocabulary.weight(of: .context))
    }
    let exactTopic = isHeldOut ? nil : ExactTable.key(of: analysis).flatMap(exact.topic)
    var (probabilities, agreement) = probabilities(of: vector, prior)
    foldFallbacks(&probabilities, prior.product)
    let order = ranking(probabilities, exactTopic)
    match.outside = outsideTopics.reduce(0) { $0 + probabilities[$1] }
    if let exactTopic, topics[exactTopic].kind == .outside {
      match.outside = max(match.outside, 0.98)
    }
    if let kind = outsideTopics.max(by: { (probabilities[$0], $1) < (probabilities[$1], $0) }) {
      match.outsideKind = topics[kind].name
    }
    match.candidates = order.prefix(8).map { topic in
      Candidate(
        topic: topic, entry: entry(of: topic, product: prior.product),
        probability: probabilities[topic])
    }
    guard let first = order.first else { return match }
    match.isExact = exactTopic == first
    match.evidence = evidence(
      features, vector, probabilities, order, agreement[first] ?? 0, match.outside,
      hasProduct: prior.product != nil, isHeldOut: isHeldOut)
    match.confidence =
      match.isExact
      ? max(0.98, confidence.probability(match.evidence.features))
      : confidence.probability(match.evidence.features)
    return match
  }

  /// The entry of a topic: its own, or the one of the product.
  public func entry(of topic: Int, product: Int?) -> Int? {
    switch topics[topic].kind {
    case .entry: return topics[topic].entries.first
    case .attribute:
      guard let product, let entry = entryOfProduct[topic]?[product], entry >= 0 else { return nil }
      return entry
    case .situation, .outside: return nil
    }
  }

  /// Whether two topics stand for each other when the product is known or unknown.
  public func isFallback(_ topic: Int, of other: Int) -> Bool {
    fallbacks.contains { fallback in
      let members = fallback.topics + [fallback.attribute]
      return members.contains(topic) && members.contains(other)
    }
  }

  /// Products that have an attribute.
  public func products(of topic: Int) -> [Int] {
    (entryOfProduct[topic] ?? []).indices.filter { (entryOfProduct[topic]?[$0] ?? -1) >= 0 }
  }

  /// Mean log-probabilities of the members, turned into probabilities over the topics that are
  /// possible; and for each topic the share of members that put it first.
  private func probabilities(
    of vector: FeatureVector, _ prior: Prior
  ) -> ([Double], [Int: Double]) {
    var sum = [Float](repeating: 0, count: topics.count)
    var firsts: [Int: Double] = [:]
    for network in networks {
      var logits = [Float](repeating: 0, count: topics.count)
      network.addLogits(of: vector, to: &logits)
      mask(&logits, prior)
      var best = 0
      for topic in logits.indices where logits[topic] > logits[best] { best = topic }
      firsts[best, default: 0] += 1 / Double(networks.count)
      for topic in logits.indices { sum[topic] += logits[topic] / Float(networks.count) }
    }
    let top = sum.max() ?? 0
    var probabilities = sum.map { $0 == -.infinity ? 0 : exponential(Double($0 - top)) }
    let total = probabilities.reduce(0, +)
    for topic in probabilities.indices { probabilities[topic] /= total }
    return (probabilities, firsts)
  }

  /// Attributes that the product does not have are impossible; the dialogue makes others likelier.
  private func mask(_ logits: inout [Float], _ prior: Prior) {
    for (topic, bonus) in prior.bonuses { logits[topic] += bonus }
    guard let product = prior.product else { return }
    for (topic, entries) in entryOfProduct where entries[product] < 0 { logits[topic] = -.infinity }
  }

  /// With a product, “how much” of nothing in particular means the product's price, and without
  /// one the product's price means it of nothing in particular.
  private func foldFallbacks(_ probabilities: inout [Double], _ product: Int?) {
    for fallback in fallbacks {
      let isKnown = product.map { (entryOfProduct[fallback.attribute]?[$0] ?? -1) >= 0 } ?? false
      if isKnown {
        for topic in fallback.topics {
          probabilities[fallback.attribute] += probabilities[topic]
          probabilities[topic] = 0
        }
      } else if let best = fallback.topics.max(by: { probabilities[$0] < probabilities[$1] }) {
        probabilities[best] += probabilities[fallback.attribute]
        probabilities[fallback.attribute] = 0
      }
    }
  }

  private func ranking(_ probabilities: [Double], _ exactTopic: Int?) -> [Int] {
    var best: [Int] = []
    for topic in probabilities.indices
    where topics[topic].kind != .outside && probabilities[topic] > 0 {
      var place = best.count
      while place > 0, probabilities[best[place - 1]] < probabilities[topic] { place -= 1 }
      if place < 8 {
        best.insert(topic, at: place)
        if best.count > 8 { best.removeLast() }
      }
    }
    guard let exactTopic, topics[exactTopic].kind != .outside else { return best }
    // With a product, a wording of an attribute may belong to the folded topic.
    let winner = probabilities[exactTopic] > 0 ? exactTopic : nil
    guard let winner else { return best }
    return [winner] + best.filter { $0 != winner }
  }

  private func evidence(
    _ features: [Feature], _ vector: FeatureVector, _ probabilities: [Double], _ order: [Int],
    _ agreement: Double, _ outside: Double, hasProduct: Bool, isHeldOut: Bool
  ) -> Evidence {
    var evidence = Evidence()
    let first = probabilities[order[0]]
    let second = order.count > 1 ? probabilities[order[1]] : 0
    evidence.odds = Self.logOdds(first)
    evidence.margin = min(12, naturalLogarithm((first + 1e-6) / (second + 1e-6)))
    evidence.outside = Self.logOdds(outside)
    evidence.unknownUnits = Double(vector.unknownUnits)
    evidence.unknownPairs = Double(vector.unknownPairs)
    let wording = vocabulary.wording(of: features)
    func similarity(_ topic: Int) -> Double {
      Double(
        nearest.similarity(
          rows: wording.rows, mass: wording.mass, topic: topic, weight: vocabulary.idf,
          skipsIdentical: isHeldOut))
    }
    evidence.lead = similarity(order[0]) - (order.count > 1 ? similarity(order[1]) : 0)
    evidence.length = naturalLogarithm(1 + Double(features.filter { $0.channel == .unit }.count))
    evidence.agreement = agreement
    evidence.hasProduct = hasProduct ? 1 : 0
    return evidence
  }

  /// Log-odds, within ±12.
  static func logOdds(_ probability: Double) -> Double {
    let clamped = min(max(probability, 6e-6), 1 - 6e-6)
    return naturalLogarithm(clamped / (1 - clamped))
  }
}

extension Matcher {
  /// What each feature adds to the log-odds of the first candidate being right; with the bias the
  /// values add up to it.
  public func contributions(_ evidence: Evidence) -> [(name: String, value: Double)] {
    var list = zip(Evidence.names, zip(confidence.weights, evidence.features)).map {
      (name: $0, value: $1.0 * $1.1)
    }
    list.append((name: "常数", value: confidence.bias))
    return list
  }
}
