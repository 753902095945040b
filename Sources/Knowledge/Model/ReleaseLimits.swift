/// How much worse a new version of the knowledge may be on the labelled dialogues; each a share,
/// 0.002 is 0.2 points.
public struct ReleaseLimits: Sendable, Equatable {
  /// How far recognition may fall.
  public var recognitionFall = 0.002
  /// How far wrong answers may rise.
  public var wrongRise = 0.002
  /// How far the transfer rate may rise, here and in replayed sessions.
  public var transferRise = 0.005
  /// How far missed handoffs may rise.
  public var missedRise = 0.01
  /// How far answers to what is not the shop's business may rise.
  public var outsideRise = 0.01

  public init() {}
}
