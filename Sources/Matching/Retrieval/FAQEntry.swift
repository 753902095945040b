/// An entry of somebody's FAQ.
public struct FAQEntry: Sendable, Equatable {
  public var id: String
  public var questions: [String]
  public var answer: String?

  public init(id: String, questions: [String], answer: String? = nil) {
    self.id = id
    self.questions = questions
    self.answer = answer
  }
}

/// Two texts of which it is known whether they mean the same.
public struct TrainingPair: Sendable, Equatable {
  public var left: String
  public var right: String
  public var isSame: Bool

  public init(left: String, right: String, isSame: Bool) {
    self.left = left
    self.right = right
    self.isSame = isSame
  }
}

/// An entry in a ranking.
public struct RankedEntry: Sendable, Equatable {
  /// The entry's index in the order in which the base was given.
  public let entry: Int
  /// The probability that this is the right entry, 0…1; comparable between queries.
  public let score: Float

  public init(entry: Int, score: Float) {
    self.entry = entry
    self.score = score
  }
}
