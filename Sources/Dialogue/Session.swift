/// The state of one dialogue: a plain value that can be stored, resumed and looked at.
public struct Session: Sendable {
  public var context: DialogueContext

  public init(_ context: DialogueContext = DialogueContext()) {
    self.context = context
  }
}
