/// A question of a session with what the bot would have said to it.
struct ReplayedQuestion: Codable {
  /// How the bot would have fared.
  enum Verdict: UInt8, Codable {
    /// It would have answered as the agent did, or handed over what must be handed over.
    case right
    /// It would have answered something else.
    case wrong
    /// It would have asked back or declined.
    case unanswered
    /// It would have handed over for want of an answer.
    case transferred

    /// How likely such a message ends with a person, 0…1: certain when the bot hands over; of those
    /// who must rephrase about half give up, and of those who are told something else about a third.
    var transfer: Double {
      switch self {
      case .right: 0
      case .wrong: 0.35
      case .unanswered: 0.5
      case .transferred: 1
      }
    }
  }

  /// An entry that may be meant, with its probability.
  struct Candidate: Codable {
    var entry: Int
    var probability: Double
    /// How much the agent's answer has in common with the entry's, 0…1.
    var agreement: Double
  }

  /// A topic of the matcher with its probability.
  struct TopicShare: Codable {
    var topic: Int
    var probability: Double
  }

  /// Where a question stands.
  struct Key: Hashable {
    var session: String
    var message: Int
  }

  var question: SessionQuestion
  /// The question without personal data and greetings, with what led to it.
  var text: String
  /// The agent's answer without personal data.
  var answer: String
  var verdict: Verdict
  /// What the bot took it for, and how surely.
  var entry: Int?
  var confidence: Double
  /// Entries that may be meant, the likeliest first; at most five.
  var candidates: [Candidate]
  /// Topics of the matcher with their probabilities, by topic.
  var topics: [TopicShare]
  /// The product that it is about.
  var product: Int?
  /// How many questions of its session the bot did not answer right; at least 1.
  var openInSession = 1

  var key: Key { Key(session: question.session, message: question.message) }
}
