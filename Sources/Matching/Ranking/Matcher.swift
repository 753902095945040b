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
  let fallbacks: [Fallback]
  private let vocabulary: Vocabulary
  let ensemble: Ensemble
  private let exact: ExactTable
  private let nearest: Nearest
  let confidence: LogisticRegression
  /// For each attribute among the topics, the entry of each product; −1 where the product has none.
  let entryOfProduct: [[Int]]
  /// For each product, the attributes that it does not have.
  let impossible: [[Int]]
  private let contextRows: [Int32?]
  let outsideTopics: [Int]
  /// The topics that are asked of any product, ascending.
  public let attributes: [Int]

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
    ensemble = try Ensemble(snapshot, "model.networks")
    exact = try ExactTable(snapshot)
    nearest = try Nearest(snapshot)
    let weights: Column<Double> = try snapshot.column("model.confidence")
    confidence = LogisticRegression(
      weights: Array(weights.array.dropLast()), bias: weights.array.last ?? 0)
    let owners: Column<Int32> = try snapshot.column("model.productOfEntry")
    let products = analyzer.lexicon.products.count
    var entryOfProduct = [[Int]](repeating: [], count: topics.count)
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
    let attributes = topics.indices.filter { topics[$0].kind == .attribute }
    self.attributes = attributes
    outsideTopics = topics.indices.filter { topics[$0].kind == .outside }
    impossible = (0..<products).map { product in
      attributes.filter { entryOfProduct[$0][product] < 0 }
    }
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
    /// Nats added to topics that the dialogue makes likelier; those of the same topic add up.
    private(set) var bonuses: [(topic: Int, bonus: Float)] = []
    /// Whether a wording that stands in the knowledge may still mean something else here.
    public var isLeaning = false

    public init(product: Int? = nil) {
      self.product = product
    }

    /// Makes room for so many more topics than a family has.
    public mutating func reserveCapacity(_ count: Int) { bonuses.reserveCapacity(count + 64) }

    /// Makes a topic likelier by so many nats, or less likely when negative.
    public mutating func favor(_ topic: Int, by bonus: Float) { bonuses.append((topic, bonus)) }
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
    let symbols = FeatureExtractor.symbols(of: analysis)
    let features = FeatureExtractor.features(of: analysis, symbols: symbols)
    var vector = vocabulary.vector(of: features)
    ensemble.fetch(vector.rows)
    let wording = WordingRows(vector)
    if let product = prior.product, let row = contextRows[product] {
      vector.append(row: row, value: vocabulary.weight(of: .context))
    }
    let exactTopic = isHeldOut ? nil : ExactTable.key(of: symbols).flatMap(exact.topic)
    var belief = belief(vector, prior)
    foldFallbacks(&belief.probabilities, prior.product)
    for topic in outsideTopics { match.outside += Double(belief.probabilities[topic]) }
    if let exactTopic, topics[exactTopic].kind == .outside {
      match.outside = max(match.outside, 0.98)
    }
    let kind = outsideTopics.max {
      (belief.probabilities[$0], $1) < (belief.probabilities[$1], $0)
    }
    match.outsideKind = kind.map { topics[$0].name }
    for topic in outsideTopics { belief.probabilities[topic] = 0 }
    let order = ranking(&belief.probabilities, first: prior.isLeaning ? nil : exactTopic)
    match.candidates = order.map { topic in
      Candidate(
        topic: topic, entry: entry(of: topic, product: prior.product),
        probability: Double(belief.probabilities[topic]))
    }
    guard let first = order.first else { return match }
    match.isExact = exactTopic == first
    match.evidence = evidence(
      vector, match, units: features.count { $0.channel == .unit })
    match.evidence.agreement = belief.agreement(on: first)
    match.evidence.hasProduct = prior.product != nil ? 1 : 0
    func similarity(_ place: Int) -> Double {
      guard place < order.count else { return 0 }
      return Double(
        nearest.similarity(of: wording, topic: order[place], skipsIdentical: isHeldOut))
    }
    match.evidence.lead = similarity(0) - similarity(1)
    match.confidence = confidence.probability(match.evidence.features)
    if match.isExact { match.confidence = max(0.98, match.confidence) }
    return match
  }

  /// The entry of a topic: its own, or the one of the product.
  public func entry(of topic: Int, product: Int?) -> Int? {
    switch topics[topic].kind {
    case .entry: return topics[topic].entries.first
    case .attribute:
      guard let product else { return nil }
      let entry = entryOfProduct[topic][product]
      return entry >= 0 ? entry : nil
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

  /// The attribute in whose place a topic stands while no product is known; nil when it does not.
  public func attribute(behind topic: Int) -> Int? {
    fallbacks.first { $0.topics.contains(topic) }?.attribute
  }

  /// Products that have an attribute.
  public func products(of topic: Int) -> [Int] {
    entryOfProduct[topic].indices.filter { entryOfProduct[topic][$0] >= 0 }
  }

  /// What the shape of a match says about the first candidate.
  private func evidence(_ vector: FeatureVector, _ match: Match, units: Int) -> Evidence {
    var evidence = Evidence()
    let first = match.candidates[0].probability
    let second = match.candidates.count > 1 ? match.candidates[1].probability : 0
    evidence.odds = Self.logOdds(first)
    evidence.margin = min(12, naturalLogarithm((first + 1e-6) / (second + 1e-6)))
    evidence.outside = Self.logOdds(match.outside)
    evidence.unknownUnits = Double(vector.unknownUnits)
    evidence.unknownPairs = Double(vector.unknownPairs)
    evidence.length = naturalLogarithm(1 + Double(units))
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
