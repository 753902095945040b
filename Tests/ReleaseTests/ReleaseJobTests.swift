import Dialogue
import Evaluation
import Foundation
import Knowledge
import Release
import TestSupport
import Testing
import Training

@Suite(.serialized) struct ReleaseJobTests {
  @Test func acceptedProposalsBecomeKnowledgeAndServe() async throws {
    let bench = try ReleaseBench(accept: ["p-1", "p-2", "p-4"])
    let outcome = try await bench.job().run()
    let manifest = try #require(outcome.manifest)
    #expect(manifest.added == ["p-1", "p-2", "p-4"])
    #expect(manifest.number == 2)
    #expect(try bench.servingVersion() == manifest.version)
    let base = try KnowledgeLoader.load(bench.working)
    let entry = try #require(base.entries.first { $0.id == "learned.neng-ke-zi-ma" })
    #expect(entry.questions.map(\.text) == Sample.proposals[0].questions)
    #expect(entry.answer == Sample.proposals[0].answer)
    let ship = try #require(base.entries.first { $0.id == "ship.when" })
    #expect(ship.questions.map(\.text).suffix(2) == Sample.proposals[1].questions[...])
    #expect(base.entries.contains { $0.sku == "t-cup" && $0.title == "保温杯能装咖啡吗" })
    #expect(
      manifest.changed.sorted() == [
        "general/learned.yaml", "general/ship.yaml", "products/t-cup.yaml",
      ])
    guard case .nothing = try await bench.job().run() else {
      Issue.record("released the same twice")
      return
    }
  }

  /// Adds a proposal to the review and accepts it with others.
  private func accept(_ proposal: Proposal, with others: [String], in bench: ReleaseBench) throws {
    var review = try Review(bench.state)
    _ = try review.add([proposal])
    try review.perform((others + [proposal.id]).map { .accept($0) })
  }

  @Test func questionsOfAnotherEntryAreRefusedNamedAndNotAByteIsChanged() async throws {
    let bench = try ReleaseBench(accept: ["p-1", "p-2"])
    _ = try await bench.job().run()
    var bad = Sample.proposals[1]
    bad.id = "p-bad"
    bad.questions = ["想退货", "货想退了", "怎么退货", "申请退货", "这个要退掉"].flatMap { question in
      ["呀", "呢", "了", "亲"].map { question + $0 }
    }
    try accept(bad, with: ["p-4"], in: bench)
    let before = bench.everything()
    let outcome = try await bench.job().run()
    guard case .refused(let report, _, let blame) = outcome else {
      Issue.record("was not refused: \(outcome)")
      return
    }
    #expect(bench.everything() == before)
    #expect(!report.passed && !report.wordings.passed)
    #expect(blame.proposals.map(\.id) == ["p-bad"])
    #expect(blame.passesWithout == true)
    let misplaced = try #require(blame.culprits.first?.suspicion.misplaced)
    #expect(misplaced.other == "return.want" && misplaced.misplaced > 10)
    let without = try await bench.job { $0.without = ["p-bad"] }.run()
    #expect(without.manifest?.added == ["p-4"])
  }

  @Test func turnsThatBecomeWrongAreRefusedAndPutDownToTheProposal() async throws {
    let bench = try ReleaseBench(accept: ["p-1", "p-2"])
    _ = try await bench.job().run()
    // Word for word what labelled dialogues ask another entry; too few of a kind to be told by
    // themselves.
    let asked = ["什么时候寄出", "可以退货吗", "快递到哪里了", "退款多久到"]
    var bad = Sample.proposals[1]
    bad.id = "p-bad"
    bad.entry = "invoice.open"
    bad.questions = asked
    try accept(bad, with: ["p-4"], in: bench)
    let before = bench.everything()
    let cases = try ReleaseBench.cases()
    let outcome = try await bench.job { job in
      job.gate.cases = (0..<4).flatMap { round in
        cases.map { labelled in
          EvaluationCase(id: "\(labelled.id)-\(round)", turns: labelled.turns)
        }
      }
    }.run()
    guard case .refused(let report, _, let blame) = outcome else {
      Issue.record("was not refused: \(outcome)")
      return
    }
    #expect(bench.everything() == before)
    #expect(report.checks.contains { $0.name == .recognition && $0.failsTouched })
    #expect(report.changes.contains { $0.verdict == .worse && $0.text == "什么时候寄出" })
    #expect(blame.proposals.map(\.id) == ["p-bad"])
    #expect(blame.passesWithout == true)
  }

  @Test func anAnswerRewrittenAgainstTheSessionsIsRefusedUnlessItIsTrusted() async throws {
    let bench = try ReleaseBench(accept: ["p-1"])
    _ = try await bench.job().run()
    let week = bench.folder.path + "/week.jsonl"
    let lines = (0..<7).map { number in
      #"{"session": "s-\#(number)", "customer": "c-\#(number)", "messages": "#
        + #"[{"from": "customer", "text": "什么时候发货"}, "#
        + #"{"from": "agent", "text": "亲，48小时内发货的"}]}"#
    }
    try Data(lines.joined(separator: "\n").utf8).write(to: URL(fileURLWithPath: week))
    var rewrite = Sample.proposals[2]
    rewrite.answer = "拍下后30天发货"
    do {
      var review = try Review(bench.state)
      try review.perform([.edit(rewrite), .accept("p-3"), .accept("p-4")])
    }
    let before = bench.everything()
    let outcome = try await bench.job { $0.testimony = [week] }.run()
    guard case .refused(let report, _, let blame) = outcome else {
      Issue.record("was not refused: \(outcome)")
      return
    }
    #expect(bench.everything() == before)
    #expect(!report.answers.passed)
    #expect(blame.proposals.map(\.id) == ["p-3"])
    #expect(blame.culprits.first?.suspicion.contradictedBy == 7)
    let trusting = try await bench.job { job in
      job.testimony = [week]
      job.trusted = ["p-3"]
    }.run()
    #expect(trusting.manifest?.added.contains("p-3") == true)
  }

  @Test func aDryRunWritesNothing() async throws {
    let bench = try ReleaseBench()
    let before = bench.everything()
    guard case .wouldRelease = try await bench.job({ $0.isDry = true }).run() else {
      Issue.record("a dry run did something else")
      return
    }
    #expect(bench.everything() == before)
  }

  @Test func knowledgeWithErrorsIsNotReleased() async throws {
    let bench = try ReleaseBench(accept: [])
    do {
      var review = try Review(bench.state)
      var proposal = Sample.proposals[0]
      proposal.answer = "{没有这个属性}"
      proposal.tier = .product
      proposal.sku = "t-cup"
      proposal.id = "p-slot"
      _ = try review.add([proposal])
      try review.perform(.accept("p-slot"))
    }
    let before = bench.everything()
    guard case .lintFailed(let problems) = try await bench.job().run() else {
      Issue.record("an unknown fact passed")
      return
    }
    #expect(!problems.isEmpty)
    #expect(bench.everything() == before)
  }

  @Test func rollbackBringsBackAnyVersionAndKeepsWhatPeopleEdited() async throws {
    let bench = try ReleaseBench()
    let original = bench.everything().filter { $0.key.hasPrefix("knowledge/") }
    let released = try #require(try await bench.job().run().manifest)
    let store = VersionStore(bench.state)
    let first = try #require(try store.list().first)
    _ = try store.rollback(to: "1", working: bench.working)
    #expect(try bench.servingVersion() == first.version)
    #expect(bench.everything().filter { $0.key.hasPrefix("knowledge/") } == original)
    _ = try store.rollback(to: released.version, working: bench.working)
    #expect(try bench.servingVersion() == released.version)
    let shop = bench.working + "/general/ship.yaml"
    let edited = (try String(contentsOfFile: shop, encoding: .utf8)) + "# 店里改过\n"
    try Data(edited.utf8).write(to: URL(fileURLWithPath: shop))
    let back = try store.rollback(to: "1", working: bench.working)
    #expect(back.kept == [shop])
    #expect(try String(contentsOfFile: shop, encoding: .utf8) == edited)
    #expect(!FileManager.default.fileExists(atPath: bench.working + "/general/learned.yaml"))
    #expect(throws: StateError.self) { try store.rollback(to: "77", working: bench.working) }
  }

  @Test func aCrashAtAnyStepLeavesAWholeVersionServing() async throws {
    let counter = StepCounter()
    let whole = try ReleaseBench()
    let goal = try await whole.job { $0.fault = { _ in try counter.next(stopAt: .max) } }.run()
    let version = try #require(goal.manifest?.version)
    let steps = counter.count
    #expect(steps > 20)
    let old = try Shared.smallBot.get().version
    for stop in 1...steps {
      let bench = try ReleaseBench()
      // The version before the release serves already.
      let first = try await bench.job { $0.without = ["p-1", "p-2"] }.run()
      #expect(first.manifest?.version == old)
      let crash = StepCounter()
      do {
        _ = try await bench.job { $0.fault = { _ in try crash.next(stopAt: stop) } }.run()
      } catch is Crash {
        let serving = try bench.servingVersion()
        #expect(serving == old || serving == version, "step \(stop)")
      }
      _ = try await bench.job().run()
      #expect(try bench.servingVersion() == version, "step \(stop)")
      let base = try KnowledgeLoader.load(bench.working)
      #expect(base.entries.contains { $0.id == "learned.neng-ke-zi-ma" }, "step \(stop)")
      let left = bench.everything().keys.filter {
        $0.contains(".new") || $0.contains("update.json")
      }
      #expect(left.isEmpty, "step \(stop)")
    }
  }
}

private struct Crash: Error {}

private final class StepCounter: @unchecked Sendable {
  private let lock = NSLock()
  private var steps = 0

  var count: Int { lock.withLock { steps } }

  func next(stopAt: Int) throws {
    let isStop = lock.withLock {
      steps += 1
      return steps == stopAt
    }
    if isStop { throw Crash() }
  }
}
