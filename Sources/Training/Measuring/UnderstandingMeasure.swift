/// How well the questions of labelled sessions and their answers are found.
public struct UnderstandingMeasure: Sendable, Equatable {
  /// Labelled questions.
  public var questions = 0
  /// Of them, those whose message belongs to a question found.
  public var found = 0
  /// Of them, those whose message is the one that a found question asks by.
  public var foundExactly = 0
  /// Found questions with the same answer messages.
  public var answersExact = 0
  /// Found questions that share an answer message, or have none in both.
  public var answersOverlapping = 0
  /// Questions put out, and those of them that no label covers.
  public var emitted = 0
  public var unlabelled = 0
  /// Differences to look at, one a line.
  public var differences: [String] = []

  public init() {}

  /// Adds a session, which must be the one that `gold` labels.
  public mutating func add(_ understanding: SessionUnderstanding, gold: SessionGold) {
    var covered: Set<Int> = []
    for label in gold.questions {
      questions += 1
      let candidates = understanding.questions.enumerated().filter {
        $0.element.messageIndices.contains(label.message)
      }
      guard
        let match = candidates.first(where: { $0.element.message == label.message })
          ?? candidates.first
      else {
        differences.append("\(gold.session) \(label.message): not found")
        continue
      }
      covered.insert(match.offset)
      found += 1
      let answers = match.element.answerMessages
      if match.element.message == label.message {
        foundExactly += 1
      } else {
        differences.append("\(gold.session) \(label.message): asked by \(match.element.message)")
      }
      let isShared = !Set(answers).isDisjoint(with: label.answerMessages)
      if answers == label.answerMessages {
        answersExact += 1
      } else {
        differences.append(
          "\(gold.session) \(label.message): answers \(answers), not \(label.answerMessages)")
      }
      if isShared || answers.isEmpty && label.answerMessages.isEmpty { answersOverlapping += 1 }
    }
    emitted += understanding.questions.count
    for (place, question) in understanding.questions.enumerated() where !covered.contains(place) {
      unlabelled += 1
      differences.append("\(gold.session) \(question.message): extra '\(question.text)'")
    }
  }
}
