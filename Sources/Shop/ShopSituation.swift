public import Index

/// A situation that goes to a person, as the serving process needs it.
public final class ShopSituation: Sendable {
  public let id: String
  public let situation: String
  /// 1…3.
  public let level: Int
  public let skill: String
  /// Indices of the entries that belong to it.
  public let entries: [Int]
  /// Whether each of the entries hands over by itself.
  public let byIntent: Bool
  /// Entries that hand over by themselves in any case.
  public let always: [Int]
  /// large_refund, repeated_request, repeated_failure; nil: the wording is enough.
  public let condition: String?
  /// The reason that the reply gives.
  public let reason: String
  public let reply: String
  public let playbook: String
  /// Minutes until a person answers.
  public let deadline: Int
  public let secondPerson: Bool
  /// Words that ask for it outright, unless they are negated.
  public let keywords: [String]
  /// Days from which on a message that belongs to one of the entries is handed over; 0: none.
  public let days: Int

  public init(
    id: String, situation: String, level: Int, skill: String, entries: [Int], byIntent: Bool,
    always: [Int],
    condition: String?, reason: String, reply: String, playbook: String, deadline: Int,
    secondPerson: Bool, keywords: [String], days: Int
  ) {
    self.id = id
    self.situation = situation
    self.level = level
    self.skill = skill
    self.entries = entries
    self.byIntent = byIntent
    self.always = always
    self.condition = condition
    self.reason = reason
    self.reply = reply
    self.playbook = playbook
    self.deadline = deadline
    self.secondPerson = secondPerson
    self.keywords = keywords
    self.days = days
  }

  /// Encodes the situation.
  public var record: RecordWriter {
    var record = RecordWriter()
    record.write(id)
    record.write(situation)
    record.write(level)
    record.write(skill)
    record.write(entries.count)
    for entry in entries { record.write(entry) }
    record.write(byIntent)
    record.write(always.count)
    for entry in always { record.write(entry) }
    record.write(condition)
    record.write(reason)
    record.write(reply)
    record.write(playbook)
    record.write(deadline)
    record.write(secondPerson)
    record.write(keywords)
    record.write(days)
    return record
  }

  /// Decodes a situation.
  public init(_ reader: inout RecordReader) {
    id = reader.string()
    situation = reader.string()
    level = reader.integer()
    skill = reader.string()
    let count = reader.integer()
    entries = (0..<count).map { _ in reader.integer() }
    byIntent = reader.boolean()
    let alwaysCount = reader.integer()
    always = (0..<alwaysCount).map { _ in reader.integer() }
    condition = reader.optionalString()
    reason = reader.string()
    reply = reader.string()
    playbook = reader.string()
    deadline = reader.integer()
    secondPerson = reader.boolean()
    keywords = reader.strings()
    days = reader.integer()
  }
}
