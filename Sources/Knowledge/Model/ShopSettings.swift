public import Language

/// What shop.yaml sets.
public struct ShopSettings: Sendable, Equatable {
  public var name = "本店"
  public var bot = "小云"
  /// Minutes of the day in which people answer: 480 is 8:00; 1440 is the day's end.
  public var opens = 480
  public var closes = 1440
  /// The least confidence of an answer, and of an offer to choose from, 0…1.
  public var answerAt = 0.5
  public var clarifyAt = 0.15
  /// Confidence in the live room, where a wrong answer is seen by all.
  public var liveAnswerAt = 0.6
  /// The shop's own calibration of confidence: slope and offset of its log-odds.
  public var slope = 1.0
  public var offset = 0.0
  /// Seconds of silence after which the product in focus is forgotten.
  public var focusSeconds = 1800
  /// Seconds within which messages are read as one.
  public var burstSeconds = 4
  /// Seconds of silence after which the bot asks whether all is well, once.
  public var nudgeSeconds = 300
  /// Refunds above this amount in yuan need a second person.
  public var largeRefund = 500.0
  public var texts: [String: String] = [:]
  public var autoReplies: [AutoReply] = []
  public var labels: [LabelRule] = []
  /// Entries shown in the welcome.
  public var welcome: [String] = []
  /// Ids of entries that answer greetings, thanks and the like, and of those about the talk itself;
  /// `smalltalk.*` stands for all that start so.
  public var courtesies: [String] = []
  public var aboutTalk: [String] = []
  /// Entries that belong to one matter though their ids start differently (a return and its refund):
  /// for each matter its ids, with stars as above.
  public var matters: [[String]] = []
  /// A promised risk: share of wrong answers, of answers or of all questions, and confidence.
  public var promise = RiskPromise()
  /// How customers usually speak, and from which confidence on answers stand while they do not.
  public var drift = DriftSettings()
  /// How much worse a release may be.
  public var release = ReleaseLimits()
  public var location = SourceLocation(file: "shop.yaml", line: 0)

  public init() {}

  /// The texts that the bot needs, with the words used when shop.yaml has none.
  public static let defaultTexts: [String: String] = [
    "welcome": "您好，这里是{shop}，我是{bot}～您可以直接问我，比如：",
    "clarify": "您是想问下面哪一个呢？回复数字就行～",
    "whichProduct": "您问的是哪款商品呢？",
    "rephrase": "抱歉，{bot}没太明白，您换个说法再说一下好吗？",
    "listen": "在的，您请说～",
    "closed": "人工客服{opens}上班，有需要可以先留言；常见问题我随时能答～",
    "decline": "这个{bot}帮不上忙哦，商品、订单和售后的问题随时问我～",
    "handoff": "这边为您转接{skill}同事，请稍等，前面说的我都已经记下了～",
    "handoffClosed": "现在是非人工时间，您的问题已记下，{skill}同事{opens}上班后第一时间联系您～",
    "nudge": "亲，还有什么可以帮您的吗？",
    "closing": "感谢您的咨询，祝您生活愉快～",
    "blocked": "请文明交流，也请不要发布广告哦～",
    "again": "换个说法再跟您说一下：",
    "open": "您还问了“{rest}”，回复我接着说～",
  ]

  /// A text by name, with `{shop}`, `{bot}` filled in.
  public func text(_ name: String) -> String {
    (texts[name] ?? Self.defaultTexts[name] ?? "")
      .replacing("{shop}", with: self.name).replacing("{bot}", with: bot)
  }
}

/// A reply to keywords, before the matcher.
public struct AutoReply: Sendable, Equatable {
  /// All must occur.
  public var words: [String]
  /// None may occur.
  public var without: [String]
  /// May be empty when `entry` is there, whose answer is then given.
  public var reply: String
  public var window: DayWindow?
  public var channel: String?
  /// An entry whose skill and id the reply is booked on; nil: none.
  public var entry: String?
  /// Seconds within which it is given only once to one customer; 0: always.
  public var every: Int
  public var location: SourceLocation
}

/// A label that is put on dialogues in which everything it names holds.
public struct LabelRule: Sendable, Equatable {
  public var name: String
  /// Ids of entries; `ship.*` stands for all that start so.
  public var entries: [String]
  /// answer, clarify, handoff, decline or silent.
  public var decision: String?
  /// The least level of the handoff, 1…3.
  public var level: Int?
  /// The reason of the handoff.
  public var reason: String?
  public var channel: String?
  public var location: SourceLocation
}

/// How many wrong answers a shop accepts, and how sure it wants to be.
public struct RiskPromise: Sendable, Equatable {
  public enum Base: String, Sendable { case answers, questions }

  public var atMost = 0.03
  public var base = Base.questions
  public var confidence = 0.95

  public init() {}
}
