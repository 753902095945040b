internal import Language
internal import Matching
internal import Shop

/// Topics that are easily taken for one another, and which of them the dialogue speaks for.
extension Turn {
  /// The match that the dialogue speaks for, where a short message has a near twin that belongs to
  /// what was spoken of (有券不 in the live room, 多久到账 after the price protection), or a likely
  /// second of what was spoken of lately (来回邮费 after an exchange); nil when none.
  func twinMatch(
    _ match: Matcher.Match, _ reading: Reading, _ session: Session
  ) -> Matcher.Match? {
    guard reading.contentUnits <= Self.shortest, let first = match.candidates.first,
      !belongs(first.topic, reading, session), !isCourtesy(first)
    else { return nil }
    var near = (bot.catalogue.twins[first.topic] ?? []).filter { belongs($0, reading, session) }
    if reading.named == nil, !wasSpokenOf(first.topic, session) {
      near += match.candidates.dropFirst().filter {
        $0.probability >= Self.twinFrom && wasSpokenOf($0.topic, session)
      }.map(\.topic)
    }
    guard !near.isEmpty else { return nil }
    var prior = prior(reading, session)
    prior.isLeaning = true
    for topic in Set(near) { prior.favor(topic, by: lean(to: topic, session)) }
    let other = bot.matcher.match(reading.analysis, prior: prior)
    guard let winner = other.candidates.first, near.contains(winner.topic) else { return nil }
    return other
  }

  /// How strongly a short message leans to a twin, in nats: in the live room what is of the live
  /// room is meant, however often the words are said elsewhere.
  private func lean(to twin: Int, _ session: Session) -> Float {
    bot.standing.isOfChannel(twin, session.context.channel)
      ? Self.channelTwinLean : Self.twinLean
  }

  /// Units up to which a message may mean what its surroundings say.
  private static let shortest = 8
  private static let twinLean: Float = 2.5
  private static let channelTwinLean: Float = 4
  /// A topic this likely is as good as a twin of the likeliest.
  private static let twinFrom = 0.08

  /// Whether a topic belongs to the channel, or to what was spoken of last.
  private func belongs(_ topic: Int, _ reading: Reading, _ session: Session) -> Bool {
    if bot.standing.isOfChannel(topic, session.context.channel) { return true }
    if bot.standing.isElsewhere(topic, session.context.channel) { return false }
    guard session.turns > 1, let last = session.lastTopic, reading.named == nil else {
      return false
    }
    guard bot.matcher.topics[topic].kind == .attribute else {
      return bot.families[topic] == bot.families[last]
    }
    // 从哪个仓发, while a product is spoken of that has a warehouse of its own.
    return bot.matcher.topics[last].kind == .attribute
      && bot.matcher.entry(of: topic, product: reading.product) != nil
  }

  /// Whether one of the last topics was of the same family.
  private func wasSpokenOf(_ topic: Int, _ session: Session) -> Bool {
    bot.matcher.topics[topic].kind == .entry
      && session.topics.contains { bot.families[$0] == bot.families[topic] }
  }

  /// Between twins of which only the first belongs to the dialogue there is no doubt: what speaks
  /// for the other speaks for it too.
  func settleTwins(_ match: inout Matcher.Match, _ reading: Reading, _ session: Session) {
    guard match.confidence < rules.answerAt, match.candidates.count > 1 else { return }
    let (first, second) = (match.candidates[0], match.candidates[1])
    let share = first.probability + second.probability
    guard share >= rules.answerAt, belongs(first, reading, session),
      !belongs(second, reading, session),
      bot.catalogue.twins[first.topic]?.contains(second.topic) ?? false
    else { return }
    match.confidence = share
  }

  /// Whether a candidate belongs to what was spoken of, or to the product that the customer looks
  /// at.
  private func belongs(
    _ candidate: Matcher.Candidate, _ reading: Reading, _ session: Session
  ) -> Bool {
    let isOfPage =
      bot.matcher.topics[candidate.topic].kind == .attribute && candidate.entry != nil
      && session.context.sku != nil
    return isOfPage || belongs(candidate.topic, reading, session)
  }
}
