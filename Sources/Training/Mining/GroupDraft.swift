internal import Language
internal import Matching

/// Chooses the words of a proposal among those of customers and agents.
struct GroupDraft {
  private static let longestQuestion = 48
  private static let longestTitle = 24
  private static let shortestTitle = 6
  /// A question with less of its group's matter than this leans on what was said before it.
  private static let leastMatter: Float = 0.08

  let vectors: QuestionVectors
  let masker: PrivacyMasker

  // MARK: Answers

  /// The answer that has most in common with the others, without what only its customer needed;
  /// nil when none is fit for everybody.
  func answer(of members: [ReplayedQuestion]) -> String? {
    var drafts: [(draft: AnswerDraft, vector: TermVector)] = []
    for member in members where !member.answer.isEmpty {
      let draft = AnswerDraft(member.question.answerText)
      guard draft.isUsable, isClean(draft.text) else { continue }
      drafts.append((draft, vectors.vector(text: draft.text)))
    }
    guard let first = drafts.first else { return nil }
    var mean = first.vector
    for (place, item) in drafts.enumerated().dropFirst() {
      let count = Float(place + 1)
      mean = mean.mixed((count - 1) / count, with: item.vector, 1 / count)
    }
    let scored = drafts.map { item -> (Double, String) in
      let length = Double(Utterance(item.draft.text).significant)
      // A fuller answer serves more customers, up to what people read in a chat.
      let fullness = min(1, length / 36).squareRoot()
      return (Double(mean.dot(item.vector)) * fullness * item.draft.share, item.draft.text)
    }
    return scored.max { ($0.0, $1.1) < ($1.0, $0.1) }?.1
  }

  /// Word for word what a side said, without personal data.
  func quote(of members: [ReplayedQuestion]) -> String? {
    if let text = answer(of: members) { return text }
    return members.map { PhraseCleaner.withoutMarks($0.question.answerText) }
      .map { $0.replacing("\n", with: "；") }
      .filter { !$0.isEmpty && isClean($0) }.max { ($0.count, $1) < ($1.count, $0) }
  }

  // MARK: Questions

  /// The wordings of a group, each once, without personal data.
  func questions(of members: [ReplayedQuestion], mean: TermVector, limit: Int) -> [String] {
    var keys: Set<String> = []
    var questions: [String] = []
    for member in members {
      guard let text = wording(of: member, mean: mean),
        keys.insert(DecidedProposals.key(text)).inserted
      else { continue }
      questions.append(text)
      if questions.count == limit { break }
    }
    return questions
  }

  /// What a customer asked in words that can stand alone.
  func wording(of member: ReplayedQuestion, mean: TermVector?) -> String? {
    let short = PhraseCleaner.question(member.question.messageText)
    let isWhole =
      mean.map { vectors.vector(text: short).dot($0) >= Self.leastMatter } ?? true
    let text = isWhole && Utterance(short).significant >= 4 ? short : member.text
    let length = Utterance(text).significant
    guard length >= 4, text.unicodeScalars.count <= Self.longestQuestion,
      !PhraseCleaner.hasMark(text), isClean(text)
    else { return nil }
    return text
  }

  /// The wording that says best what all ask.
  func title(of questions: [String], mean: TermVector) -> String? {
    let scored = questions.map { question -> (Double, String) in
      let length = Utterance(question).significant
      let isHandy = (Self.shortestTitle...Self.longestTitle).contains(length)
      let asks = CustomerAct.of(Utterance(question), raw: question) == .question
      let matter = Double(vectors.vector(text: question).dot(mean))
      return (matter * (isHandy ? 1 : 0.5) * (asks ? 1 : 0.7), question)
    }
    return scored.max { ($0.0, $1.1) < ($1.0, $0.1) }?.1
  }

  /// Whether a text still holds nobody's data when it stands alone.
  func isClean(_ text: String) -> Bool { masker.mask(text).spans.isEmpty }
}
