public import Dialogue

/// An entry answered where another was due.
public struct Confusion: Sendable, Equatable {
  /// The first accepted entry; nil where the turn has none.
  public let expected: String?
  /// The entry answered.
  public let given: String
  public let count: Int
}

/// How the turns of one entry came out.
public struct EntryResult: Sendable, Equatable {
  /// What was given instead, and how often.
  public struct Instead: Sendable, Equatable {
    public let decision: Decision
    /// The entry answered; nil for other decisions.
    public let entry: String?
    public let count: Int
  }

  public let entry: String
  public let right: Proportion
  /// Most frequent first.
  public let instead: [Instead]
}

extension EntryResult {
  /// The entries with turns that are not right, by falling number of these, then by rising share
  /// right, then by id. A turn counts for the first of its accepted entries.
  static func failing(in dialogues: [DialogueResult]) -> [EntryResult] {
    var rights: [String: Proportion] = [:]
    var others: [String: [Other: Int]] = [:]
    for turn in dialogues.lazy.flatMap(\.turns) {
      guard let entry = turn.turn.expectation?.entries.first, let judgement = turn.judgement else {
        continue
      }
      rights[entry, default: Proportion()].count(judgement.isRight)
      if !judgement.isRight {
        let answered = turn.given.decision == .answer ? turn.given.entry : nil
        let other = Other(decision: turn.given.decision, entry: answered)
        others[entry, default: [:]][other, default: 0] += 1
      }
    }
    return rights.filter { $0.value.hits < $0.value.total }
      .map { entry, right in
        let instead = (others[entry] ?? [:])
          .map { Instead(decision: $0.key.decision, entry: $0.key.entry, count: $0.value) }
          .sorted {
            ($1.count, $0.entry ?? "", $0.decision.rawValue)
              < ($0.count, $1.entry ?? "", $1.decision.rawValue)
          }
        return EntryResult(entry: entry, right: right, instead: instead)
      }
      .sorted {
        let wrong = ($0.right.total - $0.right.hits, $1.right.total - $1.right.hits)
        return (wrong.1, $0.right.hits, $0.entry) < (wrong.0, $1.right.hits, $1.entry)
      }
  }

  private struct Other: Hashable {
    let decision: Decision
    let entry: String?
  }
}

extension Confusion {
  /// The wrong answers as pairs, most frequent first, then by id.
  static func all(in dialogues: [DialogueResult]) -> [Confusion] {
    var counts: [Pair: Int] = [:]
    for turn in dialogues.lazy.flatMap(\.turns) where turn.judgement?.isWrongAnswer == true {
      let expected = turn.turn.expectation?.entries.first
      counts[Pair(expected: expected, given: turn.given.entry ?? ""), default: 0] += 1
    }
    return counts.map { Confusion(expected: $0.key.expected, given: $0.key.given, count: $0.value) }
      .sorted {
        ($1.count, $0.expected ?? "", $0.given) < ($0.count, $1.expected ?? "", $1.given)
      }
  }

  private struct Pair: Hashable {
    let expected: String?
    let given: String
  }
}
