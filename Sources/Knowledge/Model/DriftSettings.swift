/// What shop.yaml says of customers who begin to speak otherwise than the knowledge does.
public struct DriftSettings: Sendable, Equatable {
  /// The usual share of messages that the bot is not sure of, 0…1; 0: not watched.
  public var unsure = 0.0
  /// The usual share of messages with words that the knowledge has never seen, 0…1; 0: not watched.
  public var strange = 0.0
  /// The least confidence of an answer while the alarm stands, 0…1.
  public var careful = 0.8

  public init() {}
}
