internal import Dialogue

/// A turn held against its expectation.
public struct Judgement: Sendable, Equatable {
  /// The decision is accepted, and if it is an answer the entry is too.
  public let isRight: Bool
  /// Answered with an entry that is not accepted.
  public let isWrongAnswer: Bool
  /// Right, or asked back with an accepted entry among the options.
  public let isAssisted: Bool
  /// Calls for a person and did not get one of at least the level asked.
  public let missesHandoff: Bool
  /// Whether an accepted handoff went to the skill asked; nil when none is asked or none was made.
  public let hasSkill: Bool?
  public let outcome: Outcome

  public init(_ given: Given, against expected: TurnExpectation) {
    let isAccepted = expected.decisions.contains(given.decision)
    let hasEntry = given.entry.map { expected.entries.contains($0) } ?? false
    let offersEntry =
      given.decision == .clarify && given.options.contains { expected.entries.contains($0) }
    let hasLevel = given.handoff?.level ?? 0 >= expected.level ?? 0

    let isRight =
      isAccepted && (given.decision != .answer || expected.entries.isEmpty || hasEntry)
    self.isRight = isRight
    isWrongAnswer = given.decision == .answer && !isRight && !hasEntry
    isAssisted = isRight || offersEntry
    missesHandoff = expected.callsForHandoff && !(given.decision == .handoff && hasLevel)
    if given.decision == .handoff, isAccepted, let skill = expected.skill {
      hasSkill = given.handoff?.skill == skill
    } else {
      hasSkill = nil
    }

    if expected.callsForHandoff, given.decision != .handoff {
      outcome = .missedHandoff
      return
    }
    outcome =
      switch given.decision {
      case .answer where isRight: .rightAnswer
      case .answer where expected.isOutOfScope: .outOfScopeAnswered
      case .answer: .wrongAnswer
      case .handoff where !isAccepted: .wrongHandoff
      case .handoff: hasLevel ? .rightHandoff : .lowHandoff
      case .clarify where isRight: .rightClarify
      case .clarify: offersEntry ? .assistedClarify : .unhelpfulClarify
      case .decline: isRight ? .rightDecline : .wrongDecline
      case .silent: isRight ? .rightSilence : .wrongSilence
      }
  }
}
