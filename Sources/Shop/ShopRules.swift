public import Index

/// What shop.yaml sets, as the serving process needs it.
public struct ShopRules: Sendable, Equatable {
  /// A reply to keywords, before the matcher.
  public struct AutoReply: Sendable, Equatable {
    public var words: [String]
    public var without: [String]
    public var reply: String
    /// First and last day, both included; empty: always.
    public var window: [String]
    public var channel: String?
    public var entry: String?
    /// Seconds within which it is given only once to one customer; 0: always.
    public var every: Int

    public init(
      words: [String], without: [String], reply: String, window: [String], channel: String?,
      entry: String?, every: Int
    ) {
      self.words = words
      self.without = without
      self.reply = reply
      self.window = window
      self.channel = channel
      self.entry = entry
      self.every = every
    }
  }

  /// A label that is put on dialogues in which everything it names holds.
  public struct Label: Sendable, Equatable {
    public var name: String
    /// Indices of the entries that it needs, ascending; nil: any or none.
    public var entries: [Int]?
    public var decision: String?
    /// The least level of the handoff.
    public var level: Int?
    public var reason: String?
    public var channel: String?

    public init(
      name: String, entries: [Int]?, decision: String?, level: Int?, reason: String?,
      channel: String?
    ) {
      self.name = name
      self.entries = entries
      self.decision = decision
      self.level = level
      self.reason = reason
      self.channel = channel
    }
  }

  public var name = ""
  /// Minutes of the day in which people answer.
  public var opens = 480
  public var closes = 1440
  /// The least confidence of an answer and of an offer to choose, and of an answer in the live room.
  public var answerAt = 0.5
  public var clarifyAt = 0.15
  public var liveAnswerAt = 0.6
  /// The shop's own calibration of confidence: slope and offset of its log-odds.
  public var slope = 1.0
  public var offset = 0.0
  /// The share of wrong answers that the shop accepts, of `answers` or of `questions`, and how sure
  /// it wants to be.
  public var riskLimit = 0.03
  public var riskBase = "questions"
  public var riskConfidence = 0.95
  /// The usual shares of messages that the bot is not sure of, and of those with words that it has
  /// never seen (0: not watched); the least confidence of an answer while they are higher.
  public var usuallyUnsure = 0.0
  public var usuallyStrange = 0.0
  public var carefulAt = 0.8
  /// Seconds after which the product in focus is forgotten, messages are no burst, the bot nudges.
  public var focusSeconds = 1800
  public var burstSeconds = 4
  public var nudgeSeconds = 300
  /// Refunds above this many yuan need a second person.
  public var largeRefund = 500.0
  /// Texts by name, ready to send but for `{skill}`, `{rest}`, `{opens}`.
  public var texts: [String: String] = [:]
  public var autoReplies: [AutoReply] = []
  public var labels: [Label] = []
  /// Indices of the entries shown in the welcome.
  public var welcome: [Int] = []
  /// For each matter the indices of its entries.
  public var matters: [[Int]] = []

  public init() {}

  /// Encodes the rules.
  public var record: RecordWriter {
    var record = RecordWriter()
    record.write(name)
    for number in [opens, closes, focusSeconds, burstSeconds, nudgeSeconds] { record.write(number) }
    for number in [answerAt, clarifyAt, liveAnswerAt, largeRefund] { record.write(number) }
    record.write(slope)
    record.write(offset)
    record.write(riskLimit)
    record.write(riskBase)
    record.write(riskConfidence)
    for number in [usuallyUnsure, usuallyStrange, carefulAt] { record.write(number) }
    let names = texts.keys.sorted()
    record.write(names)
    record.write(names.map { texts[$0] ?? "" })
    record.write(autoReplies.count)
    for reply in autoReplies {
      record.write(reply.words)
      record.write(reply.without)
      record.write(reply.reply)
      record.write(reply.window)
      record.write(reply.channel)
      record.write(reply.entry)
      record.write(reply.every)
    }
    record.write(labels.count)
    for label in labels {
      record.write(label.name)
      record.write(label.entries != nil)
      record.write(label.entries?.count ?? 0)
      for entry in label.entries ?? [] { record.write(entry) }
      record.write(label.decision)
      record.write(label.level ?? 0)
      record.write(label.reason)
      record.write(label.channel)
    }
    record.write(matters.count)
    for list in [welcome] + matters {
      record.write(list.count)
      for entry in list { record.write(entry) }
    }
    return record
  }

  /// Decodes rules.
  public init(_ reader: inout RecordReader) {
    name = reader.string()
    opens = reader.integer()
    closes = reader.integer()
    focusSeconds = reader.integer()
    burstSeconds = reader.integer()
    nudgeSeconds = reader.integer()
    answerAt = reader.double()
    clarifyAt = reader.double()
    liveAnswerAt = reader.double()
    largeRefund = reader.double()
    slope = reader.double()
    offset = reader.double()
    riskLimit = reader.double()
    riskBase = reader.string()
    riskConfidence = reader.double()
    usuallyUnsure = reader.double()
    usuallyStrange = reader.double()
    carefulAt = reader.double()
    let names = reader.strings()
    let values = reader.strings()
    texts = Dictionary(uniqueKeysWithValues: zip(names, values))
    let count = reader.integer()
    autoReplies = (0..<count).map { _ in
      AutoReply(
        words: reader.strings(), without: reader.strings(), reply: reader.string(),
        window: reader.strings(), channel: reader.optionalString(), entry: reader.optionalString(),
        every: reader.integer())
    }
    let labelCount = reader.integer()
    labels = (0..<labelCount).map { _ in
      let name = reader.string()
      let needsEntry = reader.boolean()
      let entryCount = reader.integer()
      let entries = (0..<entryCount).map { _ in reader.integer() }
      let decision = reader.optionalString()
      let level = reader.integer()
      return Label(
        name: name, entries: needsEntry ? entries : nil, decision: decision,
        level: level == 0 ? nil : level, reason: reader.optionalString(),
        channel: reader.optionalString())
    }
    let matterCount = reader.integer()
    func entries() -> [Int] {
      let count = reader.integer()
      return (0..<count).map { _ in reader.integer() }
    }
    welcome = entries()
    matters = (0..<matterCount).map { _ in entries() }
  }

  /// A text by name; empty when the shop has none.
  public func text(_ name: String) -> String { texts[name] ?? "" }
}
