public import Index
public import Text

/// Questions in one snapshot: their index, their texts and what is needed to read a query.
public struct QuestionBase: Sendable {
  /// The usual name of a base in a snapshot of its own.
  public static let section = "questions"

  private let questions: QuestionIndex
  private let texts: QuestionTexts
  private let tables: CharacterTables

  /// Indexes questions on all cores. O(n log n).
  public init(_ questions: [String], normalizer: Normalizer) {
    self.questions = QuestionIndex(questions, normalizer: normalizer)
    texts = QuestionTexts(questions, self.questions.index)
    tables = normalizer.tables
  }

  /// Opens a base that was added to a snapshot under a name.
  public init(_ snapshot: Snapshot, _ name: String) throws(SnapshotError) {
    tables = try CharacterTables(snapshot)
    questions = try QuestionIndex(snapshot, name, normalizer: Normalizer(tables))
    texts = try QuestionTexts(snapshot, name, questions.index)
  }

  /// Adds the base to a snapshot under a name of at most 20 bytes.
  public func write(to writer: inout SnapshotWriter, _ name: String) {
    tables.write(to: &writer)
    questions.write(to: &writer, name)
    texts.write(to: &writer, name)
  }

  /// The number of questions.
  public var count: Int { questions.index.count }

  /// The text of a question, as it was given. O(length).
  public func text(of question: Int) -> String { texts.text(of: question) }

  /// Working memory for one thread.
  public func scratch(limit: Int) -> QuestionScratch { questions.scratch(limit: limit) }

  /// Finds the best questions for a text, see `QuestionIndex.search`.
  public func search(_ text: String, limit: Int, _ scratch: QuestionScratch) {
    questions.search(text, limit: limit, scratch)
  }
}
