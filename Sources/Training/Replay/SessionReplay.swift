internal import Dialogue
internal import Index
internal import Language
internal import Matching
internal import Shop

/// Puts the questions of sessions to the bot, as if it had been there in the agent's place.
struct SessionReplay: Sendable {
  /// From this much in common the agent said what the bot would have said, where the bot is sure of
  /// the question.
  private static let agreesWhenSure = 0.08
  private static let sure = 0.9
  /// The confidence that is believed where no agent answered, or where a person must take over.
  private static let believed = 0.75
  private static let candidatesKept = 5

  let shop: ShopView
  let agreement: AnswerAgreement

  init(shop: ShopView) {
    self.shop = shop
    agreement = AnswerAgreement(
      matcher: shop.matcher,
      answers: shop.catalogue.entries.map(\.answer.string))
  }

  /// The session's questions with the bot's replies. O(messages · model).
  func replay(
    _ transcript: Transcript, _ understanding: SessionUnderstanding
  ) -> [ReplayedQuestion] {
    guard !understanding.questions.isEmpty else { return [] }
    let replies = replies(to: transcript)
    var questions = understanding.questions.compactMap { question in
      replies[question.message].map { replayed(question, $0) }
    }
    let open = questions.count { $0.verdict != .right }
    for index in questions.indices { questions[index].openInSession = max(1, open) }
    return questions
  }

  private func replies(to transcript: Transcript) -> [Int: Reply] {
    var context = DialogueContext(customer: transcript.customer)
    if shop.product(transcript.sku) != nil { context.sku = transcript.sku }
    if let channel = transcript.channel.flatMap(DialogueContext.Channel.init(rawValue:)) {
      context.channel = channel
    }
    var session = Session(context)
    var time = transcript.startedAt ?? .evaluation
    var replies: [Int: Reply] = [:]
    for (place, message) in transcript.messages.enumerated() where message.from == .customer {
      if let at = message.at, time < at { time = at }
      replies[place] = shop.bot.reply(to: message.text, in: &session, at: time)
    }
    return replies
  }

  private func replayed(_ question: SessionQuestion, _ reply: Reply) -> ReplayedQuestion {
    let text = PhraseCleaner.question(question.text)
    let answer = PhraseCleaner.withoutMarks(question.answerText)
    let analysis = shop.matcher.analyzer.analyze(text)
    let product = analysis.products.last?.product ?? shop.product(question.sku)
    let match = shop.matcher.match(analysis, prior: Matcher.Prior(product: product))
    let vector = agreement.vector(answer, shop.matcher)
    let entry = reply.entry.flatMap(shop.entry)
    let agrees = entry.map { agreement.agreement(vector, entry: $0) } ?? 0
    var topics = match.candidates.map {
      ReplayedQuestion.TopicShare(topic: $0.topic, probability: $0.probability)
    }
    topics.sort { $0.topic < $1.topic }
    return ReplayedQuestion(
      question: question, text: text, answer: answer,
      verdict: verdict(reply, agrees, hasAnswer: !answer.isEmpty), entry: entry,
      confidence: reply.confidence,
      candidates: candidates(match, reply, question, product, vector), topics: topics,
      product: product)
  }

  private func verdict(
    _ reply: Reply, _ agreement: Double, hasAnswer: Bool
  ) -> ReplayedQuestion.Verdict {
    switch reply.decision {
    case .answer:
      if !hasAnswer { return reply.confidence >= Self.believed ? .right : .wrong }
      let needed = reply.confidence >= Self.sure ? Self.agreesWhenSure : AnswerAgreement.agrees
      return agreement >= needed ? .right : .wrong
    case .handoff:
      switch reply.handoff?.reason {
      case .lowConfidence, .repeatedFailure: return .transferred
      case .requested, .emotion: return .right
      case .risk, .policy, nil:
        return reply.confidence >= Self.believed || agreement >= AnswerAgreement.agrees
          ? .right : .transferred
      }
    case .clarify, .decline: return .unanswered
    case .silent: return .right
    }
  }

  /// Entries that the whole burst, its last message or the bot speak for.
  private func candidates(
    _ match: Matcher.Match, _ reply: Reply, _ question: SessionQuestion, _ product: Int?,
    _ answer: TermVector
  ) -> [ReplayedQuestion.Candidate] {
    var best: [Int: Double] = [:]
    func add(_ match: Matcher.Match) {
      for candidate in match.candidates {
        guard let entry = candidate.entry else { continue }
        best[entry] = max(best[entry] ?? 0, candidate.probability)
      }
    }
    add(match)
    if question.messageIndices.count > 1 {
      let text = PhraseCleaner.question(question.messageText)
      let alone = shop.matcher.analyzer.analyze(text)
      let named = alone.products.last?.product ?? product
      add(shop.matcher.match(alone, prior: Matcher.Prior(product: named)))
    }
    for candidate in reply.candidates {
      guard let entry = shop.entry(candidate.entry) else { continue }
      best[entry] = max(best[entry] ?? 0, candidate.confidence)
    }
    return best.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(Self.candidatesKept).map {
      ReplayedQuestion.Candidate(
        entry: $0.key, probability: $0.value,
        agreement: agreement.agreement(answer, entry: $0.key))
    }
  }
}
