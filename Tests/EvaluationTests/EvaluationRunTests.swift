import Dialogue
import Evaluation
import Testing

@Suite struct EvaluationRunTests {
  @Test func clockAdvancesAndStateStaysInItsDialogue() async {
    let cases = [
      EvaluationCase(
        id: "a", context: DialogueContext(sku: "s1"),
        turns: [
          .init("一", wait: 5), .init("二"), .init("三", wait: 300), .init("您好", from: .agent),
          .init("四", wait: 0),
        ]),
      EvaluationCase(id: "b", start: ShopTime.evaluation.adding(100), turns: [.init("五")]),
    ]
    let run = await EvaluationRun.run(cases, with: EchoResponder())
    #expect(run.version == "v7")
    #expect(run.dialogues.map(\.source.id) == ["a", "b"])
    #expect(
      run.dialogues[0].turns.map(\.given.entry) == [
        "s1 一@5", "s1 一@5 二@25", "s1 一@5 二@25 三@325", nil,
        "s1 一@5 二@25 三@325 person@345 四@345",
      ])
    #expect(run.dialogues[0].turns[3].given.decision == .silent)
    #expect(run.dialogues[1].turns.map(\.given.entry) == ["- 五@100"])
  }

  @Test func manyCasesKeepTheirOrderAndReportProgress() async {
    let cases = (0..<203).map { EvaluationCase(id: "c\($0)", turns: [.init("\($0)")]) }
    let (stream, steps) = AsyncStream.makeStream(of: [Int].self)
    let run = await EvaluationRun.run(cases, with: EchoResponder()) { steps.yield([$0, $1]) }
    steps.finish()
    #expect(run.dialogues.map(\.source.id) == cases.map(\.id))
    #expect(run.dialogues.map { $0.turns[0].given.entry } == cases.indices.map { "- \($0)@0" })
    var progress: [[Int]] = []
    for await step in stream { progress.append(step) }
    #expect(progress.last == [203, 203])
    #expect(progress.map { $0[0] } == progress.map { $0[0] }.sorted())
    #expect(await EvaluationRun.run(cases, with: EchoResponder()) == run)
  }

  @Test func noCasesNoTurns() async {
    let run = await EvaluationRun.run([], with: EchoResponder())
    let measured = EvaluationReport(run)
    #expect(measured.expectedTurns == 0)
    #expect(RateName.allCases.allSatisfy { measured.rates[$0].value == nil })
    #expect(!TextReport.render(measured).isEmpty)
    #expect(!HTMLReport.render(measured).isEmpty)
  }

  @Test func repliesBecomeWhatIsJudged() async {
    var clarify = Reply(
      text: "多重", decision: .clarify, entry: "a", confidence: 0.4, reply: "哪个？", version: "v")
    clarify.options = [.init(entry: "a", title: "甲"), .init(entry: "b", title: "乙")]
    clarify.candidates = [
      .init(entry: "a", confidence: 0.4), .init(entry: "c", confidence: 0.3),
    ]
    var person = Reply(text: "人工", decision: .handoff, entry: nil, reply: "请稍候", version: "v")
    person.handoff = Reply.Handoff(reason: .requested, level: 1, skill: "售后", summary: "手机 138")
    let responder = ScriptedResponder(replies: ["多重": clarify, "人工": person])
    let run = await EvaluationRun.run(
      [EvaluationCase(id: "a", turns: [.init("多重"), .init("人工")])], with: responder)
    #expect(
      run.dialogues[0].turns.map(\.given) == [
        Given(.clarify, entry: "a", confidence: 0.4, options: ["a", "b"], candidates: ["a", "c"]),
        Given(
          .handoff, handoff: .init(reason: .requested, level: 1, skill: "售后"), candidates: []),
      ])
    #expect(!run.predictionLines.contains("138"))
  }
}
