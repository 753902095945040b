internal import Dialogue

/// What was given at one turn of a case, as a line of a predictions file.
public struct Prediction: Sendable, Equatable {
  /// The case's id.
  public var dialogue: String
  /// The turn's index in its case, from 0.
  public var turn: Int
  public var given: Given
  /// nil when the turn has no expectation.
  public var isRight: Bool?

  public init(dialogue: String, turn: Int, given: Given, isRight: Bool?) {
    self.dialogue = dialogue
    self.turn = turn
    self.given = given
    self.isRight = isRight
  }

  /// The line without its end, fields in the order of the contract.
  public var line: String {
    let handoff = given.handoff.map {
      JSONText.object([
        ("reason", .string($0.reason.rawValue)), ("level", .integer($0.level)),
        ("skill", .string($0.skill)),
      ])
    }
    return JSONText.object([
      ("case", .string(dialogue)), ("turn", .integer(turn)),
      ("decision", .string(given.decision.rawValue)), ("entry", .optional(given.entry)),
      ("confidence", .number(given.confidence)),
      ("options", .array(given.options.map { .string($0) })), ("handoff", handoff ?? .null),
      ("right", isRight.map { .bool($0) } ?? .null),
    ]).compact
  }
}

extension EvaluationRun {
  /// A line for every turn, those without an expectation and an agent's too.
  public var predictions: [Prediction] {
    dialogues.flatMap { dialogue in
      dialogue.turns.enumerated().map { index, turn in
        Prediction(
          dialogue: dialogue.source.id, turn: index, given: turn.given,
          isRight: turn.judgement?.isRight)
      }
    }
  }

  /// The predictions as a file, a line a turn.
  public var predictionLines: String { predictions.map { $0.line + "\n" }.joined() }

  /// What an earlier run would measure on `cases` as they are labelled now; cases of which it lacks
  /// a customer's turn are left out.
  public init(replaying predictions: [Prediction], of cases: [EvaluationCase]) {
    var given: [String: [Int: Given]] = [:]
    for prediction in predictions {
      given[prediction.dialogue, default: [:]][prediction.turn] = prediction.given
    }
    let dialogues = cases.compactMap { source -> DialogueResult? in
      var results: [TurnResult] = []
      for (index, turn) in source.turns.enumerated() {
        switch turn.speaker {
        case .agent: results.append(TurnResult(turn, given: Given(.silent)))
        case .customer:
          guard let given = given[source.id]?[index] else { return nil }
          results.append(TurnResult(turn, given: given))
        }
      }
      return DialogueResult(source, turns: results)
    }
    self.init(dialogues: dialogues)
  }
}
