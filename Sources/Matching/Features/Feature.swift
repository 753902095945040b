/// The kinds of evidence that a message holds; each is weighted and normalised by itself.
public enum Channel: UInt8, Sendable, CaseIterable {
  /// Single units: characters, letter runs, numbers.
  case unit
  /// Neighbouring units, with the message's start and end.
  case pair
  /// Neighbouring units after synonym groups were replaced by one symbol each.
  case group
  /// Single and neighbouring toneless syllables.
  case sound
  /// Words of two and more characters.
  case word
  /// Negated units, question types and slots.
  case structure
  /// The product that the dialogue is about.
  case context
}

/// One piece of evidence.
public struct Feature: Sendable, Equatable {
  public let channel: Channel
  /// A hash of channel and content.
  public let key: UInt64
}

/// A message as the learned model sees it: known features with their weights, by ascending place
/// in the message.
public struct FeatureVector: Sendable {
  /// Rows of the model's first layer.
  public internal(set) var rows: [Int32] = []
  public internal(set) var values: [Float] = []
  /// How telling each of the rows at the front is that are units and pairs.
  var wordingWeights: [Float] = []
  /// The summed weight of the units and pairs that the knowledge has never seen.
  var unknownMass: Float = 0
  /// Share of the units' weight that the knowledge has never seen, 0…1.
  public internal(set) var unknownUnits: Float = 0
  /// Share of the pairs' weight that the knowledge has never seen, 0…1.
  public internal(set) var unknownPairs: Float = 0

  public init() {}
}

extension FeatureVector {
  /// Adds a known feature.
  public mutating func append(row: Int32, value: Float) {
    rows.append(row)
    values.append(value)
  }
}
