/// What a labelled session holds, as a line of a .gold.jsonl file says.
public struct SessionGold: Sendable, Equatable {
  public struct Question: Sendable, Equatable {
    /// The message that asks.
    public var message: Int
    /// The messages that answer it; empty when nobody did.
    public var answerMessages: [Int]
    /// A catalogue id, new:slug or other.
    public var label: String
    public var isFollowUp: Bool

    public init(message: Int, answerMessages: [Int], label: String, isFollowUp: Bool = false) {
      self.message = message
      self.answerMessages = answerMessages
      self.label = label
      self.isFollowUp = isFollowUp
    }
  }

  public var session: String
  public var questions: [Question]
  /// Every personal string exactly as it occurs.
  public var personal: [String]

  public init(session: String, questions: [Question], personal: [String]) {
    self.session = session
    self.questions = questions
    self.personal = personal
  }

  /// Reads a gold file.
  /// - Throws: `GoldError` at the first line that is broken, `ReadingError` when it cannot be read.
  public static func read(file: String) throws -> [SessionGold] {
    var lines = try LineReader(path: file)
    var sessions: [SessionGold] = []
    while let line = try lines.next() {
      if line.bytes.isEmpty { continue }
      do { sessions.append(try decode(line.bytes)) } catch {
        throw GoldError(
          problem: TranscriptProblem(
            file: file, line: line.number, field: error.field, reason: error.reason))
      }
    }
    return sessions
  }

  private static func decode(_ line: [UInt8]) throws(JSONFault) -> SessionGold {
    var gold = SessionGold(session: "", questions: [], personal: [])
    var scanner = JSONScanner(line)
    try scanner.object { (key, scanner) throws(JSONFault) in
      switch key {
      case "session": gold.session = try scanner.string()
      case "pii":
        try scanner.array { (_, scanner) throws(JSONFault) in
          gold.personal.append(try scanner.string())
        }
      case "questions":
        try scanner.array { (_, scanner) throws(JSONFault) in
          gold.questions.append(try question(&scanner))
        }
      default: _ = try scanner.rawValue()
      }
    }
    return gold
  }

  private static func question(_ scanner: inout JSONScanner) throws(JSONFault) -> Question {
    var question = Question(message: -1, answerMessages: [], label: "")
    try scanner.object { (key, scanner) throws(JSONFault) in
      switch key {
      case "message": question.message = Int(try scanner.optionalNumber() ?? -1)
      case "answer_messages":
        try scanner.array { (_, scanner) throws(JSONFault) in
          question.answerMessages.append(Int(try scanner.optionalNumber() ?? -1))
        }
      case "label": question.label = try scanner.string()
      case "followup": question.isFollowUp = try scanner.optionalBool() ?? false
      default: _ = try scanner.rawValue()
      }
    }
    return question
  }
}

/// A gold file with a broken line.
public struct GoldError: Error, Sendable, Equatable, CustomStringConvertible {
  public var problem: TranscriptProblem

  public var description: String { problem.description }
}
