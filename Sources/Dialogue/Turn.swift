internal import Language
internal import Matching
internal import Shop
internal import Text

/// One message on its way to a reply.
struct Turn {
  let bot: Bot
  let text: String
  let time: ShopTime
  let wantsExplanation: Bool
  private var explanation = Explanation()
  /// What the bot was waiting for when the message came.
  private var waiting: Session.Pending?
  private var isReadable = true

  init(bot: Bot, text: String, time: ShopTime, wantsExplanation: Bool) {
    self.bot = bot
    self.text = text
    self.time = time
    self.wantsExplanation = wantsExplanation
  }

  private var rules: ShopRules { bot.catalogue.rules }

  mutating func run(_ session: inout Session) -> Reply {
    var reply = decide(&session)
    if reply.decision == .clarify, isReadable, !session.ask(reply.reply) {
      // The same question twice helps nobody.
      let asked = reply
      reply = handoffPlain(.repeatedFailure, "售后", nil, &session)
      reply.entry = asked.entry
      reply.tier = asked.tier
      reply.confidence = asked.confidence
      reply.candidates = asked.candidates
    }
    if wantsExplanation { reply.explanation = explanation }
    return reply
  }

  private mutating func decide(_ session: inout Session) -> Reply {
    if session.hasPerson {
      note("接管", ["人工已接管，机器人不再发言"])
      return empty(.silent, "")
    }
    if let auto = autoReply(session) { return auto }
    let corrected = Clauses.corrected(text)
    var reading = bot.reader.read(corrected ?? text, in: session)
    reading.isCorrection = corrected != nil
    noteReading(reading)
    collectSlots(reading.analysis, &session)
    if reading.analysis.units.isEmpty { return unreadable(&session) }
    if let chosen = choose(reading, &session) { return chosen }
    if reading.isBare, let continued = continueTopic(&reading, &session) { return continued }
    if let named = reading.analysis.products.last { session.bring(named.product) }

    var match = bot.matcher.match(reading.analysis, prior: prior(reading, session))
    if let implied = impliedProduct(match, reading) {
      reading.product = implied
      session.bring(implied)
      note("商品", ["由用词推断：\(bot.catalogue.products[implied].alias)"])
      match = bot.matcher.match(reading.analysis, prior: prior(reading, session))
    }
    match.confidence = calibrated(match)
    if let denied = afterDenial(match, reading, session) { match = denied }
    noteMatch(match)
    if let finding = bot.risks.finding(match, reading.analysis, session) {
      return handoff(finding, match, &session)
    }
    return resolve(match, reading, &session)
  }

  /// The confidence by the shop's own calibration (Platt 1999: slope and offset of the log-odds).
  private func calibrated(_ match: Matcher.Match) -> Double {
    guard !match.candidates.isEmpty else { return 0 }
    let raw = min(max(match.confidence, 1e-6), 1 - 1e-6)
    return logistic(rules.slope * naturalLogarithm(raw / (1 - raw)) + rules.offset)
  }

  /// The match of the last clause, where earlier ones deny what the whole seems to ask for.
  private func afterDenial(
    _ match: Matcher.Match, _ reading: Reading, _ session: Session
  ) -> Matcher.Match? {
    let isRisk = match.candidates.first.map { bot.risks.isRisk($0.topic) } ?? false
    guard isRisk || match.confidence < rules.answerAt, !match.isExact,
      let clause = Clauses.afterDenial(reading.analysis, text)
    else { return nil }
    var rest = bot.reader.read(clause, in: session)
    rest.product = rest.product ?? reading.product
    var other = bot.matcher.match(rest.analysis, prior: prior(rest, session))
    other.confidence = calibrated(other)
    let isSure = other.confidence >= rules.answerAt && other.confidence > match.confidence
    let isHarmless = other.candidates.first.map { !bot.risks.isRisk($0.topic) } ?? false
    return isSure && isHarmless && other.outside < 0.5 ? other : nil
  }

  // MARK: What the dialogue adds

  /// Topics near the last one are likelier, the more so the less the message says by itself.
  private func prior(_ reading: Reading, _ session: Session) -> Matcher.Prior {
    var prior = Matcher.Prior(product: reading.product)
    prior.bonuses = bot.standing.bonuses(
      channel: session.context.channel, day: time.day, isShort: reading.contentUnits <= 5)
    guard let last = session.lastTopic, session.turns > 1 else { return prior }
    let strength = Self.lean(reading.contentUnits)
    let family = bot.families[last]
    let branch = bot.branches[last]
    for topic in bot.matcher.topics.indices
    where (topic != last || reading.isCorrection) && bot.families[topic] == family {
      let isNear = branch != 0 && bot.branches[topic] == branch
      prior.bonuses[topic, default: 0] += isNear ? strength + 1 : strength
    }
    if reading.product == nil, bot.matcher.topics[last].kind != .attribute, reading.isElliptical {
      // No product was spoken of: 有啥好处 asks for what was.
      for topic in bot.matcher.topics.indices where bot.matcher.topics[topic].kind == .attribute {
        prior.bonuses[topic, default: 0] -= strength
      }
    }
    return prior
  }

  /// How strongly a message of so many units leans on what was said before, in nats.
  private static func lean(_ units: Int) -> Float {
    switch units {
    case ...3: 4
    case ...5: 2.8
    case ...8: 1.4
    default: 0.3
    }
  }

  private func impliedProduct(_ match: Matcher.Match, _ reading: Reading) -> Int? {
    guard reading.product == nil, let first = match.candidates.first, first.entry == nil,
      bot.matcher.topics[first.topic].kind == .attribute,
      let product = bot.reader.hinted(reading.analysis),
      bot.matcher.entry(of: first.topic, product: product) != nil
    else { return nil }
    return product
  }

  /// A bare product or variant asks the last question of that product.
  private mutating func continueTopic(_ reading: inout Reading, _ session: inout Session) -> Reply?
  {
    if let named = reading.analysis.products.last { session.bring(named.product) }
    guard let product = session.focus else { return nil }
    if let topic = session.lastTopic, bot.matcher.topics[topic].kind == .attribute,
      let entry = bot.matcher.entry(of: topic, product: product)
    {
      note("上文", ["问法沿用上一问：\(bot.catalogue.entry(entry).title)"])
      return answer(entry, confidence: 0.9, &session)
    }
    guard !reading.analysis.products.isEmpty, reading.contentUnits == 0 else { return nil }
    var reply = empty(.clarify, "您想了解\(bot.catalogue.products[product].alias)的哪方面呢？")
    reply.sku = bot.catalogue.products[product].sku
    return reply
  }

  // MARK: Answers to what the bot asked back

  private mutating func choose(_ reading: Reading, _ session: inout Session) -> Reply? {
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
      let named = reading.analysis.products.last?.product
      let picked = named ?? OptionChoice.number(in: typed, count: options.count).map { options[$0] }
      guard let picked, reading.contentUnits <= 3 || reading.isBare,
        let entry = bot.matcher.entry(of: topic, product: picked)
      else { return nil }
      session.bring(picked)
      note("上文", ["回答了“哪款商品”：\(bot.catalogue.products[picked].alias)"])
      return answer(entry, confidence: 0.95, &session)
    case .choice(let entries):
      let normalizer = bot.matcher.analyzer.normalizer
      let titles = entries.map { normalizer.normalize(bot.catalogue.entry($0).title).string }
      guard let picked = OptionChoice.pick(typed, titles: titles) else { return nil }
      waiting = nil
      note("上文", ["选了第 \(picked + 1) 项"])
      return answer(entries[picked], confidence: 0.95, &session)
    }
  }

  // MARK: Decisions

  private mutating func resolve(
    _ match: Matcher.Match, _ reading: Reading, _ session: inout Session
  ) -> Reply {
    guard
      let first = match.candidates.first(where: { bot.matcher.topics[$0.topic].kind != .situation })
    else { return miss(match, &session) }
    let threshold = session.context.channel == .live ? rules.liveAnswerAt : rules.answerAt
    let isOutside = match.outside > first.probability && !match.isExact
    if isOutside { return decline(match, &session) }
    if bot.matcher.topics[first.topic].kind == .attribute, first.entry == nil {
      return askProduct(first, match, &session)
    }
    guard let entry = first.entry, match.confidence >= threshold else {
      return offer(match, &session)
    }
    return answer(entry, confidence: match.confidence, match: match, &session)
  }

  private mutating func answer(
    _ index: Int, confidence: Double, match: Matcher.Match? = nil, _ session: inout Session
  ) -> Reply {
    let entry = bot.catalogue.entry(index)
    let isSmalltalk = entry.id.hasPrefix("smalltalk.")
    if bot.risks.isObjection(index) {
      session.objections += 1
      if session.objections > 1 || session.misses > 0 {
        return handoffPlain(.repeatedFailure, entry.skill, match, &session)
      }
    }
    if isSmalltalk {
      // 谢谢 and 嗯嗯 answer nothing that was asked back.
      session.pending = waiting
    } else {
      session.lastTopic = entry.topic
      session.lastEntry = index
      session.asked = []
      session.misses = 0
    }
    session.labels.insert(entry.id)
    var reply = base(entry.declines ? .decline : .answer, match)
    reply.entry = entry.id
    reply.tier = entry.tier
    reply.sku = entry.product.map { bot.catalogue.products[$0].sku }
    reply.confidence = confidence
    reply.reply = bot.renderer.answer(entry, session, index, at: time)
    session.countAnswer(index)
    note("决定", ["回答 \(entry.id)（把握 \(percent(confidence))）"])
    return reply
  }

  private mutating func decline(_ match: Matcher.Match, _ session: inout Session) -> Reply {
    var reply = base(.decline, match)
    reply.confidence = match.confidence
    let isSpam = match.outsideKind == "spam"
    if isSpam { session.blocked += 1 }
    reply.reply = rules.text(isSpam ? "blocked" : "decline")
    note("决定", ["不属于本店业务（\(match.outsideKind ?? "")，\(percent(match.outside))），婉拒"])
    return reply
  }

  private mutating func askProduct(
    _ candidate: Matcher.Candidate, _ match: Matcher.Match, _ session: inout Session
  ) -> Reply {
    let options = Array(bot.matcher.products(of: candidate.topic).prefix(3))
    session.pending = .product(
      topic: candidate.topic, options: bot.matcher.products(of: candidate.topic))
    session.lastTopic = candidate.topic
    var reply = base(.clarify, match)
    reply.confidence =
      match.confidence / Double(max(1, bot.matcher.products(of: candidate.topic).count))
    reply.options = options.compactMap { product in
      bot.matcher.entry(of: candidate.topic, product: product).map {
        let entry = bot.catalogue.entry($0)
        return Reply.Option(entry: entry.id, title: bot.catalogue.products[product].alias)
      }
    }
    reply.entry = reply.options.first?.entry
    reply.tier = "product"
    reply.reply = bot.renderer.options(rules.text("whichProduct"), reply.options.map(\.title))
    note("决定", ["问的是商品属性，但不知道是哪款商品，反问"])
    return reply
  }

  /// Offers the nearest entries, or asks to rephrase, or hands over after the second miss.
  private mutating func offer(_ match: Matcher.Match, _ session: inout Session) -> Reply {
    let options = match.candidates.filter { $0.entry != nil && $0.probability > 0.02 }.prefix(3)
    session.misses += 1
    guard match.confidence >= rules.clarifyAt, !options.isEmpty, session.misses < 2 else {
      return miss(match, &session)
    }
    let entries = options.compactMap(\.entry)
    session.pending = .choice(entries: entries)
    var reply = base(.clarify, match)
    reply.confidence = match.confidence
    reply.options = entries.map {
      let entry = bot.catalogue.entry($0)
      return Reply.Option(entry: entry.id, title: entry.title)
    }
    if let first = entries.first {
      let entry = bot.catalogue.entry(first)
      reply.entry = entry.id
      reply.tier = entry.tier
    }
    reply.reply = bot.renderer.options(rules.text("clarify"), reply.options.map(\.title))
    note("决定", ["把握 \(percent(match.confidence)) 不够，给出相近问题让顾客选"])
    return reply
  }

  private mutating func miss(_ match: Matcher.Match?, _ session: inout Session) -> Reply {
    if session.misses >= 2 {
      return handoffPlain(.repeatedFailure, "售后", match, &session)
    }
    session.misses = max(1, session.misses)
    var reply = base(.clarify, match)
    reply.confidence = match?.confidence ?? 0
    reply.reply = rules.text("rephrase")
    note("决定", ["没有把握，请顾客换个说法"])
    return reply
  }

  private mutating func unreadable(_ session: inout Session) -> Reply {
    isReadable = false
    note("决定", ["没有可读的文字"])
    return empty(.clarify, rules.text("rephrase"))
  }

  // MARK: Handing over

  private mutating func handoff(
    _ finding: RiskPolicy.Finding, _ match: Matcher.Match, _ session: inout Session
  ) -> Reply {
    var level = finding.situation.level
    var skill = finding.situation.skill
    var situation = finding.situation
    if finding.reason == .requested {
      session.requests += 1
      if session.requests > 1, let repeated = bot.risks.repeatedRequest {
        situation = repeated
        level = repeated.level
        skill = repeated.skill
      }
    }
    session.level = max(session.level, level)
    session.labels.insert(situation.id)
    var reply = base(.handoff, match)
    reply.confidence = match.confidence
    let entry =
      match.candidates.first { $0.topic == finding.topic }?.entry
      ?? match.candidates.first { candidate in
        candidate.entry.map { situation.entries.contains($0) } ?? false
      }?.entry ?? situation.entries.first
    if let entry {
      let value = bot.catalogue.entry(entry)
      reply.entry = value.id
      reply.tier = value.tier
      session.lastTopic = value.topic
    }
    reply.reply = bot.renderer.handoff(skill, situation, at: time)
    reply.handoff = Reply.Handoff(
      reason: finding.reason, level: level, skill: skill,
      summary: bot.renderer.summary(session, want: text, reason: situation.situation),
      situation: situation.id, deadline: situation.deadline, secondPerson: situation.secondPerson)
    note("决定", ["转人工：\(situation.situation)（\(level) 级，\(skill)）"])
    return reply
  }

  private mutating func handoffPlain(
    _ reason: HandoffReason, _ skill: String, _ match: Matcher.Match?, _ session: inout Session
  ) -> Reply {
    session.misses = 0
    session.pending = nil
    session.level = max(session.level, 1)
    var reply = base(.handoff, match)
    reply.confidence = match?.confidence ?? 0
    if let entry = match?.candidates.first?.entry {
      let value = bot.catalogue.entry(entry)
      reply.entry = value.id
      reply.tier = value.tier
    }
    reply.reply = bot.renderer.handoff(skill, nil, at: time)
    reply.handoff = Reply.Handoff(
      reason: reason, level: 1, skill: skill,
      summary: bot.renderer.summary(session, want: text, reason: "多次未能解答"))
    note("决定", ["转人工：多次未能解答"])
    return reply
  }

  // MARK: Keyword replies

  private mutating func autoReply(_ session: Session) -> Reply? {
    for auto in rules.autoReplies {
      if auto.window.count == 2, !(auto.window[0]...auto.window[1]).contains(time.day) { continue }
      if let channel = auto.channel, channel != session.context.channel.rawValue { continue }
      guard auto.words.allSatisfy(text.contains), !auto.without.contains(where: text.contains)
      else { continue }
      var reply = empty(.answer, auto.reply)
      reply.entry = auto.entry
      reply.confidence = 1
      note("决定", ["关键词回复：\(auto.words.joined(separator: "+"))"])
      return reply
    }
    return nil
  }

  // MARK: Helpers

  private func collectSlots(_ analysis: Analysis, _ session: inout Session) {
    for slot in analysis.slots where slot.kind != .number && slot.kind != .phone {
      session.slots[slot.kind.rawValue] = analysis.string(slot.range)
    }
  }

  private func empty(_ decision: Decision, _ words: String) -> Reply {
    Reply(text: text, decision: decision, entry: nil, reply: words, version: bot.version)
  }

  private func base(_ decision: Decision, _ match: Matcher.Match?) -> Reply {
    var reply = empty(decision, "")
    if let match {
      reply.candidates = match.candidates.prefix(5).map { candidate in
        Reply.Candidate(
          entry: candidate.entry.map { bot.catalogue.entry($0).id }
            ?? bot.matcher.topics[candidate.topic].name,
          confidence: candidate.probability)
      }
      reply.entry = match.candidates.first?.entry.map { bot.catalogue.entry($0).id }
    }
    return reply
  }

  private mutating func note(_ name: String, _ details: [String]) {
    if wantsExplanation { explanation.steps.append(Explanation.Step(name, details)) }
  }

  private mutating func noteReading(_ reading: Reading) {
    guard wantsExplanation else { return }
    let analysis = reading.analysis
    note("规范化", [analysis.text.string])
    if !analysis.rewrites.isEmpty {
      note("方言与网络语", analysis.rewrites.map { "\($0.form) → \($0.standard)" })
    }
    note("分词", [analysis.words.map(analysis.string).joined(separator: " ")])
    if !analysis.groups.isEmpty {
      note(
        "同义词",
        analysis.groups.map {
          "\(analysis.string($0.range)) → \(bot.matcher.analyzer.lexicon.groupNames[$0.group])"
        })
    }
    let negated = zip(analysis.units, analysis.negated).filter(\.1).map {
      analysis.string($0.0.range)
    }
    if !negated.isEmpty { note("否定范围", [negated.joined()]) }
    if !analysis.slots.isEmpty {
      note("取值", analysis.slots.map { "\($0.kind.rawValue)：\(analysis.string($0.range))" })
    }
    if let product = reading.product {
      note("商品", ["\(bot.catalogue.products[product].alias)（\(reading.productFrom)）"])
    }
  }

  private mutating func noteMatch(_ match: Matcher.Match) {
    guard wantsExplanation else { return }
    note(
      "候选",
      match.candidates.prefix(5).map { candidate in
        let name =
          candidate.entry.map { bot.catalogue.entry($0).id }
          ?? bot.matcher.topics[candidate.topic].name
        return "\(name) \(percent(candidate.probability))"
      })
    note(
      "把握",
      contributions(match).map { "\($0.name) \(signed($0.value))" }
        + ["合计 → \(percent(match.confidence))"])
    note(
      "阈值",
      [
        "回答 ≥ \(percent(rules.answerAt))，给选项 ≥ \(percent(rules.clarifyAt))，不属本店 \(percent(match.outside))"
      ])
  }

  /// What the stated confidence is made of, the shop's own calibration included: log-odds that add
  /// up to it.
  private func contributions(_ match: Matcher.Match) -> [(name: String, value: Double)] {
    var parts = bot.matcher.contributions(match.evidence).map {
      (name: $0.name, value: $0.value * rules.slope)
    }
    if rules.offset != 0 { parts.append((name: "本店校准", value: rules.offset)) }
    if match.isExact {
      let stated = naturalLogarithm(match.confidence / (1 - match.confidence))
      parts.append((name: "知识里的原句", value: stated - parts.reduce(0) { $0 + $1.value }))
    }
    return parts
  }

  private func percent(_ value: Double) -> String {
    let tenths = Int((value * 1000).rounded())
    return "\(tenths / 10).\(tenths % 10)%"
  }

  private func signed(_ value: Double) -> String {
    let hundredths = Int((abs(value) * 100).rounded())
    let rest = hundredths % 100
    return "\(value < 0 ? "−" : "+")\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
  }
}
