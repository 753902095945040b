internal import Index
internal import Shop

/// Gathers what the bot did not answer right into topics.
///
/// Two steps: wordings of one another are grouped while sessions stream by, so that memory grows
/// with what is asked and not with how often; then the groups are joined by meaning.
struct TopicMiner {
  /// Questions from which the weights of words are counted; more change them little.
  private static let counted = 20_000
  /// Groups that are joined by meaning; the most asked ones where there are more.
  private static let joined = 3_000
  /// The likeness on average that makes a topic, and the one at which a stray still belongs to it.
  private static let topic: Float = 0.13
  private static let stray: Float = 0.1
  /// The same as a share of the likeness within the topic.
  private static let strayShare: Float = 0.35
  /// How many times nearer than to the next topic a stray must be.
  private static let lead: Float = 1.35
  /// Customers of whom a topic is made; fewer are strays.
  private static let core = 3

  private let shop: ShopView
  private(set) var vectors: QuestionVectors
  private var buffer: [ReplayedQuestion] = []
  private var isCounting = true
  private var seen = 0
  private var leaders = LeaderGrouping()

  init(shop: ShopView) {
    self.shop = shop
    vectors = QuestionVectors(matcher: shop.matcher)
    for index in shop.catalogue.entries.indices {
      let entry = shop.catalogue.entries[index]
      vectors.count(entry.title)
      vectors.count(entry.answer.string)
    }
  }

  /// Takes note of a question; those answered right only tell how usual words are.
  mutating func add(_ question: ReplayedQuestion) {
    if isCounting {
      vectors.count(question.text)
      if !question.answer.isEmpty { vectors.count(question.answer) }
      seen += 1
    }
    if question.verdict != .right { buffer.append(question) }
    if isCounting, seen >= Self.counted { isCounting = false }
    if !isCounting { drain() }
  }

  private mutating func drain() {
    for question in buffer where !question.text.isEmpty {
      leaders.add(question, vector: vectors.vector(question))
    }
    buffer = []
  }

  /// The topics, the most asked first.
  mutating func finish() -> [QuestionGroup] {
    drain()
    var groups = leaders.groups
    let order = groups.indices.sorted {
      (groups[$1].customers.count, $0) < (groups[$0].customers.count, $1)
    }
    let chosen = order.prefix(Self.joined).sorted()
    let rest = order.dropFirst(Self.joined).sorted()
    let linked = AverageLinkage(threshold: Self.topic).groups(of: chosen.map { groups[$0].mean })
    var topics: [QuestionGroup] = []
    for places in linked {
      var topic = groups[chosen[places[0]]]
      for place in places.dropFirst() { topic.join(groups[chosen[place]]) }
      topics.append(topic)
    }
    topics += rest.map { groups[$0] }
    groups = []
    return gathered(topics).sorted {
      ($1.customers.count, $0.order) < ($0.customers.count, $1.order)
    }
  }

  /// Gives questions outside of topics to the topic that they are near to, where no other is nearly
  /// as near; a session that the topic has already adds nothing to it.
  private func gathered(_ groups: [QuestionGroup]) -> [QuestionGroup] {
    var topics: [QuestionGroup] = []
    var strays: [QuestionGroup] = []
    for group in groups {
      if group.customers.count >= Self.core {
        topics.append(group)
      } else if group.members.count == group.count {
        strays += group.members.map { QuestionGroup($0, vector: vectors.vector($0)) }
      } else {
        strays.append(group)
      }
    }
    let cores = topics.map(\.mean)
    var left: [QuestionGroup] = []
    for stray in strays {
      let ranked = cores.indices.map { (place: $0, value: cores[$0].dot(stray.mean)) }
        .sorted { ($1.value, $0.place) < ($0.value, $1.place) }
      let second = ranked.count > 1 ? ranked[1].value : 0
      if let first = ranked.first, Self.stray <= first.value, Self.lead * second <= first.value,
        Self.strayShare * cores[first.place].dot(cores[first.place]) <= first.value,
        topics[first.place].sessions.isDisjoint(with: stray.sessions)
      {
        topics[first.place].join(stray)
      } else {
        left.append(stray)
      }
    }
    return topics + left
  }
}

extension QuestionGroup {
  /// Orders groups that are asked equally often.
  fileprivate var order: String { sessions.min() ?? "" }
}
