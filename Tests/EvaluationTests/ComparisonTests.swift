import Dialogue
import Evaluation
import Testing

@Suite struct ComparisonTests {
  static let asked = TurnExpectation([.answer], entries: ["a"])

  static func run(_ givens: [Given]) -> EvaluationRun {
    EvaluationRun(
      version: "v",
      dialogues: givens.enumerated().map { dialogue("c\($0.offset)", (asked, $0.element)) })
  }

  @Test func predictionLineIsTheContracts() {
    let line = Prediction(
      dialogue: "d-0001", turn: 0,
      given: Given(.answer, entry: "ship.\"x\"", confidence: 0.97, options: ["a", "b"]),
      isRight: true
    ).line
    #expect(
      line == """
        {"case": "d-0001", "turn": 0, "decision": "answer", "entry": "ship.\\"x\\"", \
        "confidence": 0.97, "options": ["a", "b"], "handoff": null, "right": true}
        """)
  }

  @Test func predictionsRoundTrip() throws {
    let run = EvaluationRun(dialogues: [
      dialogue(
        "一\n\"", (Self.asked, Given(.answer, entry: "a", confidence: 0.123_456)),
        (nil, Given(.clarify, options: ["x", "y"])),
        (TurnExpectation([.handoff]), handoff(2, "投诉")),
        (TurnExpectation([.silent]), Given(.silent)), (Self.asked, Given(.decline, entry: "b")))
    ])
    let read = try PredictionReader.read(Array(run.predictionLines.utf8), file: "p")
    #expect(read == run.predictions)
    #expect(read.map(\.isRight) == [true, nil, true, true, false])
    #expect(EvaluationRun(replaying: read, of: run.dialogues.map(\.source)) == run)
  }

  @Test(arguments: [
    (#"{"turn": 0, "decision": "answer"}"#, "case"),
    (#"{"case": "a", "decision": "answer"}"#, "turn"),
    (#"{"case": "a", "turn": -1, "decision": "answer"}"#, "turn"),
    (#"{"case": "a", "turn": 0}"#, "decision"),
    (#"{"case": "a", "turn": 0, "decision": "say"}"#, "decision"),
    (#"{"case": "a", "turn": 0, "decision": "answer", "confidence": 2}"#, "confidence"),
    (#"{"case": "a", "turn": 0, "decision": "answer", "right": "yes"}"#, "right"),
    (
      #"{"case": "a", "turn": 0, "decision": "handoff", "handoff": {"level": 1}}"#, "handoff.reason"
    ),
    (#"nonsense"#, ""),
  ])
  func reportsWrongPredictions(line: String, field: String) {
    let error = #expect(throws: InputError.self) {
      try PredictionReader.read(Array(line.utf8), file: "p")
    }
    #expect(error?.problems.map(\.field) == [field])
  }

  @Test func reportsTurnsPredictedTwice() {
    let line = #"{"case": "a", "turn": 0, "decision": "silent"}"#
    let error = #expect(throws: InputError.self) {
      try PredictionReader.read(Array("\(line)\n\(line)".utf8), file: "p")
    }
    #expect(error?.description.contains("p:2: turn: stands already in line 1") == true)
  }

  @Test func whatGotBetterAndWorse() {
    let right = Given(.answer, entry: "a")
    let wrong = Given(.answer, entry: "b")
    let before = Self.run([right, wrong, wrong, right, wrong, wrong])
    let now = Self.run([wrong, right, right, right, Given(.answer, entry: "c"), wrong])
    let comparison = Comparison(now, baseline: before.predictions)
    #expect(comparison.better.map(\.dialogue) == ["c1", "c2"])
    #expect(comparison.worse.map(\.dialogue) == ["c0"])
    #expect(comparison.worse.first?.before == right)
    #expect(comparison.worse.first?.now == wrong)
    #expect(comparison.otherwise == 1)
    #expect(comparison.before.rates[.recognition] == Proportion(2, of: 6))
    #expect(comparison.now.rates[.recognition] == Proportion(3, of: 6))
    #expect(abs(comparison.pValue - 1) < 1e-12)
    let same = Comparison(before, baseline: before.predictions)
    #expect(same.better.isEmpty && same.worse.isEmpty && same.otherwise == 0)
  }

  @Test func onlySharedCasesAreCompared() {
    let right = Given(.answer, entry: "a")
    let old = Self.run([right, right])
    let new = EvaluationRun(dialogues: [
      dialogue("c1", (Self.asked, Given(.decline))), dialogue("new", (Self.asked, right)),
      // The earlier run has only the first of these turns.
      dialogue("c0", (Self.asked, right), (Self.asked, right)),
    ])
    let comparison = Comparison(new, baseline: old.predictions)
    #expect(comparison.worse.map(\.dialogue) == ["c1"])
    #expect(comparison.now.run.dialogues.map(\.source.id) == ["c1"])
    #expect(comparison.added == 2)
    #expect(comparison.removed == 0)
    #expect(Comparison(Self.run([right]), baseline: old.predictions).removed == 1)
  }

  @Test func gatesHoldAtTheirLimit() throws {
    let measured = report(RateTests.dialogues)
    func check(_ name: Gate.Name, _ limit: Double) throws -> GateResult {
      try Gate(name, limit).check(measured)
    }
    #expect(try check(.minRecognition, 8.0 / 15).passed)
    #expect(try !check(.minRecognition, 0.54).passed)
    #expect(try check(.minRecognition, 0.5).measured == 8.0 / 15)
    #expect(try check(.maxTransfer, 5.0 / 18).passed)
    #expect(try !check(.maxTransfer, 0.27).passed)
    #expect(try check(.maxMissedHandoffs, 0.5).passed)
    #expect(try !check(.maxWrong, 0.2).passed)
    #expect(try check(.maxCalibrationError, 1).passed)
    // Without a baseline nothing has been shown.
    #expect(try check(.maxWorse, 100).passed == false)
    #expect(try check(.maxWorse, 100).measured == nil)
    let comparison = Comparison(measured.run, baseline: measured.run.predictions)
    #expect(try Gate(.maxWorse, 0).check(measured, comparison).passed)
  }

  @Test func gatesRefuseLimitsThatMakeNoSense() {
    #expect(throws: Gate.LimitError.self) { try Gate(.minRecognition, 95) }
    #expect(throws: Gate.LimitError.self) { try Gate(.maxWrong, -0.1) }
    #expect(throws: Gate.LimitError.self) { try Gate(.maxWrong, .nan) }
    #expect(throws: Gate.LimitError.self) { try Gate(.maxWorse, 1.5) }
    #expect(throws: Gate.LimitError.self) { try Gate(.maxWorse, .infinity) }
  }

  @Test func everyRateGateMeasuresItsRate() throws {
    let measured = report(RateTests.dialogues)
    for name in Gate.Name.allCases where name != .maxWorse {
      #expect(try Gate(name, 0.5).check(measured).measured != nil, "\(name)")
    }
  }
}
