/// What a lint run measures against.
public struct LintOptions: Sendable, Equatable {
  /// The folder of evaluation cases (`*.jsonl`) whose texts may not stand in the knowledge; nil:
  /// not checked.
  public var evaluationFolder: String?
  /// The day, as `2026-11-20`, before which a window is over; nil: dead windows are not looked for.
  public var today: String?
  /// The least number of questions of an entry, the shared ones of its attribute included.
  public var fewestQuestions = 5
  /// The least number of answered questions (entries) of a product.
  public var fewestEntries = 10
  /// The most characters of an answer in the live room, facts filled in.
  public var longestLiveAnswer = 30

  public init(evaluationFolder: String? = nil, today: String? = nil, fewestQuestions: Int = 5) {
    self.evaluationFolder = evaluationFolder
    self.today = today
    self.fewestQuestions = fewestQuestions
  }
}
