internal import Dialogue

/// All rates over some dialogues.
public struct RateTable: Sendable, Equatable {
  private var proportions: [RateName: Proportion] = [:]

  /// The rate's counts; 0 of 0 where nothing applies.
  public subscript(name: RateName) -> Proportion {
    proportions[name] ?? Proportion()
  }

  /// - Complexity: O(turns).
  public init(_ dialogues: [DialogueResult]) {
    for dialogue in dialogues {
      add(dialogue)
      for turn in dialogue.turns {
        if let expected = turn.turn.expectation, let judgement = turn.judgement {
          add(expected, turn.given, judgement)
        }
      }
    }
    for pair in Self.pairs(dialogues) { count(.pairsRight, pair) }
  }

  private mutating func count(_ name: RateName, _ isHit: Bool) {
    proportions[name, default: Proportion()].count(isHit)
  }

  private mutating func add(_ dialogue: DialogueResult) {
    count(.handedOver, dialogue.wasHandedOver)
    if !dialogue.callsForHandoff { count(.transfer, dialogue.wasHandedOver) }
    if dialogue.source.turns.count > 1, let succeeded = dialogue.succeeded {
      count(.dialogueSuccess, succeeded)
    }
    if dialogue.source.tags.contains("handoff:negative") {
      for judgement in dialogue.turns.compactMap(\.judgement) {
        count(.handoffNegatives, judgement.isRight)
      }
    }
  }

  private mutating func add(_ expected: TurnExpectation, _ given: Given, _ judgement: Judgement) {
    count(.turnAccuracy, judgement.isRight)
    count(.wrongAnswers, judgement.isWrongAnswer)
    if expected.isInScope {
      count(.recognition, judgement.isRight)
      count(.assistedRecognition, judgement.isAssisted)
      if let candidates = given.candidates {
        let isAmongThem = candidates.contains { expected.entries.contains($0) }
        count(.firstThree, judgement.isAssisted || isAmongThem)
      }
    }
    if given.decision == .answer { count(.precision, judgement.isRight) }
    if expected.callsForHandoff { count(.missedHandoffs, judgement.missesHandoff) }
    if expected.isOutOfScope { count(.outOfScopeAnswered, given.decision == .answer) }
    if let hasSkill = judgement.hasSkill { count(.handoffSkill, hasSkill) }
    if expected.callsForClarify { count(.clarifyRight, judgement.isRight) }
    if expected.callsForSilence { count(.silenceRight, judgement.isRight) }
  }

  /// Whether each pair (`pair:NN` within a file) of at least two dialogues is right on both sides.
  private static func pairs(_ dialogues: [DialogueResult]) -> [Bool] {
    var sides: [String: [Bool]] = [:]
    for dialogue in dialogues {
      guard let succeeded = dialogue.succeeded else { continue }
      for pair in dialogue.source.tagged("pair") {
        sides["\(dialogue.source.file)\u{0}\(pair)", default: []].append(succeeded)
      }
    }
    return sides.values.filter { $0.count > 1 }.map { $0.allSatisfy { $0 } }
  }
}
