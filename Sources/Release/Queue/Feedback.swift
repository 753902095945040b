internal import Dialogue
internal import Foundation
internal import Training

/// What a customer or an agent made known of a reply. It waits in the queue like a proposal;
/// nothing is learned from it without a reviewer.
public struct Feedback: Sendable, Equatable, Codable {
  public enum Kind: String, Sendable, CaseIterable, Codable {
    /// An agent says which entry would have been right.
    case wrong
    /// The customer chose among the entries that were offered.
    case option
    /// Thumbs up and down.
    case good, bad
  }

  public var feedback: Kind
  /// The customer's message, without personal data.
  public var text: String
  /// The entry that was given; nil when none matched.
  public var given: String?
  /// The entry that is right, for `wrong` and `option`.
  public var right: String?
  /// What the bot said.
  public var reply: String
  /// The version of the knowledge that said it.
  public var version: String

  /// Takes note of a reply; personal data in the texts is masked.
  public init(
    _ feedback: Kind, text: String, given: String?, right: String? = nil, reply: String,
    version: String
  ) {
    let masker = PrivacyMasker()
    self.feedback = feedback
    self.text = masker.mask(text).text
    self.given = given
    self.right = right
    self.reply = masker.mask(reply).text
    self.version = version
  }

  /// The feedback as a line, without the line's end.
  public var line: String {
    var writer = JSONWriter()
    writer.object { writer in
      writer.key("feedback")
      writer.value(feedback.rawValue)
      writer.key("text")
      writer.value(text)
      writer.key("given")
      writer.value(given)
      writer.key("right")
      writer.value(right)
      writer.key("reply")
      writer.value(reply)
      writer.key("version")
      writer.value(version)
    }
    return writer.text
  }
}

extension Proposal {
  /// What feedback asks a reviewer: corrections and clicks as wordings of the entry named, thumbs
  /// down as a doubt about the answer; thumbs up ask nothing. Equal ones are one, by their count.
  static func all(from feedback: [Feedback]) -> [Proposal] {
    var counts: [String: Int] = [:]
    var first: [Proposal] = []
    for item in feedback {
      let question = item.text.split(whereSeparator: \.isNewline).joined(separator: " ")
      guard !question.isEmpty, let proposal = proposal(from: item, question: question) else {
        continue
      }
      counts[proposal.id, default: 0] += 1
      if counts[proposal.id] == 1 { first.append(proposal) }
    }
    return first.map { proposal in
      var proposal = proposal
      // Feedback names no customer, so that each counts as one of its own.
      let count = counts[proposal.id, default: 1]
      proposal.support = Support(sessions: count, customers: count)
      return proposal
    }
  }

  private static func proposal(from item: Feedback, question: String) -> Proposal? {
    let once = Support(sessions: 1, customers: 1)
    switch item.feedback {
    case .good: return nil
    case .wrong, .option:
      guard let right = item.right, right != item.given || item.feedback == .option else {
        return nil
      }
      let mark = ContentMark.of([right, DecidedProposals.key(question)])
      return Proposal(
        id: "f-\(mark)", kind: .newQuestions, entry: right, title: question,
        questions: [question], support: once)
    case .bad:
      guard !item.reply.isEmpty else { return nil }
      let mark = ContentMark.of(["bad", item.given ?? "", DecidedProposals.key(question)])
      return Proposal(
        id: "f-\(mark)", kind: .answerConflict, entry: item.given, title: question,
        questions: [question], support: once,
        conflicts: [Side(quote: item.reply, source: .knowledge)])
    }
  }
}
