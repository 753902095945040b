/// A file of a knowledge folder.
public struct KnowledgeFile: Sendable, Equatable {
  /// Relative to the folder, such as `general/ship.yaml`.
  public var path: String
  /// What it holds; nil: the file goes.
  public var text: String?

  public init(path: String, text: String?) {
    self.path = path
    self.text = text
  }
}
