/// A question of a customer with what agents answered, without personal data.
public struct SessionQuestion: Sendable, Equatable, Codable {
  public var session: String
  /// The customer's messages that belong to it, in order: context, question, replies to
  /// questions asked back.
  public var messageIndices: [Int]
  /// The message that asks.
  public var message: Int
  /// Masked; the context of the same burst before the question.
  public var text: String
  /// Masked; the message that asks, alone.
  public var messageText: String
  /// Empty when nobody answered.
  public var answerMessages: [Int]
  /// Masked; the answers, one a line.
  public var answerText: String
  /// The question before in the same session, which a short one may lean on.
  public var previous: String?
  /// Whether the customer asked it again before it was answered.
  public var isRepeated: Bool
  /// How plainly it asks: 1 a statement, 2 a problem, 3 a request, 4 an explicit question.
  public var strength: Int
  public var sku: String?
  public var channel: String?
  public var customer: String?
  public var agent: String?
  /// When it was asked, in seconds since 1970.
  public var at: Int?
}

extension SessionQuestion {
  /// What was answered before the customer spoke again; later lines answer what came between.
  var firstAnswer: String {
    let lines = answerText.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count == answerMessages.count else { return answerText }
    var count = min(1, lines.count)
    while count < lines.count, answerMessages[count] == answerMessages[count - 1] + 1 { count += 1 }
    return lines.prefix(count).joined(separator: "\n")
  }
}

/// What a session tells: the questions in it and how it ended.
public struct SessionUnderstanding: Sendable, Equatable {
  public var questions: [SessionQuestion]
  public var outcome: SessionOutcome
}

/// How a session ended.
public struct SessionOutcome: Sendable, Equatable {
  public enum Signal: String, Sendable, CaseIterable {
    case markedResolved, markedUnresolved, ratedWell, ratedBadly, thanked, complained
    case unanswered, askedAgain, left, noAgent

    /// How much it says for a good end.
    var weight: Int {
      switch self {
      case .markedResolved: 3
      case .markedUnresolved, .ratedBadly: -3
      case .ratedWell: 2
      case .thanked: 1
      case .complained, .unanswered, .noAgent: -2
      case .askedAgain, .left: -1
      }
    }
  }

  public var signals: [Signal]

  /// Whether what speaks for a good end outweighs the rest.
  public var endedWell: Bool { signals.reduce(0) { $0 + $1.weight } > 0 }
}
