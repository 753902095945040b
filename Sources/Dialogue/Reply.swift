/// What the bot does with a message.
public enum Decision: String, Sendable, CaseIterable, Codable {
  case answer, clarify, handoff, decline, silent
}

/// Why a person takes over.
public enum HandoffReason: String, Sendable, CaseIterable, Codable {
  case requested, risk, emotion
  case lowConfidence = "low_confidence"
  case repeatedFailure = "repeated_failure"
  case policy
}

/// The bot's reaction to one message.
public struct Reply: Sendable, Equatable {
  /// An entry that the customer may choose.
  public struct Option: Sendable, Equatable {
    public var entry: String
    public var title: String

    public init(entry: String, title: String) {
      self.entry = entry
      self.title = title
    }
  }

  /// An entry with its probability of being the right one, 0…1.
  public struct Candidate: Sendable, Equatable {
    public var entry: String
    public var confidence: Double

    public init(entry: String, confidence: Double) {
      self.entry = entry
      self.confidence = confidence
    }
  }

  /// What the person who takes over is told.
  public struct Handoff: Sendable, Equatable {
    public var reason: HandoffReason
    /// 0 an ordinary question, 1 complaint, 2 platform level, 3 public crisis.
    public var level: Int
    public var skill: String
    public var summary: String
    /// The situation of handoff.yaml, if one applies.
    public var situation: String?
    /// Minutes until a person answers.
    public var deadline: Int?
    public var secondPerson: Bool

    public init(
      reason: HandoffReason, level: Int, skill: String, summary: String, situation: String? = nil,
      deadline: Int? = nil, secondPerson: Bool = false
    ) {
      self.reason = reason
      self.level = level
      self.skill = skill
      self.summary = summary
      self.situation = situation
      self.deadline = deadline
      self.secondPerson = secondPerson
    }
  }

  /// The customer's message.
  public var text: String
  public var decision: Decision
  /// The best entry, even when it is not answered; nil when nothing matched.
  public var entry: String?
  /// general, product or promotion.
  public var tier: String?
  public var sku: String?
  /// The probability that `entry` is right, 0…1.
  public var confidence: Double
  /// What the customer reads; empty when silent.
  public var reply: String
  public var options: [Option] = []
  public var handoff: Handoff?
  /// The best entries first.
  public var candidates: [Candidate] = []
  /// The version of the knowledge.
  public var version: String
  public var elapsedMicroseconds: Int = 0
  /// Whether most of the message is put as the knowledge has never seen it.
  public internal(set) var isStrange = false
  /// How the reply came about, when asked for: lines in reading order.
  public var explanation: Explanation?

  public init(
    text: String, decision: Decision, entry: String?, tier: String? = nil, sku: String? = nil,
    confidence: Double = 0, reply: String, version: String
  ) {
    self.text = text
    self.decision = decision
    self.entry = entry
    self.tier = tier
    self.sku = sku
    self.confidence = confidence
    self.reply = reply
    self.version = version
  }
}

/// The trace of a reply.
public struct Explanation: Sendable, Equatable {
  /// A step: its name and what happened in it.
  public struct Step: Sendable, Equatable {
    public var name: String
    public var details: [String]

    public init(_ name: String, _ details: [String]) {
      self.name = name
      self.details = details
    }
  }

  public var steps: [Step] = []

  public init() {}
}
