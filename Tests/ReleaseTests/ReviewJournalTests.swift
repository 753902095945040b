import Evaluation
import Foundation
import Knowledge
import Release
import TestSupport
import Testing
import Training

@Suite struct ReviewJournalTests {
  @Test func replayingTheJournalGivesTheState() throws {
    for seed in 0..<20 {
      let folder = try TemporaryFolder()
      let state = StateFolder(folder.path)
      var random = SeededSteps(seed: UInt64(seed))
      var live: ReviewState
      do {
        var review = try Review(state)
        _ = try review.add(Sample.proposals)
        for _ in 0..<30 {
          guard let step = random.step(in: review.state) else { continue }
          try? review.perform(step)
        }
        live = review.state
      }
      #expect(try Review.state(of: state) == live, "seed \(seed)")
    }
  }

  @Test func undoTakesBackTheLastStepOnly() throws {
    for seed in 0..<20 {
      let folder = try TemporaryFolder()
      var review = try Review(StateFolder(folder.path))
      _ = try review.add(Sample.proposals)
      var random = SeededSteps(seed: UInt64(seed))
      for _ in 0..<15 {
        let before = review.state
        guard let step = random.step(in: before), step != .undo else { continue }
        do { try review.perform(step) } catch is ReviewProblem { continue }
        try review.perform(.undo)
        #expect(review.state == before, "seed \(seed), \(step)")
        try review.perform(step)
      }
    }
  }

  @Test func aTornLineDoesNotCountAndIsCutOff() throws {
    let folder = try TemporaryFolder()
    let state = StateFolder(folder.path)
    do {
      var review = try Review(state)
      _ = try review.add(Sample.proposals)
      try review.perform(.accept("p-1"))
    }
    let whole = try #require(folder.bytes("review.jsonl"))
    for length in [1, 5, 20] {
      let torn = whole + Array(whole.prefix(length))
      try Data(torn).write(to: URL(fileURLWithPath: state.journal))
      #expect(try Review.state(of: state).accepted.map(\.id) == ["p-1"])
      var review = try Review(state)
      try review.perform(.reject("p-2", reason: "重复"))
      try review.perform(.undo)
      let lines = try #require(folder.bytes("review.jsonl")).split(separator: 10)
      #expect(lines.count == 3)
      try Data(whole).write(to: URL(fileURLWithPath: state.journal))
    }
  }

  @Test func onlyOneReviewIsOpenAtATime() throws {
    let folder = try TemporaryFolder()
    let review = try Review(StateFolder(folder.path))
    #expect(throws: StateError.self) { try Review(StateFolder(folder.path)) }
    withExtendedLifetime(review) {}
  }

  @Test func decidedIsNotProposedAgain() throws {
    let folder = try TemporaryFolder()
    let state = StateFolder(folder.path)
    var review = try Review(state)
    #expect(try review.add(Sample.proposals).new == Sample.proposals.count)
    #expect(try review.add(Sample.proposals).known == Sample.proposals.count)
    try review.perform(.reject("p-1", reason: "一次性"))
    try review.perform(.later("p-2"))
    let decided = try DecidedProposals.read(DecidedProposals.path(in: folder.path))
    #expect(decided == review.state.decided)
    var again = Sample.proposals[0]
    #expect(decided.covers(again))
    again.id = "p-other"
    again.questions = again.questions.map { $0 + "？" } + ["另一句"]
    #expect(decided.covers(again))
    again.questions = ["完全不同的一句"]
    #expect(!decided.covers(again))
    #expect(!decided.covers(Sample.proposals[1]))
    var finer = Sample.proposals[1]
    finer.gain += 1e-9
    #expect(try review.add([finer]).known == 1)
    let bytes = folder.bytes("queue.jsonl")
    #expect(try review.add([Sample.proposals[0]]).decided == 1)
    #expect(folder.bytes("queue.jsonl") == bytes)
  }

  @Test func stepsThatMakeNoSenseLeaveNothingBehind() throws {
    let folder = try TemporaryFolder()
    var review = try Review(StateFolder(folder.path), entries: ["ship.when"])
    _ = try review.add(Sample.proposals)
    let bad: [ReviewAction] = [
      .accept("p-none"), .accept("p-3"), .merge("p-1", into: "no.such"),
      .reject("p-1", reason: ""), .split("p-1", into: []), .undo,
    ]
    for step in bad {
      #expect(throws: ReviewProblem.self) { try review.perform(step) }
      #expect(throws: ReviewProblem.self) {
        try review.perform([.later("p-1"), step, .undo, .undo])
      }
    }
    #expect(review.state.steps.isEmpty)
    #expect(folder.bytes("review.jsonl") == nil)
  }
}
