import Dialogue
import Evaluation
import Testing

@Suite struct JudgementTests {
  static let inScope = TurnExpectation([.answer], entries: ["a"])
  static let either = TurnExpectation([.answer, .handoff], entries: ["a"])
  static let outOfScope = TurnExpectation([.handoff, .decline])
  static let person = TurnExpectation([.handoff], level: 2, skill: "投诉")
  static let personWithEntry = TurnExpectation([.handoff], entries: ["a"], level: 2)
  static let refusal = TurnExpectation([.answer, .decline], entries: ["smalltalk.offtopic"])
  static let bare = TurnExpectation([.clarify])
  static let silence = TurnExpectation([.silent])

  struct Row: Sendable, CustomTestStringConvertible {
    let expected: TurnExpectation
    let given: Given
    let outcome: Outcome
    let isRight: Bool
    var isWrongAnswer = false
    var isAssisted: Bool?
    var missesHandoff = false
    var testDescription: String { "\(expected.decisions) \(given.decision) \(outcome)" }
  }

  static let rows = [
    Row(expected: inScope, given: Given(.answer, entry: "a"), outcome: .rightAnswer, isRight: true),
    Row(
      expected: inScope, given: Given(.answer, entry: "b"), outcome: .wrongAnswer, isRight: false,
      isWrongAnswer: true),
    Row(
      expected: inScope, given: Given(.answer), outcome: .wrongAnswer, isRight: false,
      isWrongAnswer: true),
    Row(expected: inScope, given: handoff(0), outcome: .wrongHandoff, isRight: false),
    Row(
      expected: inScope, given: Given(.clarify, entry: "b", options: ["b", "a"]),
      outcome: .assistedClarify, isRight: false, isAssisted: true),
    Row(
      expected: inScope, given: Given(.clarify, entry: "a", options: ["b"]),
      outcome: .unhelpfulClarify, isRight: false),
    Row(expected: inScope, given: Given(.clarify), outcome: .unhelpfulClarify, isRight: false),
    Row(
      expected: inScope, given: Given(.decline, entry: "a"), outcome: .wrongDecline, isRight: false),
    Row(expected: inScope, given: Given(.silent), outcome: .wrongSilence, isRight: false),
    Row(expected: either, given: handoff(0), outcome: .rightHandoff, isRight: true),
    Row(
      expected: refusal, given: Given(.decline, entry: "smalltalk.offtopic"),
      outcome: .rightDecline, isRight: true),
    Row(
      expected: outOfScope, given: Given(.answer, entry: "a"), outcome: .outOfScopeAnswered,
      isRight: false, isWrongAnswer: true),
    Row(expected: outOfScope, given: handoff(0), outcome: .rightHandoff, isRight: true),
    Row(expected: outOfScope, given: Given(.decline), outcome: .rightDecline, isRight: true),
    Row(
      expected: outOfScope, given: Given(.clarify, options: ["a"]), outcome: .unhelpfulClarify,
      isRight: false),
    Row(expected: person, given: handoff(2, "售前"), outcome: .rightHandoff, isRight: true),
    Row(expected: person, given: handoff(3, "投诉"), outcome: .rightHandoff, isRight: true),
    Row(
      expected: person, given: handoff(1, "投诉"), outcome: .lowHandoff, isRight: true,
      missesHandoff: true),
    Row(
      expected: person, given: Given(.handoff), outcome: .lowHandoff, isRight: true,
      missesHandoff: true),
    Row(
      expected: person, given: Given(.answer, entry: "b"), outcome: .missedHandoff, isRight: false,
      isWrongAnswer: true, missesHandoff: true),
    Row(
      expected: person, given: Given(.silent), outcome: .missedHandoff, isRight: false,
      missesHandoff: true),
    // The entry is accepted, only the decision is not: missed, but not a wrong answer.
    Row(
      expected: personWithEntry, given: Given(.answer, entry: "a"), outcome: .missedHandoff,
      isRight: false, missesHandoff: true),
    Row(
      expected: personWithEntry, given: Given(.clarify, options: ["a"]), outcome: .missedHandoff,
      isRight: false, isAssisted: true, missesHandoff: true),
    Row(expected: bare, given: Given(.clarify), outcome: .rightClarify, isRight: true),
    Row(
      expected: bare, given: Given(.answer, entry: "a"), outcome: .wrongAnswer, isRight: false,
      isWrongAnswer: true),
    Row(expected: silence, given: Given(.silent), outcome: .rightSilence, isRight: true),
    Row(
      expected: silence, given: Given(.answer, entry: "a"), outcome: .wrongAnswer, isRight: false,
      isWrongAnswer: true),
    // Where no entry is listed, any decision listed is right by itself.
    Row(
      expected: TurnExpectation([.answer]), given: Given(.answer, entry: "any"),
      outcome: .rightAnswer,
      isRight: true),
  ]

  @Test(arguments: rows) func judges(row: Row) {
    let judgement = Judgement(row.given, against: row.expected)
    #expect(judgement.outcome == row.outcome)
    #expect(judgement.isRight == row.isRight)
    #expect(judgement.isWrongAnswer == row.isWrongAnswer)
    #expect(judgement.isAssisted == (row.isAssisted ?? row.isRight))
    #expect(judgement.missesHandoff == row.missesHandoff)
  }

  @Test func everyOutcomeIsReached() {
    let reached = Set(Self.rows.map { Judgement($0.given, against: $0.expected).outcome })
    #expect(reached == Set(Outcome.allCases))
  }

  @Test func skillIsJudgedApart() {
    #expect(Judgement(handoff(2, "投诉"), against: Self.person).hasSkill == true)
    #expect(Judgement(handoff(2, "售前"), against: Self.person).hasSkill == false)
    #expect(Judgement(handoff(2), against: Self.either).hasSkill == nil)
    #expect(Judgement(Given(.decline), against: Self.person).hasSkill == nil)
  }

  /// Over random turns the outcomes add up, and the rates agree with the outcomes they stand for.
  @Test func outcomesAddUp() {
    let seed: UInt64 = 20_261_120
    var generator = SeededGenerator(seed: seed)
    let expectations = Self.rows.map(\.expected)
    let givens = Self.rows.map(\.given)
    var dialogues: [DialogueResult] = []
    for index in 0..<400 {
      let turns = (0..<Int.random(in: 1...4, using: &generator)).map { _ in
        (
          expectations[Int.random(in: 0..<expectations.count, using: &generator)],
          givens[Int.random(in: 0..<givens.count, using: &generator)]
        )
      }
      let source = EvaluationCase(
        id: "r\(index)", turns: turns.map { EvaluationCase.Turn("x", expect: $0.0) })
      dialogues.append(
        DialogueResult(
          source, turns: zip(source.turns, turns).map { TurnResult($0, given: $1.1) }))
    }
    let measured = report(dialogues)
    let turns = dialogues.reduce(0) { $0 + $1.turns.count }
    #expect(measured.expectedTurns == turns, "seed \(seed)")
    #expect(Outcome.allCases.reduce(0) { $0 + measured.count($1) } == turns, "seed \(seed)")
    let right: [Outcome] = [
      .rightAnswer, .rightHandoff, .lowHandoff, .rightClarify, .rightDecline, .rightSilence,
    ]
    #expect(right.reduce(0) { $0 + measured.count($1) } == measured.rates[.turnAccuracy].hits)
    #expect(measured.rates[.precision].hits == measured.count(.rightAnswer))
    #expect(measured.rates[.outOfScopeAnswered].hits == measured.count(.outOfScopeAnswered))
    #expect(measured.rates[.assistedRecognition].hits >= measured.rates[.recognition].hits)
  }
}
