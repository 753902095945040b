public import Dialogue

/// Who wrote a message.
public enum Speaker: String, Sendable, CaseIterable {
  case customer, bot, agent, system
}

/// One message of a session.
public struct TranscriptMessage: Sendable, Equatable {
  public var from: Speaker
  public var text: String
  public var at: ShopTime?
  /// Fields that the contract does not name, as they stood.
  public var extra: [ExtraField]

  public init(from: Speaker, text: String, at: ShopTime? = nil, extra: [ExtraField] = []) {
    self.from = from
    self.text = text
    self.at = at
    self.extra = extra
  }
}

/// A field that the contract does not name: its name and its value as raw JSON.
public struct ExtraField: Sendable, Equatable {
  public var name: String
  public var json: String

  public init(name: String, json: String) {
    self.name = name
    self.json = json
  }
}

/// A session of a customer with people of the shop, and perhaps the bot before them.
public struct Transcript: Sendable, Equatable {
  public var session: String
  public var channel: String?
  public var sku: String?
  public var customer: String?
  public var agent: String?
  public var startedAt: ShopTime?
  public var messages: [TranscriptMessage]
  public var resolved: Bool?
  /// The customer's rating, usually 1…5.
  public var rating: Double?
  /// Fields that the contract does not name, in the order of the file.
  public var extra: [ExtraField]

  public init(
    session: String, channel: String? = nil, sku: String? = nil, customer: String? = nil,
    agent: String? = nil, startedAt: ShopTime? = nil, messages: [TranscriptMessage],
    resolved: Bool? = nil, rating: Double? = nil, extra: [ExtraField] = []
  ) {
    self.session = session
    self.channel = channel
    self.sku = sku
    self.customer = customer
    self.agent = agent
    self.startedAt = startedAt
    self.messages = messages
    self.resolved = resolved
    self.rating = rating
    self.extra = extra
  }
}
