internal import Matching
internal import Shop

/// Watches whether customers begin to speak otherwise than when the threshold was certified.
///
/// Two shares are watched: messages that the bot is not sure of, and messages with words that the
/// knowledge has never seen. Each is a cumulative sum of log-likelihood ratios, of twice the usual
/// share to the usual one (Page 1954); while nothing changes, each sounds an alarm once in ten
/// thousand messages at most (Lorden 1971). It ends when the same evidence speaks for the usual shares again.
public struct DriftWatch: Sendable, Equatable, Codable {
  /// What an observation changed.
  public enum Change: Sendable, Equatable { case alarm, end }

  private var unsure: Share
  private var strange: Share

  /// Whether customers speak otherwise now, so that answers need more confidence.
  public var isCareful: Bool { unsure.isRaised || strange.isRaised }

  /// A watch with the shares that shop.yaml calls usual.
  public init(_ bot: Bot) {
    let rules = bot.catalogue.rules
    self.init(unsure: rules.usuallyUnsure, strange: rules.usuallyStrange)
  }

  /// A watch over two usual shares, 0…1; one of 0 is not watched.
  public init(unsure: Double, strange: Double) {
    self.unsure = Share(usual: unsure)
    self.strange = Share(usual: strange)
  }

  /// Takes a reply into account; nil when nothing changed. O(1).
  public mutating func observe(_ reply: Reply) -> Change? {
    guard reply.decision != .silent else { return nil }
    let wasCareful = isCareful
    unsure.observe(reply.isUnsure)
    strange.observe(reply.isStrange)
    guard isCareful != wasCareful else { return nil }
    return isCareful ? .alarm : .end
  }

  /// One share of messages.
  private struct Share: Sendable, Equatable, Codable {
    /// What a message adds to the sum when it is of the share, and when it is not.
    private let hit: Double
    private let miss: Double
    private var sum = 0.0
    private(set) var isRaised = false

    init(usual: Double) {
      let raised = min(2 * usual, (1 + usual) / 2)
      hit = usual > 0 ? naturalLogarithm(raised / usual) : 0
      miss = usual > 0 ? naturalLogarithm((1 - raised) / (1 - usual)) : 0
    }

    mutating func observe(_ isHit: Bool) {
      let step = isHit ? hit : miss
      sum = max(0, sum + (isRaised ? -step : step))
      guard sum >= Self.limit else { return }
      isRaised.toggle()
      sum = 0
    }

    /// The logarithm of the mean number of messages to a false alarm.
    private static let limit = naturalLogarithm(10_000)
  }
}

extension Reply {
  /// Whether the bot was not sure what the message asks for.
  public var isUnsure: Bool { decision.isUnsure(handedOverFor: handoff?.reason) }
}

extension Decision {
  /// Whether the bot was not sure what the message asks for.
  public func isUnsure(handedOverFor reason: HandoffReason?) -> Bool {
    self == .clarify || reason == .lowConfidence
  }
}
