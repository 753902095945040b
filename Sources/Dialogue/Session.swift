/// The state of one dialogue: a plain value that can be stored, resumed and looked at.
public struct Session: Sendable, Equatable, Codable {
  public var context: DialogueContext
  /// Whether a person has taken over; the bot is then silent.
  public internal(set) var hasPerson = false
  /// Products the dialogue was about, the one in focus last; at most eight.
  public internal(set) var products: [Int] = []
  /// The topics of the last substantial messages, the latest last; at most three.
  public internal(set) var topics: [Int] = []
  /// The entry of the last substantial message.
  public internal(set) var lastEntry: Int?
  /// What the bot asked back and waits for.
  public internal(set) var pending: Pending?
  /// What the bot asked back since its last answer, shortened; at most eight.
  public internal(set) var asked: [String] = []
  /// Messages in a row that the bot could not serve.
  public internal(set) var misses = 0
  /// How often the customer asked for a person, and said that the bot misunderstands.
  public internal(set) var requests = 0
  public internal(set) var objections = 0
  /// The highest level at which the dialogue was handed over.
  public internal(set) var level = 0
  /// The situation of the gravest level, after which the bot gives no answer of its own.
  public internal(set) var gravest: Int?
  /// How often each entry was answered; at most 64 entries.
  public internal(set) var answered: [Int: Int] = [:]
  /// Seconds since 1970 of the last message; nil before the first.
  public internal(set) var lastAt: Int?
  /// The customer's last message; nil before the first.
  public internal(set) var lastMessage: Message?
  /// Seconds since 1970 of the customer's last messages; at most `floodLimit`.
  public internal(set) var recent: [Int] = []
  /// Seconds since 1970 at which each live trigger last fired.
  public internal(set) var triggered: [Int: Int] = [:]
  /// How far the bot has broken the silence after the last message.
  public internal(set) var silence = Silence.none
  public internal(set) var turns = 0
  /// Messages that were blocked.
  public internal(set) var blocked = 0
  /// Values the customer gave, by kind; the latest of each.
  public internal(set) var slots: [String: String] = [:]
  /// What this dialogue was about and how it went, in the shop's words; each once, as they came.
  public internal(set) var labels: [String] = []
  /// The last lines, for the person who takes over; at most twelve.
  public internal(set) var lines: [Line] = []

  /// A line of the dialogue.
  public struct Line: Sendable, Equatable, Codable {
    public enum Author: String, Sendable, Codable { case customer, bot, person }

    public let author: Author
    public let text: String
  }

  /// A message of the customer.
  public struct Message: Sendable, Equatable, Codable {
    /// Its start.
    public let text: String
    /// Seconds since 1970.
    public let at: Int
    /// Whether it got what it asked for; if not, the next message may go on with it.
    public let isSettled: Bool
  }

  /// What the bot has said into a silence.
  public enum Silence: Int, Sendable, Codable { case none, nudged, closed }

  /// What the bot waits for.
  public enum Pending: Sendable, Equatable, Codable {
    /// Which product a question is about.
    case product(topic: Int, options: [Int])
    /// Which of some entries is meant.
    case choice(entries: [Int])
  }

  public init(_ context: DialogueContext = DialogueContext()) {
    self.context = context
  }

  /// The product in focus.
  public var focus: Int? { products.last }

  /// The topic of the last substantial message.
  public var lastTopic: Int? { topics.last }

  mutating func label(_ name: String) {
    // By bytes: comparing Chinese strings as text is dear.
    if !labels.contains(where: { $0.utf8.elementsEqual(name.utf8) }) { labels.append(name) }
  }

  mutating func speak(of topic: Int) {
    topics.append(topic)
    if topics.count > 3 { topics.removeFirst() }
  }

  mutating func bring(_ product: Int) {
    products.removeAll { $0 == product }
    products.append(product)
    if products.count > 8 { products.removeFirst() }
  }

  mutating func add(_ author: Line.Author, _ text: String) {
    // A line is kept to the length that a person reads at a glance.
    lines.append(Line(author: author, text: Self.shortened(text)))
    if lines.count > 12 { lines.removeFirst() }
  }

  /// Takes note of what the bot asks back; false when it asked the same since its last answer.
  mutating func ask(_ text: String) -> Bool {
    let text = Self.shortened(text)
    guard !asked.contains(text) else { return false }
    asked.append(text)
    if asked.count > 8 { asked.removeFirst() }
    return true
  }

  /// The start of a text: 360 bytes, which are 120 Han characters.
  static func shortened(_ text: String) -> String {
    guard text.utf8.count > 360 else { return text }
    var end = text.utf8.index(text.startIndex, offsetBy: 360)
    // No code point is cut in two.
    while text.utf8[end] & 0xC0 == 0x80 { end = text.utf8.index(before: end) }
    return String(text[..<end])
  }

  /// More messages than `floodLimit` within `floodSeconds` are a flood.
  static let floodLimit = 10
  static let floodSeconds = 10

  mutating func count(messageAt seconds: Int) {
    recent.append(seconds)
    if recent.count > Self.floodLimit + 1 { recent.removeFirst() }
  }

  /// Whether messages come faster than anyone types; it ends by itself.
  func isFlooding(at seconds: Int) -> Bool {
    recent.count(where: { seconds - $0 < Self.floodSeconds }) > Self.floodLimit
  }

  mutating func countAnswer(_ entry: Int) {
    if answered.count >= 64, answered[entry] == nil, let oldest = answered.keys.min() {
      answered[oldest] = nil
    }
    answered[entry, default: 0] += 1
  }
}
