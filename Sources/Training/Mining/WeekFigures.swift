internal import Shop

/// What a week of human sessions was like.
public struct WeekFigures: Sendable, Equatable {
  /// An entry and how often it was asked for.
  public struct Asked: Sendable, Equatable {
    public var entry: String
    public var title: String
    public var count: Int
  }

  public var sessions = 0
  public var endedWell = 0
  /// Pieces of personal data that were masked.
  public var masked = 0
  public var questions = 0
  /// Questions that nobody answered.
  public var unanswered = 0
  /// Of the questions, how many the bot would have answered right, answered with something else,
  /// asked back or declined, and handed over.
  public var right = 0
  public var wrong = 0
  public var askedBack = 0
  public var transferred = 0
  /// Sessions that are expected to end with a person for want of an answer, also where the bot asks
  /// back or answers something else.
  public var expectedTransfers = 0.0
  private var asked: [Int: Int] = [:]
  private var titles: [Int: Asked] = [:]

  public init() {}

  /// The entries that were asked for most.
  public var mostAsked: [Asked] {
    asked.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(12).compactMap { entry, count in
      titles[entry].map { Asked(entry: $0.entry, title: $0.title, count: count) }
    }
  }

  mutating func add(_ session: MiningJournal.Session, shop: ShopView) {
    let replayed = session.questions
    sessions += 1
    masked += session.masked
    if session.endedWell { endedWell += 1 }
    questions += replayed.count
    expectedTransfers += replayed.reduce(0) {
      $0 + $1.verdict.transfer / Double($1.openInSession)
    }
    for question in replayed {
      if question.answer.isEmpty { unanswered += 1 }
      switch question.verdict {
      case .right: right += 1
      case .wrong: wrong += 1
      case .unanswered: askedBack += 1
      case .transferred: transferred += 1
      }
      guard question.verdict == .right, let entry = question.entry else { continue }
      asked[entry, default: 0] += 1
      if titles[entry] == nil {
        let value = shop.catalogue.entries[entry]
        titles[entry] = Asked(entry: value.id, title: value.title, count: 0)
      }
    }
  }
}
