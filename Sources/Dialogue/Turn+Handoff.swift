internal import Language
internal import Matching
internal import Shop

/// Handing over to a person.
extension Turn {
  mutating func handoff(
    _ finding: RiskPolicy.Finding, _ match: Matcher.Match, _ session: inout Session
  ) -> Reply {
    var situation = finding.situation
    if finding.reason == .requested {
      session.requests += 1
      if session.requests > 1, let repeated = bot.risks.repeatedRequest {
        situation = repeated
      }
    }
    session.level = max(session.level, situation.level)
    if situation.level >= 3 {
      session.gravest = bot.catalogue.situations.firstIndex { $0.id == situation.id }
    }
    var reply = base(.handoff, match)
    reply.confidence = match.confidence
    let entry =
      match.candidates.first { $0.topic == finding.topic }?.entry
      ?? match.candidates.first { candidate in
        candidate.entry.map { situation.entries.contains($0) } ?? false
      }?.entry ?? situation.entries.first
    if let entry {
      let value = bot.catalogue.entries[entry]
      reply.entry = value.id
      reply.tier = value.tier
      session.speak(of: value.topic)
    }
    reply.reply = bot.renderer.handoff(situation.skill, situation, at: time)
    reply.handoff = Reply.Handoff(
      reason: finding.reason, level: situation.level, skill: situation.skill,
      summary: bot.renderer.summary(session, want: text, reason: situation.situation),
      situation: situation.id, deadline: situation.deadline, secondPerson: situation.secondPerson)
    note("决定", ["转人工：\(situation.situation)（\(situation.level) 级，\(situation.skill)）"])
    return reply
  }

  /// Hands over once more: after the gravest level the bot gives no answer of its own.
  mutating func handoffAgain(
    _ situation: Int, _ match: Matcher.Match, _ analysis: Analysis, _ session: inout Session
  ) -> Reply {
    let gravest = bot.catalogue.situations[situation]
    let found = bot.risks.finding(match, analysis, session)
    // What a customer says meanwhile does not make the crisis a smaller one.
    if let found, found.situation.level >= gravest.level {
      return handoff(found, match, &session)
    }
    let finding = RiskPolicy.Finding(
      situation: gravest, topic: match.candidates.first?.topic ?? 0, reason: .risk)
    return handoff(finding, match, &session)
  }

  /// Units up to which a message accuses of nothing but what it names.
  private static let tiniest = 4
  /// From this probability on a message means a risk by itself.
  private static let ownRisk = 0.2

  /// The match of a short message by itself, where only the dialogue makes it a risk (新人呢); nil
  /// when it is one by itself.
  func withoutRisk(
    _ finding: RiskPolicy.Finding, _ reading: Reading, _ session: Session
  ) -> Matcher.Match? {
    guard reading.contentUnits <= Self.tiniest, session.turns > 1, joinedText == nil else {
      return nil
    }
    var match = bot.matcher.match(reading.analysis, prior: standingPrior(reading, session))
    match.confidence = calibrated(match)
    // A risk that the words alone may well mean is no shadow of the dialogue.
    let mayBeRisk = match.candidates.contains {
      $0.topic == finding.topic && $0.probability >= Self.ownRisk
    }
    guard match.confidence >= rules.answerAt, !mayBeRisk,
      bot.risks.finding(match, reading.analysis, session) == nil
    else { return nil }
    return match
  }

  /// The match of the last clause, where the whole is a risk in a guess only and no clause is one
  /// by itself (孩子相中这个 我来付 能分期不); nil otherwise.
  func lastClause(
    insteadOf finding: RiskPolicy.Finding, _ match: Matcher.Match, _ reading: Reading,
    _ session: Session
  ) -> Matcher.Match? {
    guard finding.situation.level < 3, finding.situation.condition == nil,
      match.confidence < Self.sureAt, joinedText == nil
    else { return nil }
    var last: Matcher.Match?
    for clause in Clauses.all(reading.analysis, reading.text) {
      let (part, found) = readAlone(clause, reading, session)
      guard bot.risks.finding(found, part.analysis, session) == nil else { return nil }
      last = found
    }
    guard let last, let first = last.candidates.first, last.confidence >= Self.sureAt,
      last.outside < 0.5, !isCourtesy(first)
    else { return nil }
    return last
  }

  mutating func handoffPlain(
    _ reason: HandoffReason, _ skill: String, _ match: Matcher.Match?, _ session: inout Session
  ) -> Reply {
    session.misses = 0
    session.pending = nil
    session.level = max(session.level, 1)
    var reply = base(.handoff, match)
    reply.confidence = match?.confidence ?? 0
    if let entry = match?.candidates.first?.entry {
      let value = bot.catalogue.entries[entry]
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
}
