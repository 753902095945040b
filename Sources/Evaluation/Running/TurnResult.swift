public import Dialogue

/// What was given at a turn, as far as it is judged.
public struct Given: Sendable, Equatable {
  /// A handoff without its summary, which may repeat the customer's words.
  public struct Handoff: Sendable, Equatable {
    public var reason: HandoffReason
    /// 0…3.
    public var level: Int
    public var skill: String

    public init(reason: HandoffReason, level: Int, skill: String) {
      self.reason = reason
      self.level = level
      self.skill = skill
    }
  }

  public var decision: Decision
  /// The best entry, even when it was not the answer.
  public var entry: String?
  /// 0…1.
  public var confidence: Double
  /// Entries offered to choose from.
  public var options: [String]
  public var handoff: Handoff?
  /// The best three entries; nil when replayed from predictions, which do not hold them.
  public var candidates: [String]?

  public init(
    _ decision: Decision, entry: String? = nil, confidence: Double = 0, options: [String] = [],
    handoff: Handoff? = nil, candidates: [String]? = nil
  ) {
    self.decision = decision
    self.entry = entry
    self.confidence = confidence
    self.options = options
    self.handoff = handoff
    self.candidates = candidates
  }

  public init(_ reply: Reply) {
    self.init(
      reply.decision, entry: reply.entry, confidence: reply.confidence,
      options: reply.options.map(\.entry),
      handoff: reply.handoff.map {
        Handoff(reason: $0.reason, level: $0.level, skill: $0.skill)
      }, candidates: reply.candidates.prefix(3).map(\.entry))
  }
}

/// One turn of a case with what was given and how it is judged.
public struct TurnResult: Sendable, Equatable {
  public let turn: EvaluationCase.Turn
  public let given: Given
  /// nil when the turn has no expectation.
  public let judgement: Judgement?
  /// What the customer read; empty when replayed from predictions.
  public let said: String

  public init(_ turn: EvaluationCase.Turn, given: Given, said: String = "") {
    self.turn = turn
    self.given = given
    self.said = said
    judgement = turn.expectation.map { Judgement(given, against: $0) }
  }
}

/// One case with the results of its turns, in order.
public struct DialogueResult: Sendable, Equatable {
  public let source: EvaluationCase
  public let turns: [TurnResult]

  public init(_ source: EvaluationCase, turns: [TurnResult]) {
    self.source = source
    self.turns = turns
  }

  /// Whether some turn calls for a person.
  public var callsForHandoff: Bool {
    source.turns.contains { $0.expectation?.callsForHandoff == true }
  }

  /// Whether the dialogue was handed to a person at some turn.
  public var wasHandedOver: Bool { turns.contains { $0.given.decision == .handoff } }

  /// Whether every expected turn is right; nil when no turn has an expectation.
  public var succeeded: Bool? {
    let judgements = turns.compactMap(\.judgement)
    return judgements.isEmpty ? nil : judgements.allSatisfy(\.isRight)
  }
}
