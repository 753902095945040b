internal import Language
internal import Matching
internal import Shop

/// Messages of several parts, and parts of one message.
extension Turn {
  /// A message together with the one before it, where that was only a start or has just been sent
  /// and the two are understood better as one; nil otherwise.
  mutating func joinedWithLast(
    _ reading: Reading, _ match: Matcher.Match, _ session: Session
  ) -> (Reading, Matcher.Match)? {
    guard let last = session.lastMessage, !reading.isCorrection, !match.isExact else { return nil }
    let pause = time.seconds - last.at
    let isBurst = pause <= rules.burstSeconds
    guard isBurst || (!last.isSettled && pause <= Self.longestBreath) else { return nil }
    guard isBurst || match.confidence < rules.answerAt else { return nil }
    let text = last.text + " " + self.text
    let (joined, other) = readAlone(text, reading, session)
    if isBurst, isGraver(other, joined.analysis, session) {
      joinedText = text
      note("连读", ["与上一条合在一起才是风险：\(text)"])
      return (joined, other)
    }
    guard other.confidence > match.confidence, other.confidence >= rules.answerAt else {
      return nil
    }
    joinedText = text
    note("连读", ["与上一条合在一起：\(text)"])
    return (joined, other)
  }

  /// Whether a reading calls for a person, and more gravely than what was said before.
  private func isGraver(_ match: Matcher.Match, _ analysis: Analysis, _ session: Session) -> Bool {
    guard let finding = bot.risks.finding(match, analysis, session) else { return false }
    return finding.situation.level > session.level
  }

  /// The least confidence of an answer to part of a message, and of reading a mere opening as more.
  static let sureAt = 0.85

  /// Seconds within which a message goes on with a mere beginning.
  private static let longestBreath = 120

  /// The match of the last clause, where earlier ones deny what the whole seems to ask for
  /// (不用转人工 告诉我运费就行).
  func afterDenial(
    _ match: Matcher.Match, _ reading: Reading, _ session: Session
  ) -> Matcher.Match? {
    guard !match.isExact, let clause = Clauses.afterDenial(reading.analysis, reading.text),
      let first = match.candidates.first
    else { return nil }
    let (rest, other) = readAlone(clause.rest, reading, session)
    let isSure = other.confidence >= rules.answerAt && other.outside < 0.5
    guard isSure, let best = other.candidates.first, !bot.risks.isRisk(best.topic) else {
      return nil
    }
    if match.confidence < rules.answerAt || bot.risks.isRisk(first.topic)
      || bot.risks.finding(match, reading.analysis, session) != nil
    {
      if other.confidence > match.confidence { return other }
      // 专票不用 普通的能给不: the risk stands in what is denied, and only there.
      guard let denied = readAlone(clause.denial, reading, session).1.candidates.first?.topic
      else { return nil }
      let isDenied = denied == first.topic || bot.risks.isRisk(denied)
      return isDenied && other.confidence >= Self.sureAt ? other : nil
    }
    if match.confidence < Self.sureAt, other.confidence >= Self.sureAt,
      match.candidates.dropFirst().first?.topic == best.topic
    {
      return other
    }
    // What the customer does not want of the talk itself is no answer to what he asks.
    let isOfTalk = first.entry.map { bot.catalogue.entries[$0].isOfTalk } ?? false
    guard isOfTalk, best.topic != first.topic else { return nil }
    return other.confidence >= Self.sureAt || rest.analysis.questions != 0 ? other : nil
  }

  /// Another text in the place of the message, read and matched with the product of the message
  /// where it names none.
  func readAlone(
    _ text: String, _ reading: Reading, _ session: Session
  ) -> (Reading, Matcher.Match) {
    var part = bot.reader.read(text, in: session)
    part.product = part.product ?? reading.product
    var match = bot.matcher.match(part.analysis, prior: prior(part, session))
    match.confidence = calibrated(match)
    return (part, match)
  }

  /// Two answers to a message that asks two things, each surely understood; nil otherwise.
  mutating func answerBoth(
    _ match: Matcher.Match, _ reading: Reading, _ session: inout Session
  ) -> Reply? {
    guard !match.isExact, match.outside < 0.5 else { return nil }
    let clauses = Clauses.questions(reading.analysis, reading.text)
    guard clauses.count == 2 else { return nil }
    var found: [(entry: Int, confidence: Double)] = []
    for clause in clauses {
      let (_, part) = readAlone(clause, reading, session)
      guard let first = part.candidates.first, let entry = first.entry,
        part.confidence >= Self.sureAt, part.outside < 0.5, !bot.risks.isRisk(first.topic),
        !bot.catalogue.entries[entry].isSmalltalk
      else { return nil }
      found.append((entry, part.confidence))
    }
    let whole = match.candidates.prefix(2).compactMap(\.entry)
    guard found[0].entry != found[1].entry, found.contains(where: { whole.first == $0.entry })
    else { return nil }
    let primary = whole.first == found[1].entry ? 1 : 0
    let other = found[1 - primary].entry
    let confidence = min(1, max(match.confidence, found[primary].confidence))
    var reply = answer(found[primary].entry, confidence: confidence, match: match, &session)
    guard reply.decision == .answer else { return reply }
    let second = bot.catalogue.entries[other]
    reply.reply += "\n" + bot.renderer.answer(second, session, other, at: time)
    session.countAnswer(other)
    session.speak(of: bot.catalogue.entries[found[1].entry].topic)
    session.lastEntry = found[1].entry
    note("两问", ["一并回答 \(second.id)"])
    return reply
  }
}
