internal import Dialogue

/// Reads masked sessions: which messages ask, which answer, and how it ended.
///
/// Works message by message with the acts of both sides; greetings, thanks, macros, cards and
/// system lines are set aside, and an agent's question back holds the customer's question open.
public struct SessionReader: Sendable {
  /// How alike two texts are, 0…1.
  public typealias Similarity = @Sendable (String, String) -> Double

  private let macros: MacroCensus?
  private let similarity: Similarity?

  /// - Parameters:
  ///   - macros: lines counted over the whole week; without it only the rules set macros aside.
  ///   - similarity: tells a question asked again from a new one; by default shared characters.
  public init(macros: MacroCensus? = nil, similarity: Similarity? = nil) {
    self.macros = macros
    self.similarity = similarity
  }

  /// Finds the questions of a session and their answers.
  /// - Complexity: O(characters), and the square of the few questions that are open at once.
  public func read(_ masked: MaskedTranscript) -> SessionUnderstanding {
    let transcript = masked.transcript
    var linker = QuestionLinker(similarity: similarity)
    for (place, message) in transcript.messages.enumerated() {
      switch message.from {
      case .customer: linker.customer(message.text, at: place)
      case .agent:
        let isMacro = macros?.isMacro(message.text) ?? false
        linker.agent(message.text, at: place, isMacro: isMacro)
      case .bot: linker.bot()
      case .system: break
      }
    }
    let threads = linker.finish()
    var questions: [SessionQuestion] = []
    for thread in threads {
      questions.append(
        question(thread, of: transcript, previous: questions.last?.messageText))
    }
    return SessionUnderstanding(
      questions: questions, outcome: SessionOutcome(of: transcript, questions: questions))
  }

  private func question(
    _ thread: QuestionLinker.Thread, of transcript: Transcript, previous: String?
  ) -> SessionQuestion {
    let messages = transcript.messages
    let text = { (place: Int) in
      InsertRemover.clean(messages[place].text).trimmed
    }
    let burst = thread.context.filter { $0 < thread.message } + [thread.message]
    return SessionQuestion(
      session: transcript.session, messageIndices: thread.messages, message: thread.message,
      text: burst.map(text).filter { !$0.isEmpty }.joined(separator: " "),
      messageText: text(thread.message), answerMessages: thread.answers,
      answerText: thread.answers.map(text).joined(separator: "\n"), previous: previous,
      isRepeated: thread.isRepeated, strength: thread.strength, sku: transcript.sku,
      channel: transcript.channel, customer: transcript.customer, agent: transcript.agent,
      at: (messages[thread.message].at ?? transcript.startedAt)?.seconds)
  }
}
