internal import Language
internal import Matching
internal import Shop
internal import Text

/// What the dialogue adds to a message.
extension Turn {
  /// Topics near the last one are likelier, the more so the less the message says by itself.
  func prior(_ reading: Reading, _ session: Session) -> Matcher.Prior {
    var prior = standingPrior(reading, session)
    guard let last = session.lastTopic, session.turns > 1 else { return prior }
    let strength = Self.lean(reading.contentUnits)
    let family = bot.families[last]
    let branch = bot.branches[last]
    // 咖啡机的水箱呢 after another product's capacity asks for its capacity.
    let wasAnswered = session.lastEntry.map { bot.catalogue.entries[$0].topic } == last
    let isAskedAnew = reading.isCorrection || reading.named != nil
    for topic in bot.topicsOfFamily[family] {
      if topic == last, !isAskedAnew {
        // What was only guessed speaks for nothing.
        if wasAnswered { prior.favor(topic, by: strength * Self.sameLean) }
        continue
      }
      let isNear = branch != 0 && bot.branches[topic] == branch
      prior.favor(topic, by: isNear ? strength + Self.branchLean : strength)
    }
    for topic in bot.catalogue.twins[last] ?? [] where bot.families[topic] != family {
      prior.favor(topic, by: strength * Self.twinShare)
    }
    if reading.product == nil, bot.matcher.topics[last].kind != .attribute, reading.isElliptical {
      // No product was spoken of: 有啥好处 asks for what was.
      for topic in bot.matcher.attributes { prior.favor(topic, by: -strength) }
    }
    return prior
  }

  /// How strongly a message of so many units leans on what was said before, in nats.
  private static func lean(_ units: Int) -> Float {
    switch units {
    case ...3: leans[0]
    case ...5: leans[1]
    case ...8: leans[2]
    default: leans[3]
    }
  }

  private static let leans: [Float] = [4.5, 3.2, 2, 0.4]
  /// How much more a message leans on the campaign that was spoken of.
  private static let branchLean: Float = 3
  /// The share of the lean that goes to the last topic itself, and to twins of other families.
  private static let sameLean: Float = 0.6
  private static let twinShare: Float = 0.5

  /// What channel, date and product in focus make likelier, the dialogue apart.
  func standingPrior(_ reading: Reading, _ session: Session) -> Matcher.Prior {
    var prior = Matcher.Prior(product: reading.product)
    bot.standing.add(
      to: &prior, channel: session.context.channel, day: time.dayNumber,
      isShort: reading.contentUnits <= 5)
    return prior
  }

  func impliedProduct(_ match: Matcher.Match, _ reading: Reading) -> Int? {
    guard reading.product == nil, let first = match.candidates.first, first.entry == nil,
      bot.matcher.topics[first.topic].kind == .attribute,
      let product = bot.reader.hinted(reading.analysis),
      bot.matcher.entry(of: first.topic, product: product) != nil
    else { return nil }
    return product
  }

  /// A bare product or variant asks the last question of that product.
  mutating func continueTopic(_ reading: inout Reading, _ session: inout Session) -> Reply? {
    if let named = reading.named { session.bring(named) }
    guard let product = session.focus else { return nil }
    if let topic = session.lastTopic.map({ bot.matcher.attribute(behind: $0) ?? $0 }),
      bot.matcher.topics[topic].kind == .attribute,
      let entry = bot.matcher.entry(of: topic, product: product)
    {
      note("上文", ["问法沿用上一问：\(bot.catalogue.entries[entry].title)"])
      return answer(entry, confidence: 0.9, &session)
    }
    if let same = sameQuestion(reading, session) {
      note("上文", ["问法沿用上一问：\(bot.catalogue.entries[same].title)"])
      return answer(same, confidence: 0.85, &session)
    }
    guard !reading.analysis.products.isEmpty, reading.contentUnits == 0 else { return nil }
    var reply = empty(.clarify, "您想了解\(bot.catalogue.products[product].alias)的哪方面呢？")
    reply.sku = bot.catalogue.products[product].sku
    return reply
  }

  /// The last question, where a product or variant is asked of in its turn and the answer is the
  /// same for all (有货吗 … 白色的呢); nil when nothing was asked.
  private func sameQuestion(_ reading: Reading, _ session: Session) -> Int? {
    guard text.contains("呢"), let entry = session.lastEntry, let last = session.lastTopic,
      bot.catalogue.entries[entry].topic == last, !bot.risks.isRisk(last),
      !bot.catalogue.entries[entry].isOfTalk
    else { return nil }
    return entry
  }

  mutating func choose(_ reading: Reading, _ session: inout Session) -> Reply? {
    guard let pending = session.pending else { return nil }
    waiting = pending
    session.pending = nil
    if OptionChoice.refusesAll(text) {
      session.misses += 1
      return miss(nil, &session)
    }
    let typed = reading.analysis.text.string
    switch pending {
    case .product(let topic, let options):
      let named = reading.named
      let picked = named ?? OptionChoice.number(in: typed, count: options.count).map { options[$0] }
      guard let picked, reading.contentUnits <= 3 || reading.isBare,
        let entry = bot.matcher.entry(of: topic, product: picked)
      else { return nil }
      session.bring(picked)
      note("上文", ["回答了“哪款商品”：\(bot.catalogue.products[picked].alias)"])
      return answer(entry, confidence: 0.95, &session)
    case .choice(let entries):
      let normalizer = bot.matcher.analyzer.normalizer
      let titles = entries.map { normalizer.normalize(bot.catalogue.entries[$0].title).string }
      guard let picked = OptionChoice.pick(typed, titles: titles) else { return nil }
      waiting = nil
      note("上文", ["选了第 \(picked + 1) 项"])
      if let finding = bot.risks.finding(entry: entries[picked]) {
        return handoff(finding, Matcher.Match(), &session)
      }
      return answer(entries[picked], confidence: 0.95, &session)
    }
  }
}
