internal import Language
internal import Matching
internal import Shop

/// What is done with a message that was understood, or not.
extension Turn {
  mutating func resolve(
    _ match: Matcher.Match, _ reading: Reading, _ session: inout Session
  ) -> Reply {
    guard
      let first = match.candidates.first(where: { bot.matcher.topics[$0.topic].kind != .situation })
    else { return miss(match, &session) }
    if let courtesy = courtesy(match, reading) {
      return answer(courtesy.entry, confidence: courtesy.confidence, match: match, &session)
    }
    let isOutside = match.outside > first.probability && !match.isExact
    if isOutside { return decline(match, &session) }
    if bot.matcher.topics[first.topic].kind == .attribute, first.entry == nil {
      return askProduct(first, match, &session)
    }
    guard let entry = first.entry, match.confidence >= answerAt(session),
      !isFragment(match, reading, session)
    else {
      return offer(match, &session)
    }
    return answer(entry, confidence: match.confidence, match: match, &session)
  }

  /// Whether a message is a single character that says nothing without a dialogue (我我我).
  private func isFragment(
    _ match: Matcher.Match, _ reading: Reading, _ session: Session
  ) -> Bool {
    !match.isExact && reading.analysis.scalars.count == 1 && session.lastTopic == nil
  }

  /// The entry that answers greetings, thanks and the like, where it is sure that the message is
  /// one and only open which (好吧谢谢), or where it says nothing at all (哦); nil otherwise.
  private func courtesy(
    _ match: Matcher.Match, _ reading: Reading
  ) -> (entry: Int, confidence: Double)? {
    guard let first = match.candidates.first, let entry = first.entry, isCourtesy(first)
    else { return nil }
    if reading.saysNothing { return (entry, match.confidence) }
    guard match.confidence < rules.answerAt else { return nil }
    let share = match.candidates.reduce(0) { sum, candidate in
      sum + (isCourtesy(candidate) ? candidate.probability : 0)
    }
    return share >= rules.answerAt ? (entry, share) : nil
  }

  mutating func answer(
    _ index: Int, confidence: Double, match: Matcher.Match? = nil, _ session: inout Session
  ) -> Reply {
    let entry = bot.catalogue.entries[index]
    let isSmalltalk = entry.isSmalltalk
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
      session.speak(of: entry.topic)
      session.lastEntry = index
      session.asked = []
      session.misses = 0
    }
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

  mutating func decline(_ match: Matcher.Match, _ session: inout Session) -> Reply {
    var reply = base(.decline, match)
    reply.confidence = match.confidence
    let isSpam = match.outsideKind == "spam"
    if isSpam { session.blocked += 1 }
    reply.reply = rules.text(isSpam ? "blocked" : "decline")
    note("决定", ["不属于本店业务（\(match.outsideKind ?? "")，\(percent(match.outside))），婉拒"])
    return reply
  }

  mutating func askProduct(
    _ candidate: Matcher.Candidate, _ match: Matcher.Match, _ session: inout Session
  ) -> Reply {
    let options = Array(bot.matcher.products(of: candidate.topic).prefix(3))
    session.pending = .product(
      topic: candidate.topic, options: bot.matcher.products(of: candidate.topic))
    session.speak(of: candidate.topic)
    var reply = base(.clarify, match)
    reply.confidence =
      match.confidence / Double(max(1, bot.matcher.products(of: candidate.topic).count))
    reply.options = options.compactMap { product in
      bot.matcher.entry(of: candidate.topic, product: product).map {
        let entry = bot.catalogue.entries[$0]
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
  mutating func offer(_ match: Matcher.Match, _ session: inout Session) -> Reply {
    let options = match.candidates.filter { $0.probability > 0.02 && isWorthOffering($0) }.prefix(3)
    session.misses += 1
    guard match.confidence >= rules.clarifyAt, !options.isEmpty, session.misses < 2 else {
      return miss(match, &session)
    }
    let entries = options.compactMap(\.entry)
    session.pending = .choice(entries: entries)
    var reply = base(.clarify, match)
    reply.confidence = match.confidence
    reply.options = entries.map {
      let entry = bot.catalogue.entries[$0]
      return Reply.Option(entry: entry.id, title: entry.title)
    }
    if let first = entries.first {
      let entry = bot.catalogue.entries[first]
      reply.entry = entry.id
      reply.tier = entry.tier
      session.speak(of: entry.topic)
    }
    reply.reply = bot.renderer.options(rules.text("clarify"), reply.options.map(\.title))
    note("决定", ["把握 \(percent(match.confidence)) 不够，给出相近问题让顾客选"])
    return reply
  }

  /// Whether a candidate is something that a customer might choose.
  private func isWorthOffering(_ candidate: Matcher.Candidate) -> Bool {
    candidate.entry != nil && !isCourtesy(candidate)
  }

  /// Whether a candidate answers a greeting, thanks and the like.
  func isCourtesy(_ candidate: Matcher.Candidate) -> Bool {
    candidate.entry.map { bot.catalogue.entries[$0].isSmalltalk } ?? false
  }

  mutating func miss(_ match: Matcher.Match?, _ session: inout Session) -> Reply {
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

  mutating func unreadable() -> Reply {
    asksBack = false
    note("决定", ["没有可读的文字"])
    return empty(.clarify, rules.text("rephrase"))
  }

  /// The customer has only begun to speak.
  mutating func listen() -> Reply {
    asksBack = false
    note("决定", ["顾客还没说完，请他说下去"])
    return empty(.clarify, rules.text("listen"))
  }

  mutating func blocked(_ session: inout Session) -> Reply {
    session.blocked += 1
    note("决定", ["消息过快，暂不回复"])
    return empty(.decline, rules.text("blocked"))
  }

  /// The reply to keywords that the shop has set, before anything is matched.
  mutating func autoReply(_ session: inout Session) -> Reply? {
    for index in bot.keywordReplies.matching(codePoints) {
      let auto = rules.autoReplies[index]
      guard applies(auto, session) else { continue }
      if auto.every > 0, let last = session.triggered[index], time.seconds - last < auto.every {
        note("关键词", ["\(auto.every) 秒内已回复过：\(auto.words.joined(separator: "+"))"])
        repeated = auto
        continue
      }
      session.triggered[index] = time.seconds
      note("决定", ["关键词回复：\(auto.words.joined(separator: "+"))"])
      guard let entry = auto.entry.flatMap(bot.index(ofEntry:)) else {
        var reply = empty(.answer, auto.reply)
        reply.confidence = 1
        return reply
      }
      var reply = answer(entry, confidence: 1, &session)
      if !auto.reply.isEmpty { reply.reply = auto.reply }
      return reply
    }
    return nil
  }

  /// Whether a message asks something of its own besides the keywords of a reply (贵了 … 贵了 几天到).
  func asksMore(
    than auto: ShopRules.AutoReply, _ match: Matcher.Match, _ session: Session
  ) -> Bool {
    guard let entry = match.candidates.first?.entry, match.outside < 0.5 else { return false }
    let known = auto.entry.flatMap(bot.index(ofEntry:))
    return entry != known && match.confidence >= Self.sureAt
  }

  private func applies(_ auto: ShopRules.AutoReply, _ session: Session) -> Bool {
    if auto.window.count == 2, !(auto.window[0]...auto.window[1]).contains(time.day) {
      return false
    }
    return auto.channel == nil || auto.channel == session.context.channel.rawValue
  }
}
