extension SessionOutcome {
  /// Customer messages at the end whose tone counts.
  private static let lastMessages = 2

  init(of transcript: Transcript, questions: [SessionQuestion]) {
    var signals: [Signal] = []
    if let resolved = transcript.resolved {
      signals.append(resolved ? .markedResolved : .markedUnresolved)
    }
    if let rating = transcript.rating {
      if rating >= 4 { signals.append(.ratedWell) }
      if rating < 3 { signals.append(.ratedBadly) }
    }
    let messages = transcript.messages
    let last = messages.filter { $0.from == .customer }.suffix(Self.lastMessages)
      .map { Utterance(InsertRemover.clean($0.text)).cells }
    let isAngry = last.contains { CustomerCues.negative.occurs(in: $0) }
    if isAngry { signals.append(.complained) }
    if !isAngry, let final = last.last, CustomerCues.positive.occurs(in: final) {
      signals.append(.thanked)
    }
    if questions.contains(where: \.answerMessages.isEmpty) { signals.append(.unanswered) }
    if questions.contains(where: \.isRepeated) { signals.append(.askedAgain) }
    let spoken = messages.last { $0.from != .system }
    if spoken?.from == .customer, messages.last?.from == .system, signals.last != .thanked {
      signals.append(.left)
    }
    if !questions.isEmpty, !messages.contains(where: { $0.from == .agent }) {
      signals.append(.noAgent)
    }
    self.signals = signals
  }
}
