internal import Matching

/// A query and the question that it was made of.
public struct BenchQuery: Sendable, Equatable {
  public let text: String
  /// The number of the question in its base.
  public let question: Int

  public init(text: String, question: Int) {
    self.text = text
    self.question = question
  }
}

/// Makes queries as a customer would ask known questions in a hurry: one to three changes each.
public struct QueryGenerator {
  private let source: CorpusSource
  private var random: SeededGenerator

  public init(_ source: CorpusSource, seed: UInt64) {
    self.source = source
    random = SeededGenerator(seed: seed)
  }

  /// Edited forms of questions drawn at random from a base. O(count).
  public mutating func queries(_ count: Int, of questions: ArraySlice<String>) -> [BenchQuery] {
    guard !questions.isEmpty else { return [] }
    return (0..<count).map { _ in
      let number = random.below(questions.count)
      var text = CorpusSource.scalars(questions[questions.startIndex + number])
      for _ in 0...random.below(3) { edit(&text) }
      return BenchQuery(text: CorpusSource.string(text), question: number)
    }
  }

  private mutating func edit(_ text: inout CorpusSource.Text) {
    switch random.below(5) {
    case 0 where !source.openings.isEmpty:
      text = source.openings[random.below(source.openings.count)] + text
    case 1:
      text.append(0x5417 + UInt32(random.below(2)) * 0x4B)
    case 2 where text.count > 6:
      // A word is left out.
      let start = random.below(text.count - 2)
      text.removeSubrange(start..<(start + 2))
    default:
      Slips.apply(&text, source, &random)
    }
  }
}
