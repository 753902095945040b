public import Index

/// An entry as the serving process needs it; the wordings are in the model.
public final class ShopEntry: Sendable {
  public let id: String
  public let title: String
  /// general, product or promotion.
  public let tier: String
  /// Index of the product; nil for entries of the other tiers.
  public let product: Int?
  /// Index of the topic that finds it.
  public let topic: Int
  public let answer: StoredText
  public let again: StoredText?
  public let live: StoredText?
  /// What to say outside the window and outside the channel.
  public let closed: StoredText?
  public let elsewhere: StoredText?
  public let skill: String
  /// 0…3.
  public let risk: Int
  public let declines: Bool
  /// First and last day as 2026-06-18, both included; empty: always.
  public let window: [String]
  public let channel: String?
  /// Whether it answers a greeting, thanks and the like, which ask for nothing.
  public let isSmalltalk: Bool
  /// Whether it is about the talk itself, not about the shop's business.
  public let isOfTalk: Bool

  public init(
    id: String, title: String, tier: String, product: Int?, topic: Int, answer: String,
    again: String?, live: String?, closed: String?, elsewhere: String?, skill: String, risk: Int,
    declines: Bool, window: [String], channel: String?, isSmalltalk: Bool = false,
    isOfTalk: Bool = false
  ) {
    self.id = id
    self.title = title
    self.tier = tier
    self.product = product
    self.topic = topic
    self.answer = StoredText(answer)
    self.again = again.map(StoredText.init)
    self.live = live.map(StoredText.init)
    self.closed = closed.map(StoredText.init)
    self.elsewhere = elsewhere.map(StoredText.init)
    self.skill = skill
    self.risk = risk
    self.declines = declines
    self.window = window
    self.channel = channel
    self.isSmalltalk = isSmalltalk
    self.isOfTalk = isOfTalk
  }

  /// Encodes the entry.
  public var record: RecordWriter {
    var record = RecordWriter()
    record.write(id)
    record.write(title)
    record.write(tier)
    record.write(product.map { $0 + 1 } ?? 0)
    record.write(topic)
    record.write(answer.string)
    record.write(again?.string)
    record.write(live?.string)
    record.write(closed?.string)
    record.write(elsewhere?.string)
    record.write(skill)
    record.write(risk)
    record.write(declines)
    record.write(window)
    record.write(channel)
    record.write(isSmalltalk)
    record.write(isOfTalk)
    return record
  }

  /// Decodes an entry.
  public init(_ reader: inout RecordReader) {
    id = reader.string()
    title = reader.string()
    tier = reader.string()
    let number = reader.integer()
    product = number == 0 ? nil : number - 1
    topic = reader.integer()
    answer = reader.text()
    again = reader.optionalText()
    live = reader.optionalText()
    closed = reader.optionalText()
    elsewhere = reader.optionalText()
    skill = reader.string()
    risk = reader.integer()
    declines = reader.boolean()
    window = reader.strings()
    channel = reader.optionalString()
    isSmalltalk = reader.boolean()
    isOfTalk = reader.boolean()
  }
}
