internal import Language
internal import Matching
internal import Shop
internal import Text

/// Decides whether a message goes to a person because of what it is about.
final class RiskPolicy: Sendable {
  let matcher: Matcher
  let catalogue: Catalogue
  private let families: [Int]
  /// For each topic the situations that it hands over for by itself.
  private let situationsOfTopic: [[Int]]
  /// For each entry the situations that it leads to after some days.
  private let lateSituations: [Int: [Int]]
  /// The entries that say that the bot misunderstands.
  private let objections: Set<Int>

  /// Words that ask for a situation outright, normalised, and their situations, ascending.
  private let keywords: PhraseSet
  private let situationOfKeyword: [Int]
  private let largeRefundSituation: ShopSituation?

  /// The share of probability on topics that hand over from which on it is done.
  private static let threshold = 0.5
  /// The probability of a situation that is enough when something else tells of it: goods past
  /// their day, a request that was not met.
  private static let enoughWhenTold = 0.05

  /// - Parameter families: for each topic the number of its family.
  init(matcher: Matcher, catalogue: Catalogue, families: [Int]) {
    self.families = families
    self.matcher = matcher
    self.catalogue = catalogue
    var table = [[Int]](repeating: [], count: matcher.topics.count)
    var lateSituations: [Int: [Int]] = [:]
    var objections: Set<Int> = []
    var indices: [String: Int] = [:]
    for (index, situation) in catalogue.situations.enumerated() {
      indices[situation.id] = index
      for entry in situation.byIntent ? situation.entries : situation.always {
        table[catalogue.entries[entry].topic].append(index)
      }
      if situation.days > 0 {
        for entry in situation.entries { lateSituations[entry, default: []].append(index) }
      }
      if situation.condition == "repeated_failure" { objections.formUnion(situation.entries) }
    }
    self.lateSituations = lateSituations
    self.objections = objections
    for (topic, value) in matcher.topics.enumerated() where value.kind == .situation {
      if let index = indices[value.name] { table[topic].append(index) }
    }
    situationsOfTopic = table
    let normalizer = matcher.analyzer.normalizer
    let keywords = catalogue.situations.enumerated().flatMap { index, situation in
      situation.keywords.map { (situation: index, scalars: normalizer.normalize($0).scalars) }
    }
    self.keywords = PhraseSet(keywords.map(\.scalars))
    situationOfKeyword = keywords.map(\.situation)
    largeRefundSituation = catalogue.situations.first { $0.condition == "large_refund" }
  }

  /// A situation that applies.
  struct Finding {
    let situation: ShopSituation
    /// The topic that led to it.
    let topic: Int
    let reason: HandoffReason
  }

  /// Whether a topic hands over.
  func isRisk(_ topic: Int) -> Bool { !situationsOfTopic[topic].isEmpty }

  /// The situation that applies to a match, the gravest if several do; nil when none.
  func finding(_ match: Matcher.Match, _ analysis: Analysis, _ session: Session) -> Finding? {
    if let large = largeRefund(match, analysis, session) { return large }
    if let asked = outright(match, analysis) { return asked }
    if Self.isSupposed(analysis) { return nil }
    if let late = overdue(match, analysis) ?? pastItsDay(match, analysis, session) { return late }
    var possible = match.candidates
    if !possible.allSatisfy({ holds($0.topic, analysis, session) }) {
      possible.removeAll { !holds($0.topic, analysis, session) }
    }
    let total = possible.reduce(0) { $0 + (isRisk($1.topic) ? $1.probability : 0) }
    guard let first = possible.first else { return nil }
    // What would be answered is handed over when it is a risk; and so is what is a risk in sum.
    let isFirst = isRisk(first.topic) && match.confidence >= catalogue.rules.answerAt
    let isSure =
      total >= Self.threshold * possibleShare(possible) && total >= Self.threshold / 2
    let condition = possible.first { isCondition($0, among: possible, session) }
    guard isFirst || isSure || condition != nil || (match.isExact && isRisk(first.topic)) else {
      return nil
    }
    guard match.outside < max(total, first.probability, isFirst ? 0.7 : 0) else { return nil }
    guard
      let top = isFirst || isSure ? possible.first(where: { isRisk($0.topic) }) : condition,
      let situation = situation(of: top.topic)
    else { return nil }
    return Finding(situation: situation, topic: top.topic, reason: reason(situation))
  }

  /// The situation of an entry that hands over whatever the wording; nil when it is none.
  func finding(entry: Int) -> Finding? {
    let topic = catalogue.entries[entry].topic
    guard let situation = situation(of: topic) else { return nil }
    return Finding(situation: situation, topic: topic, reason: reason(situation))
  }

  /// Whether a situation's own wordings are near enough, together with the entries it adds to.
  private func isCondition(
    _ candidate: Matcher.Candidate, among candidates: [Matcher.Candidate], _ session: Session
  ) -> Bool {
    guard matcher.topics[candidate.topic].kind == .situation,
      let index = situationsOfTopic[candidate.topic].first
    else { return false }
    let situation = catalogue.situations[index]
    // Who has asked for a person and speaks of the service again has not got one.
    let waits = situation.condition == "repeated_request" && session.requests > 0
    guard candidate.probability >= (waits ? Self.enoughWhenTold : 0.2) else { return false }
    let related = candidates.filter { other in
      other.entry.map {
        situation.entries.contains($0) || waits && catalogue.entries[$0].isOfTalk
      } ?? false
    }.reduce(0) { $0 + $1.probability }
    return candidate.probability + related >= Self.threshold
  }

  private func possibleShare(_ candidates: [Matcher.Candidate]) -> Double {
    candidates.reduce(0) { $0 + $1.probability }
  }

  private func reason(_ situation: ShopSituation) -> HandoffReason {
    HandoffReason(rawValue: situation.reason) ?? .risk
  }

  /// The situation of a customer who asks for a person again.
  var repeatedRequest: ShopSituation? {
    catalogue.situations.first { $0.condition == "repeated_request" }
  }

  /// Whether an entry says that the bot misunderstands.
  func isObjection(_ entry: Int) -> Bool { objections.contains(entry) }

  /// Conditions that the wording alone does not fulfil.
  private func holds(_ topic: Int, _ analysis: Analysis, _ session: Session) -> Bool {
    guard matcher.topics[topic].kind == .situation, let index = situationsOfTopic[topic].first
    else { return true }
    switch catalogue.situations[index].condition {
    case "large_refund": return false
    case "repeated_request": return session.requests > 0 || Self.tellsOfRepetition(analysis)
    case "repeated_failure":
      return session.misses > 0 || session.objections > 0 || Self.tellsOfRepetition(analysis)
    default: return true
    }
  }

  /// Whether the customer says how often it was said already (第三回了, 说了八百遍).
  static func tellsOfRepetition(_ analysis: Analysis) -> Bool {
    let text = analysis.scalars
    return text.indices.dropFirst().contains { place in
      guard repetitions.contains(text[place]) else { return false }
      let before = text[place - 1]
      let isOrdinal = place >= 2 && text[place - 2] == ordinalSign
      return several.contains(before)
        || isNumber(before) && before != one && !isOrdinal
        || ordinals.contains(before) && isOrdinal
    }
  }

  private static func isNumber(_ scalar: UInt32) -> Bool {
    Unicode.Scalar(scalar)?.properties.numericType != nil
  }

  private static let repetitions = "遍次回".codePoints
  private static let several = "两三四五几多少百十".codePoints
  private static let ordinals = "二三四五六23456".codePoints
  private static let ordinalSign = "第".codePoints[0]
  private static let one = "1".codePoints[0]

  /// A situation that the message asks for in so many words (转人工), and does not deny.
  private func outright(_ match: Matcher.Match, _ analysis: Analysis) -> Finding? {
    // 能转人工吗 is a wish, 转人工要多久 is a question.
    let asks = analysis.questions & ~MarkerKind.whether.questionBit
    guard asks == 0, let first = match.candidates.first else { return nil }
    var found: Int?
    keywords.search(analysis.scalars) { keyword, range in
      let isDenied = zip(analysis.units, analysis.negated).contains {
        $1 && $0.range.overlaps(range)
      }
      if !isDenied { found = min(found ?? .max, situationOfKeyword[keyword]) }
      return true
    }
    guard let found else { return nil }
    let repeated = Self.tellsOfRepetition(analysis) ? repeatedRequest : nil
    let situation = repeated ?? catalogue.situations[found]
    return Finding(situation: situation, topic: first.topic, reason: reason(situation))
  }

  /// What has taken so many days that a person must look after it.
  private func overdue(_ match: Matcher.Match, _ analysis: Analysis) -> Finding? {
    guard let first = match.candidates.first, let entry = first.entry,
      match.confidence >= catalogue.rules.answerAt, match.outside < 0.5
    else { return nil }
    let hours = analysis.slots.filter { $0.kind == .duration }.map(\.value).max() ?? 0
    guard
      let late = lateSituations[entry]?.first(where: {
        hours >= Double(catalogue.situations[$0].days * 24)
      })
    else { return nil }
    let situation = catalogue.situations[late]
    return Finding(situation: situation, topic: first.topic, reason: reason(situation))
  }

  /// Goods whose day is over: what is a twin of the gravest risks, or may well be one, becomes one
  /// (near its day, past it).
  private func pastItsDay(
    _ match: Matcher.Match, _ analysis: Analysis, _ session: Session
  ) -> Finding? {
    guard let first = match.candidates.first, !isRisk(first.topic), match.outside < 0.5,
      PastDay.isTold(
        in: analysis, hasProduct: !analysis.products.isEmpty || session.focus != nil)
    else { return nil }
    let twins = catalogue.twins[first.topic] ?? []
    let grave = match.candidates.dropFirst().lazy
      .filter { twins.contains($0.topic) || $0.probability >= Self.enoughWhenTold }
      .compactMap { candidate in
        self.situation(of: candidate.topic).map { (topic: candidate.topic, situation: $0) }
      }.first { $0.situation.level >= 3 }
    guard let grave else { return nil }
    return Finding(situation: grave.situation, topic: grave.topic, reason: reason(grave.situation))
  }

  /// The gravest situation that a topic hands over for; nil when it does not.
  private func situation(of topic: Int) -> ShopSituation? {
    situationsOfTopic[topic].map { catalogue.situations[$0] }
      .max { ($0.level, $1.id) < ($1.level, $0.id) }
  }

  /// Whether the message supposes what it speaks of, as one asks before buying.
  static func isSupposed(_ analysis: Analysis) -> Bool {
    suppositions.begins(analysis.scalars)
      && analysis.markers.contains { $0.kind.questionBit != 0 }
      || beforeBuying.isIn(analysis.scalars)
  }

  private static let suppositions = PhraseSet(["万一", "假如", "假设", "如果", "要是", "若是", "倘若"])
  private static let beforeBuying = PhraseSet([
    "还没买", "没买呢", "没下单呢", "还没下单", "还没拍", "买之前", "下单前", "先问清", "先打听", "打听打听",
    "头一回来", "第一次来", "第一次买", "头回买",
  ])

  /// A refund of an amount strictly above the shop's limit.
  private func largeRefund(
    _ match: Matcher.Match, _ analysis: Analysis, _ session: Session
  ) -> Finding? {
    guard !analysis.slots.isEmpty, let situation = largeRefundSituation else { return nil }
    let largest =
      analysis.slots.filter { $0.kind == .money || ($0.kind == .number && $0.value < 10_000) }
      .map(\.value).filter { $0 < 100_000 }.max() ?? 0
    guard largest > catalogue.rules.largeRefund else { return nil }
    let refunds = Set(situation.entries.map { catalogue.entries[$0].topic })
    let candidates = match.candidates.prefix(2).filter {
      refunds.contains($0.topic) || matcher.topics[$0.topic].name == situation.id
    }
    if let last = session.lastTopic, refunds.contains(last),
      let first = match.candidates.first, match.confidence >= catalogue.rules.answerAt,
      refunds.contains(where: { families[$0] == families[first.topic] })
    {
      // The amount comes after the wish: 想退货 … 有1299块 多久能退.
      return Finding(situation: situation, topic: first.topic, reason: .policy)
    }
    guard let first = candidates.first, candidates.reduce(0, { $0 + $1.probability }) > 0.25
    else { return nil }
    return Finding(situation: situation, topic: first.topic, reason: .policy)
  }
}
