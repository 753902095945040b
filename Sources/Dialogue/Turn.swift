internal import Language
internal import Matching
internal import Shop
internal import Text

/// Collects the steps of a turn.
final class Trace {
  var explanation = Explanation()
}

/// One message on its way to a reply.
struct Turn {
  let bot: Bot
  let text: String
  /// The code points of the text.
  let codePoints: [UInt32]
  let time: ShopTime
  /// Where the steps are noted; nil when nobody wants to know them.
  let trace: Trace?
  /// What the bot was waiting for when the message came.
  var waiting: Session.Pending?
  /// The message with the one before it, where both were read as one.
  var joinedText: String?
  /// The keyword reply that the message calls for and that was given a moment ago.
  var repeated: ShopRules.AutoReply?
  /// Whether answers need more confidence than usual.
  let isCareful: Bool
  /// Whether most of the message is put as the knowledge has never seen it.
  var isStrange = false
  /// Whether the reply asks something, and not only to go on or to write again.
  var asksBack = true

  init(bot: Bot, text: String, time: ShopTime, wantsExplanation: Bool, isCareful: Bool) {
    self.bot = bot
    self.text = text
    codePoints = text.codePoints
    self.time = time
    trace = wantsExplanation ? Trace() : nil
    self.isCareful = isCareful
  }

  var rules: ShopRules { bot.catalogue.rules }

  /// The least confidence of an answer to this message.
  func answerAt(_ session: Session) -> Double {
    let usual = session.context.channel == .live ? rules.liveAnswerAt : rules.answerAt
    return isCareful ? max(usual, rules.carefulAt) : usual
  }

  mutating func run(_ session: inout Session) -> Reply {
    var reply = decide(&session)
    if reply.decision == .clarify, asksBack, !session.ask(reply.reply) {
      // The same question twice helps nobody.
      let asked = reply
      reply = handoffPlain(.repeatedFailure, "售后", nil, &session)
      reply.entry = asked.entry
      reply.tier = asked.tier
      reply.confidence = asked.confidence
      reply.candidates = asked.candidates
    }
    session.lastMessage = Session.Message(
      text: Session.shortened(joinedText ?? text), at: time.seconds,
      isSettled: joinedText != nil || isSettled(reply))
    reply.isStrange = isStrange
    bot.labels.put(on: &session, reply)
    reply.explanation = trace?.explanation
    return reply
  }

  /// Whether a message got what it asked for, so that the next one stands by itself.
  private func isSettled(_ reply: Reply) -> Bool {
    reply.decision != .clarify || !reply.options.isEmpty
  }

  private mutating func decide(_ session: inout Session) -> Reply {
    if session.hasPerson {
      note("接管", ["人工已接管，机器人不再发言"])
      return empty(.silent, "")
    }
    if session.isFlooding(at: time.seconds) { return blocked(&session) }
    if let auto = autoReply(&session) { return auto }
    let corrected = Clauses.corrected(text, codePoints)
    var reading = bot.reader.read(corrected ?? text, in: session)
    reading.isCorrection = corrected != nil
    if reading.analysis.units.isEmpty || Clauses.isPlaceholder(text) { return unreadable() }
    if let chosen = choose(reading, &session) {
      noteReading(reading)
      return chosen
    }
    if reading.isBare, let continued = continueTopic(&reading, &session) {
      noteReading(reading)
      return continued
    }
    var match = matched(&reading, &session)
    if let joined = joinedWithLast(reading, match, session) { (reading, match) = joined }
    collectSlots(reading.analysis, &session)
    noteReading(reading)
    if let other = afterDenial(match, reading, session) { match = other }
    noteMatch(match, session)
    if trace != nil, let flip = smallestFlip(match, reading, session) {
      note("最小改动", [flip])
    }
    if let gravest = session.gravest {
      return handoffAgain(gravest, match, reading.analysis, &session)
    }
    if let finding = bot.risks.finding(match, reading.analysis, session) {
      guard
        let plain = withoutRisk(finding, reading, session)
          ?? lastClause(insteadOf: finding, match, reading, session)
      else {
        return handoff(finding, match, &session)
      }
      match = plain
    }
    if reading.isOpening, !match.isExact, match.confidence < Self.sureAt { return listen() }
    if let repeated, !asksMore(than: repeated, match, session) { return empty(.silent, "") }
    if let both = answerBoth(match, reading, &session) { return both }
    return resolve(match, reading, &session)
  }

  /// The match of a message with the dialogue's prior, the confidence by the shop's calibration.
  private mutating func matched(_ reading: inout Reading, _ session: inout Session) -> Matcher.Match
  {
    if let named = reading.named { session.bring(named) }
    var match = bot.matcher.match(reading.analysis, prior: prior(reading, session))
    if let implied = impliedProduct(match, reading) {
      reading.product = implied
      reading.productFrom = "由用词推断"
      session.bring(implied)
      match = bot.matcher.match(reading.analysis, prior: prior(reading, session))
    }
    if let twin = twinMatch(match, reading, session) { match = twin }
    isStrange = match.evidence.isStrange
    match.confidence = calibrated(match)
    settleTwins(&match, reading, session)
    return match
  }

  /// The confidence by the shop's own calibration (Platt 1999: slope and offset of the log-odds).
  func calibrated(_ match: Matcher.Match) -> Double {
    guard !match.candidates.isEmpty else { return 0 }
    let raw = min(max(match.confidence, 1e-6), 1 - 1e-6)
    return logistic(rules.slope * naturalLogarithm(raw / (1 - raw)) + rules.offset)
  }

  private func collectSlots(_ analysis: Analysis, _ session: inout Session) {
    for slot in analysis.slots where slot.kind != .number && slot.kind != .phone {
      session.slots[slot.kind.rawValue] = analysis.string(slot.range)
    }
  }

  func empty(_ decision: Decision, _ words: String) -> Reply {
    Reply(text: text, decision: decision, entry: nil, reply: words, version: bot.version)
  }

  func base(_ decision: Decision, _ match: Matcher.Match?) -> Reply {
    var reply = empty(decision, "")
    if let match {
      reply.candidates = match.candidates.prefix(5).map { candidate in
        Reply.Candidate(
          entry: candidate.entry.map { bot.catalogue.entries[$0].id }
            ?? bot.matcher.topics[candidate.topic].name,
          confidence: candidate.probability)
      }
      reply.entry = match.candidates.first?.entry.map { bot.catalogue.entries[$0].id }
    }
    return reply
  }
}
