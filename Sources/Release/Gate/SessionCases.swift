internal import Dialogue
public import Evaluation
public import Training

/// Sessions of people as dialogues without labels: what customers wrote, personal data masked.
public enum SessionCases {
  /// Of each file or folder the sessions in which a customer wrote something.
  ///
  /// - Parameter latest: at most so many, the last ones.
  /// - Throws: `ReadingError`.
  /// - Complexity: O(bytes) time; the sessions kept are in memory.
  public static func read(_ paths: [String], latest: Int = 20_000) throws -> [EvaluationCase] {
    var cases: [EvaluationCase] = []
    let masker = PrivacyMasker()
    _ = try TranscriptReader(paths: paths).read { transcript, _ in
      guard let replay = one(masker.mask(transcript)) else { return }
      cases.append(replay)
      if cases.count >= 2 * latest { cases.removeFirst(cases.count - latest) }
    }
    return Array(cases.suffix(latest))
  }

  /// One session; nil when the customer wrote nothing.
  public static func one(_ masked: MaskedTranscript) -> EvaluationCase? {
    let transcript = masked.transcript
    let turns = transcript.messages.filter { $0.from == .customer && !$0.text.isEmpty }
      .map { EvaluationCase.Turn($0.text) }
    guard !turns.isEmpty else { return nil }
    let channel = transcript.channel.flatMap(DialogueContext.Channel.init(rawValue:)) ?? .web
    return EvaluationCase(
      id: transcript.session, context: DialogueContext(channel: channel, sku: transcript.sku),
      start: transcript.startedAt ?? .evaluation, turns: turns)
  }
}
