public import Dialogue

/// What a case accepts at one turn.
public struct TurnExpectation: Sendable, Equatable {
  public var decisions: [Decision]
  /// Entries accepted as the answer; empty when the turn has none.
  public var entries: [String]
  /// The least level of handoff accepted, 0…3; nil when any will do.
  public var level: Int?
  /// The skill to which a handoff should go.
  public var skill: String?

  public init(
    _ decisions: [Decision], entries: [String] = [], level: Int? = nil, skill: String? = nil
  ) {
    self.decisions = decisions
    self.entries = entries
    self.level = level
    self.skill = skill
  }

  /// Whether the knowledge holds an entry for the turn.
  public var isInScope: Bool { !entries.isEmpty }

  /// Whether the turn is not the shop's business: it has no entry and may be declined.
  public var isOutOfScope: Bool { entries.isEmpty && decisions.contains(.decline) }

  /// Whether the turn calls for a person: nothing but a handoff is accepted.
  public var callsForHandoff: Bool { !decisions.isEmpty && decisions.allSatisfy { $0 == .handoff } }

  /// Whether only silence is accepted, as after a person has taken over.
  public var callsForSilence: Bool { !decisions.isEmpty && decisions.allSatisfy { $0 == .silent } }

  /// Whether only a question back is accepted, as for a bare attribute without a product.
  public var callsForClarify: Bool {
    entries.isEmpty && !decisions.isEmpty && decisions.allSatisfy { $0 == .clarify }
  }
}
