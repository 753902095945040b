internal import Dialogue
internal import Training

/// The wordings of proposals as the version that serves understands them: wordings that it surely
/// knows as another entry's were put in the wrong place.
///
/// Labelled dialogues show this harm only where they happen to ask the same. A single wording may
/// be a mistake of the bot that a person corrects; most of a proposal's wordings are none, as of a
/// hundred sure answers hardly one is wrong.
public struct WordingReview: Sendable, Equatable {
  public struct Item: Sendable, Equatable {
    public let proposal: String
    /// The entry that it puts its wordings under.
    public let target: String
    /// The entry that most of the others are known as.
    public let other: String
    /// How many wordings are surely known as that entry's, of how many.
    public let misplaced: Int
    public let total: Int
    public let example: String

    /// Whether that is more than a correction.
    public var isAgainst: Bool {
      misplaced >= WordingReview.least && 2 * misplaced >= total
    }
  }

  /// Confidence from which a wording is surely known.
  static let surely = 0.9
  /// Fewer wordings are taken for a correction.
  static let least = 5

  /// Proposals with misplaced wordings, in their order.
  public let items: [Item]

  public var passed: Bool { !items.contains(where: \.isAgainst) }

  public init(_ items: [Item] = []) {
    self.items = items
  }

  /// - Parameters:
  ///   - targets: the entry of each proposal.
  ///   - bot: the version that serves.
  /// - Complexity: O(wordings · model).
  init(_ proposals: [Proposal], targets: [String], by bot: Bot) {
    items = zip(proposals, targets).compactMap { proposal, target in
      var known: [String: [String]] = [:]
      for question in proposal.questions {
        var session = Session(DialogueContext(channel: .web, sku: proposal.sku))
        let reply = bot.reply(to: question, in: &session, at: .evaluation)
        guard let entry = reply.entry, entry != target, reply.confidence >= Self.surely,
          Self.isKnown(reply)
        else { continue }
        known[entry, default: []].append(question)
      }
      let most = known.max { ($0.value.count, $1.key) < ($1.value.count, $0.key) }
      guard let most, let example = most.value.first else { return nil }
      return Item(
        proposal: proposal.id, target: target, other: most.key, misplaced: most.value.count,
        total: proposal.questions.count, example: example)
    }
  }

  /// Whether a reply is the entry's own, not one for want of an answer.
  private static func isKnown(_ reply: Reply) -> Bool {
    switch reply.decision {
    case .answer: true
    case .handoff: reply.handoff?.reason == .risk || reply.handoff?.reason == .policy
    case .clarify, .decline, .silent: false
    }
  }
}
