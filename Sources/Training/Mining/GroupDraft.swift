internal import Index
internal import Language
internal import Matching
internal import Shop

/// Chooses the words of a proposal among those of customers and agents.
struct GroupDraft {
  private static let longestQuestion = 48
  private static let shortestQuestion = 4
  private static let titleLengths = 6...16
  /// The share of the usual matter below which a wording is no wording of its group.
  private static let leastMatter: Float = 0.45
  /// The share of a burst's matter that its last message needs to stand alone.
  private static let needsContext: Float = 0.6

  let vectors: QuestionVectors
  let masker: PrivacyMasker
  /// Pairs of neighbouring letters in the words that the shop itself uses.
  private let usual: Set<UInt64>

  init(vectors: QuestionVectors, masker: PrivacyMasker, shop: ShopView) {
    self.vectors = vectors
    self.masker = masker
    usual = shop.catalogue.entries.indices.reduce(into: []) { pairs, index in
      let entry = shop.catalogue.entries[index]
      pairs.formUnion(Utterance(entry.title).pairs)
      pairs.formUnion(Utterance(entry.answer.string).pairs)
    }
  }

  // MARK: Answers

  /// The answer that has most in common with the others, without what only its customer needed;
  /// nil when none is fit for everybody.
  func answer(of members: [ReplayedQuestion]) -> String? {
    let candidates = members.mainQuestions().compactMap { member -> Candidate? in
      let draft = AnswerDraft(member.question.firstAnswer)
      guard draft.isUsable, isClean(draft.text) else { return nil }
      return Candidate(draft: draft, asked: member.text)
    }
    let consensus = Consensus(candidates.map(\.draft.text))
    let stated = candidates.map { Set(Quantity.all(in: $0.draft.text)) }
    let scored = candidates.enumerated().map { place, candidate -> (Double, String) in
      // A number that only this customer and this answer name is of a single order.
      let own = Set(Quantity.all(in: candidate.asked)).intersection(stated[place])
      let isOwn = own.contains { quantity in
        !stated.enumerated().contains { $0.offset != place && $0.element.contains(quantity) }
      }
      let text = consensus.pruned(candidate.draft.text)
      return (consensus.share(of: text) * candidate.draft.share * (isOwn ? 0.5 : 1), text)
    }
    return scored.max { ($0.0, $1.1) < ($1.0, $0.1) }?.1
  }

  private struct Candidate {
    var draft: AnswerDraft
    var asked: String
  }

  /// Word for word what a side said, without personal data.
  func quote(of members: [ReplayedQuestion]) -> String? {
    if let text = answer(of: members) { return text }
    return members.map { PhraseCleaner.withoutMarks($0.question.answerText) }
      .map { $0.replacing("\n", with: "；") }
      .filter { !$0.isEmpty && isClean($0) }.max { ($0.count, $1) < ($1.count, $0) }
  }

  // MARK: Questions

  /// The wordings of a group, each once, the most telling first, without personal data.
  func questions(of members: [ReplayedQuestion], mean: TermVector, limit: Int) -> [String] {
    var keys: Set<String> = []
    var found: [(matter: Float, text: String)] = []
    for member in members.mainQuestions(answeredOnly: false) {
      guard let text = wording(of: member, mean: mean),
        keys.insert(DecidedProposals.key(text)).inserted
      else { continue }
      found.append((vectors.vector(text: text).dot(mean), text))
    }
    found.sort { ($1.matter, $0.text) < ($0.matter, $1.text) }
    // What has little of the common matter only makes sense in its dialogue.
    let usual = found.isEmpty ? 0 : found[found.count / 2].matter
    return found.prefix(limit).filter { Self.leastMatter * usual <= $0.matter }.map(\.text)
  }

  /// What a customer asked in words that can stand alone; nil when there are none.
  func wording(of member: ReplayedQuestion, mean: TermVector) -> String? {
    let alone = PhraseCleaner.question(member.question.messageText)
    let choices = [alone, member.text].filter(isFit)
    guard let first = choices.first, choices.count > 1 else { return choices.first }
    // What led to the question belongs to it where the question alone leaves the matter out.
    let withContext = vectors.vector(text: choices[1]).dot(mean)
    return Self.needsContext * withContext <= vectors.vector(text: first).dot(mean)
      ? first : choices[1]
  }

  private func isFit(_ text: String) -> Bool {
    Self.shortestQuestion <= Utterance(text).significant
      && text.unicodeScalars.count <= Self.longestQuestion && isClean(text)
  }

  /// The wording that says best, shortest and most plainly what all ask.
  ///
  /// - Parameter answers: what agents said; their words are plain ones.
  func title(of questions: [String], answers: [String], mean: TermVector) -> String? {
    let plain = answers.reduce(into: usual) { $0.formUnion(Utterance($1).pairs) }
    let clauses = questions.flatMap { question in
      [question] + PhraseCleaner.pieces(of: question).map { $0.text.trimmed }
    }
    let scored = clauses.filter { Self.shortestQuestion <= Utterance($0).significant }.map {
      clause -> (Double, String) in
      let utterance = Utterance(clause)
      let isHandy = Self.titleLengths.contains(utterance.significant)
      let asks = CustomerAct.of(utterance, raw: clause) == .question
      // Somebody's own story and their own numbers.
      let isPersonal =
        utterance.has(Self.personal, in: 0..<utterance.cells.count)
        || utterance.cells.contains(where: Cells.isDigit)
      let matter = Double(vectors.vector(text: clause).dot(mean))
      // Misspelt words and those of a dialect are read with more trouble.
      let pairs = utterance.pairs
      let plainness = Double(pairs.intersection(plain).count) / Double(max(1, pairs.count))
      return (
        matter * matter.squareRoot() * (isHandy ? 1 : 0.5) * (asks ? 1 : 0.4)
          * (isPersonal ? 0.7 : 1)
          * (0.4 + 0.6 * plainness), clause
      )
    }
    return scored.max { ($0.0, $1.1) < ($1.0, $0.1) }?.1
  }

  /// Words of somebody's own story, and of anger.
  private static let personal = WordList(
    "我 我爸 我妈 朋友 邻居 同事 上次 昨天 前天 昨晚 今天 骗 垃圾 无语 什么服务 破 烂 她 他 主播 博主")

  /// Whether a text still holds nobody's data when it stands alone.
  func isClean(_ text: String) -> Bool { masker.mask(text).spans.isEmpty }
}
