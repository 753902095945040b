import Dialogue
import Evaluation
import Knowledge
import Release
import Testing

@Suite("A gate fails on evidence, not on the noise of a model fitted anew")
struct GateEvidenceTests {
  private static let topics = 60
  private static let turns = 1_800

  /// A run in which each turn is right, or answered with another entry.
  private func run(_ isRight: (Int) -> Bool, wrong: String = "other.entry") -> EvaluationRun {
    EvaluationRun(
      dialogues: (0..<Self.turns).map { number in
        let entry = "topic.\(number % Self.topics)"
        let turn = EvaluationCase.Turn(
          "问 \(number)", expect: TurnExpectation([.answer], entries: [entry]))
        let source = EvaluationCase(id: "d-\(number)", turns: [turn])
        let given = Given(.answer, entry: isRight(number) ? entry : wrong, confidence: 0.9)
        return DialogueResult(source, turns: [TurnResult(turn, given: given)])
      })
  }

  private func judge(
    _ before: EvaluationRun, _ now: EvaluationRun, touching entries: Set<String> = ["ship.when"]
  ) -> GateReport {
    let none = EvaluationRun(dialogues: [])
    return ReleaseGate(cases: []).judge(
      from: .init(cases: before, sessions: none), to: .init(cases: now, sessions: none),
      scope: GateScope(entries: entries))
  }

  @Test("Turns that change at random are not put down to a release")
  func noise() {
    var random = SeededRandom(seed: 11)
    var refused = 0
    var beyond = 0
    let trials = 300
    for _ in 0..<trials {
      // One turn of thirty changes sides, as many either way.
      var before = [Bool](repeating: true, count: Self.turns)
      var now = before
      for _ in 0..<60 {
        let turn = Int.random(in: 0..<Self.turns, using: &random)
        before[turn] = Bool.random(using: &random)
        now[turn] = !before[turn]
      }
      let report = judge(run { before[$0] }, run { now[$0] })
      if !report.passed { refused += 1 }
      if report.checks.contains(where: { $0.worsening > $0.limit }) { beyond += 1 }
    }
    #expect(beyond > trials / 5, "the limit alone would refuse many")
    #expect(refused <= trials / 30, "seed 11")
  }

  @Test("Turns that go over to what the release changes fail, however much luck is elsewhere")
  func harm() throws {
    let before = run { $0 >= 40 }
    // Twelve turns of one topic are answered with the changed entry; forty others became right.
    let lost = Set((0..<12).map { 100 + $0 * Self.topics })
    let now = run({ !lost.contains($0) }, wrong: "ship.when")
    let report = judge(before, now)
    #expect(!report.passed)
    let recognition = try #require(report.checks.first { $0.name == .recognition })
    #expect(recognition.worsening < 0)
    #expect(recognition.failsTouched && !recognition.failsWhole)
    #expect(judge(before, now, touching: ["other.thing"]).passed)
  }

  @Test("Many turns that become worse fail, whatever the release changes")
  func broadHarm() throws {
    for lost in [{ (turn: Int) in turn % 70 == 0 }, { (turn: Int) in turn % Self.topics == 7 }] {
      let report = judge(run { _ in true }, run { !lost($0) })
      let recognition = try #require(report.checks.first { $0.name == .recognition })
      #expect(recognition.failsWhole && !report.passed)
    }
  }

  @Test("A few turns more than the limit are called noise, and a fall within it needs no evidence")
  func noiseIsNamed() throws {
    let few = judge(run { _ in true }, run { $0 >= 5 })
    #expect(few.passed)
    #expect(few.checks.contains { $0.isNoise })
    let within = judge(run { _ in true }, run { $0 >= 2 })
    #expect(within.passed && !within.checks.contains { $0.isNoise })
  }
}

/// SplitMix64, the same on every machine.
private struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
