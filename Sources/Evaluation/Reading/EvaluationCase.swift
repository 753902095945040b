public import Dialogue

/// A labelled dialogue.
public struct EvaluationCase: Sendable, Equatable {
  /// Who wrote a turn.
  public enum Speaker: String, Sendable, CaseIterable {
    case customer, agent
  }

  public struct Turn: Sendable, Equatable {
    public var text: String
    public var speaker: Speaker
    /// Seconds of silence before the turn; nil for the usual pause.
    public var wait: Int?
    /// What is accepted; nil when the turn only sets the scene.
    public var expectation: TurnExpectation?

    public init(
      _ text: String, from speaker: Speaker = .customer, wait: Int? = nil,
      expect expectation: TurnExpectation? = nil
    ) {
      self.text = text
      self.speaker = speaker
      self.wait = wait
      self.expectation = expectation
    }
  }

  /// Unique in a run.
  public var id: String
  /// For instance `style:plain`; what stands before the colon is a dimension of the report.
  public var tags: [String]
  public var context: DialogueContext
  /// The clock when the dialogue begins.
  public var start: ShopTime
  public var turns: [Turn]
  /// The file as the user named it.
  public var file: String
  /// Counted from 1.
  public var line: Int

  public init(
    id: String, tags: [String] = [], context: DialogueContext = DialogueContext(),
    start: ShopTime = .evaluation, turns: [Turn], file: String = "", line: Int = 0
  ) {
    self.id = id
    self.tags = tags
    self.context = context
    self.start = start
    self.turns = turns
    self.file = file
    self.line = line
  }

  /// The file's name without folder and extension, under which the report groups its cases.
  public var fileName: String {
    let name = file.split(separator: "/").last.map(String.init) ?? file
    return name.hasSuffix(".jsonl") ? String(name.dropLast(6)) : name
  }

  /// The values of the tags with a prefix: `tagged("oos")` is `["near"]` for `oos:near`.
  public func tagged(_ prefix: String) -> [String] {
    tags.filter { $0.hasPrefix(prefix + ":") }.map { String($0.dropFirst(prefix.count + 1)) }
  }
}
