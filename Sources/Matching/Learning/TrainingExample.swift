/// One document to learn from.
public struct TrainingExample: Sendable {
  /// Which of the vectors it has.
  public var vector: Int
  /// A feature that it has besides.
  public var addition: (row: Int32, value: Float)?
  /// The class it belongs to.
  public var label: Int32
  /// How much it counts; 1 is an ordinary question.
  public var weight: Float

  public init(
    vector: Int, addition: (row: Int32, value: Float)? = nil, label: Int, weight: Float
  ) {
    self.vector = vector
    self.addition = addition
    self.label = Int32(label)
    self.weight = weight
  }
}
