internal import Dialogue
public import Evaluation
internal import Knowledge
internal import Training

/// What a version makes of a week of sessions: replayed without labels, so that it tells what the
/// bot does and not whether it is right.
public struct WeekMeasure: Sendable, Equatable, Codable {
  /// A question that the bot did not answer, with how many sessions asked it.
  public struct Missed: Sendable, Equatable, Codable {
    public var text: String
    public var sessions: Int
  }

  /// The version that was replayed.
  public var version: String
  public var sessions = 0
  /// Sessions in which a person of the shop wrote.
  public var withPerson = 0
  /// Sessions that the bot hands over.
  public var handedOver = 0
  /// Messages of customers, and those that the bot answers.
  public var messages = 0
  public var answered = 0
  /// Messages on which the bot is not sure enough to answer.
  public var unsure = 0
  /// Pairs of characters, and those that stand nowhere in the knowledge.
  public var pairs = 0
  public var unknownPairs = 0
  /// For each entry, how many sessions the bot answers with it.
  public var asked: [String: Int] = [:]
  /// The questions not answered, the most frequent first; of a whole week some dozens.
  public var missed: [Missed] = []
  /// The first and the last day, as 2026-11-09; empty when no session tells its time.
  public var firstDay = ""
  public var lastDay = ""

  public init(version: String) {
    self.version = version
  }

  public var handedOverShare: Proportion { Proportion(handedOver, of: sessions) }
  public var personShare: Proportion { Proportion(withPerson, of: sessions) }
  public var answeredShare: Proportion { Proportion(answered, of: messages) }
  public var unsureShare: Proportion { Proportion(unsure, of: messages) }
  public var unknownShare: Proportion { Proportion(unknownPairs, of: pairs) }
}

/// Collects a week's measure session by session.
struct WeekCounter: Sendable {
  /// Questions kept by their count; the rest is asked once or twice.
  private static let missedKept = 40

  /// The least letters of a question.
  private static let shortest = 2

  private(set) var measure: WeekMeasure
  private let words: KnownPairs
  private var missed: [String: WeekMeasure.Missed] = [:]

  init(version: String, words: KnownPairs) {
    measure = WeekMeasure(version: version)
    self.words = words
  }

  mutating func add(_ session: Transcript, _ replies: [Reply]) {
    measure.sessions += 1
    if session.messages.contains(where: { $0.from == .agent }) { measure.withPerson += 1 }
    if replies.contains(where: { $0.decision == .handoff }) { measure.handedOver += 1 }
    if let day = session.startedAt?.day {
      if measure.firstDay.isEmpty || day < measure.firstDay { measure.firstDay = day }
      measure.lastDay = max(measure.lastDay, day)
    }
    var asked: Set<String> = []
    var missedHere: Set<String> = []
    for reply in replies {
      measure.messages += 1
      let (pairs, unknown) = words.count(reply.text)
      measure.pairs += pairs
      measure.unknownPairs += unknown
      if reply.decision == .answer {
        measure.answered += 1
        if let entry = reply.entry { asked.insert(entry) }
        continue
      }
      guard reply.isUnsure else { continue }
      measure.unsure += 1
      // A message that greets, or only gives a name or a number, asks nothing.
      let key = DecidedProposals.key(reply.text)
      if key.count > Self.shortest, CustomerAct.asks(reply.text), missedHere.insert(key).inserted {
        missed[key, default: .init(text: reply.text, sessions: 0)].sessions += 1
      }
    }
    for entry in asked { measure.asked[entry, default: 0] += 1 }
  }

  /// Adds what another part of the week brought.
  mutating func add(_ other: WeekCounter) {
    let more = other.measure
    measure.sessions += more.sessions
    measure.withPerson += more.withPerson
    measure.handedOver += more.handedOver
    measure.messages += more.messages
    measure.answered += more.answered
    measure.unsure += more.unsure
    measure.pairs += more.pairs
    measure.unknownPairs += more.unknownPairs
    for (entry, count) in more.asked { measure.asked[entry, default: 0] += count }
    if measure.firstDay.isEmpty || !more.firstDay.isEmpty && more.firstDay < measure.firstDay {
      measure.firstDay = more.firstDay
    }
    measure.lastDay = max(measure.lastDay, more.lastDay)
    for (key, item) in other.missed {
      var sum = missed[key] ?? WeekMeasure.Missed(text: item.text, sessions: 0)
      sum.sessions += item.sessions
      // Whichever part comes first: the same text is shown.
      sum.text = min(sum.text, item.text)
      missed[key] = sum
    }
  }

  func finish() -> WeekMeasure {
    var result = measure
    result.missed = Array(
      missed.values.sorted { ($1.sessions, $0.text) < ($0.sessions, $1.text) }
        .prefix(Self.missedKept))
    return result
  }
}

/// The pairs of characters that stand in the knowledge.
struct KnownPairs: Sendable {
  private let known: Set<String>

  init(_ base: KnowledgeBase) {
    var known: Set<String> = []
    for entry in base.entries {
      for text in [entry.title, entry.answer] + entry.questions.map(\.text) {
        known.formUnion(Self.pairs(text))
      }
    }
    for attribute in base.sharedAttributes {
      for question in attribute.questions { known.formUnion(Self.pairs(question.text)) }
    }
    for situation in base.situations {
      for example in situation.examples { known.formUnion(Self.pairs(example.text)) }
    }
    self.known = known
  }

  /// How many pairs a text has, and how many of them are unknown.
  func count(_ text: String) -> (all: Int, unknown: Int) {
    let pairs = Self.pairs(text)
    return (pairs.count, pairs.count { !known.contains($0) })
  }

  private static func pairs(_ text: String) -> [String] {
    let characters = text.lowercased().filter { $0.isLetter }
    return zip(characters, characters.dropFirst()).map { String([$0, $1]) }
  }
}
