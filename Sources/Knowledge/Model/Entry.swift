public import Language

/// The three tiers of the knowledge.
public enum Tier: String, Sendable, CaseIterable {
  case general, product, promotion
}

/// One thing that customers ask, and what the shop answers.
public struct Entry: Sendable, Equatable {
  public var id: String
  public var title: String
  /// One sentence: which messages belong here.
  public var scope: String
  /// Similar messages that belong elsewhere, as “situation→id”.
  public var exclusions: [String]
  /// Entries that are easily taken for this one.
  public var confusables: [String]
  public var questions: [Question]
  /// The answer; product answers hold facts as `{key}`.
  public var answer: String
  /// The same content in other words, for a customer who asks again.
  public var again: String?
  /// The answer in the live room, at most 30 characters.
  public var live: String?
  /// Who takes over when the bot hands over.
  public var skill: String
  /// 0 none, 1 complaint, 2 platform level, 3 public crisis.
  public var risk: Int
  /// Whether the answer is a polite refusal.
  public var declines: Bool
  public var tier: Tier
  /// The topic of the file that it stands in; empty for products.
  public var topic: String
  /// The product of a product entry.
  public var sku: String?
  /// The days in which a promotion's answer holds; nil: always.
  public var window: DayWindow?
  /// The channel in which a promotion's answer holds; nil: any.
  public var channel: String?
  /// What to say outside the window, and outside the channel.
  public var closed: String?
  public var elsewhere: String?
  public var location: SourceLocation

  /// An entry with the usual skill and nothing that not every entry has.
  public init(
    id: String, title: String, questions: [Question], answer: String, tier: Tier, topic: String,
    sku: String?, location: SourceLocation
  ) {
    self.init(
      id: id, title: title, scope: "", exclusions: [], confusables: [], questions: questions,
      answer: answer, again: nil, live: nil, skill: "售前", risk: 0, declines: false, tier: tier,
      topic: topic, sku: sku, window: nil, channel: nil, closed: nil, elsewhere: nil,
      location: location)
  }

  init(
    id: String, title: String, scope: String, exclusions: [String], confusables: [String],
    questions: [Question], answer: String, again: String?, live: String?, skill: String, risk: Int,
    declines: Bool, tier: Tier, topic: String, sku: String?, window: DayWindow?, channel: String?,
    closed: String?, elsewhere: String?, location: SourceLocation
  ) {
    self.id = id
    self.title = title
    self.scope = scope
    self.exclusions = exclusions
    self.confusables = confusables
    self.questions = questions
    self.answer = answer
    self.again = again
    self.live = live
    self.skill = skill
    self.risk = risk
    self.declines = declines
    self.tier = tier
    self.topic = topic
    self.sku = sku
    self.window = window
    self.channel = channel
    self.closed = closed
    self.elsewhere = elsewhere
    self.location = location
  }

  /// The part of a product entry's id after the SKU: what is asked of the product.
  public var attribute: String? {
    guard let sku, id.hasPrefix(sku + ".") else { return nil }
    return String(id.dropFirst(sku.count + 1))
  }
}

/// A wording, with its place.
public struct Question: Sendable, Equatable {
  public var text: String
  public var location: SourceLocation

  public init(_ text: String, _ location: SourceLocation) {
    self.text = text
    self.location = location
  }
}

/// Days from the first to the last, both included, in Beijing time, as `2026-06-18`.
public struct DayWindow: Sendable, Equatable {
  public var first: String
  public var last: String

  public init(first: String, last: String) {
    self.first = first
    self.last = last
  }

  /// Reads `2026-05-15/2026-06-20`; nil when it is not two days in order.
  public init?(_ text: String) {
    let sides = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard sides.count == 2, sides.allSatisfy(Self.looksLikeDay), sides[0] <= sides[1] else {
      return nil
    }
    self.init(first: sides[0], last: sides[1])
  }

  private static func looksLikeDay(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    return parts.map(\.utf8.count) == [4, 2, 2]
      && parts.joined().utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }
}
