import Dialogue
import Evaluation
import Testing

/// Every rate on a small set, counted by hand.
@Suite struct RateTests {
  static let asked = TurnExpectation([.answer], entries: ["a", "a2"])
  static let open = TurnExpectation([.answer, .handoff], entries: ["a"])
  static let foreign = TurnExpectation([.handoff, .decline])
  static func person(_ level: Int, _ entries: [String] = []) -> TurnExpectation {
    TurnExpectation([.handoff], entries: entries, level: level, skill: "投诉")
  }
  static func answer(_ entry: String, _ confidence: Double = 0.9) -> Given {
    Given(.answer, entry: entry, confidence: confidence)
  }

  static let dialogues = [
    dialogue("1", tags: ["style:plain", "tier:general"], (asked, answer("a2"))),
    dialogue(
      "2", tags: ["style:plain"],
      (asked, Given(.answer, entry: "b", confidence: 0.6, candidates: ["b", "c", "a"]))),
    dialogue("3", tags: ["style:typo"], (asked, Given(.clarify, options: ["c", "a"]))),
    dialogue("4", (open, handoff(1))),
    dialogue("5", (asked, handoff(1))),
    dialogue("6", tags: ["oos:near"], (foreign, answer("b", 0.5))),
    dialogue("7", tags: ["oos:far"], (foreign, Given(.decline))),
    dialogue("8", tags: ["oos:far"], (foreign, handoff(0))),
    dialogue("9", tags: ["handoff:positive"], (person(2), handoff(2, "投诉"))),
    dialogue("10", tags: ["handoff:positive"], (person(3, ["a"]), handoff(2, "售前"))),
    dialogue("11", tags: ["handoff:positive"], (person(3, ["a"]), answer("a"))),
    dialogue("12", tags: ["handoff:negative"], (asked, answer("a"))),
    dialogue("13", tags: ["handoff:negative"], (asked, handoff(2))),
    dialogue("14", tags: ["pair:01"], file: "x.jsonl", (asked, answer("a"))),
    dialogue("15", tags: ["pair:01"], file: "x.jsonl", (asked, answer("a"))),
    dialogue("16", tags: ["pair:02"], file: "x.jsonl", (asked, answer("a"))),
    dialogue("17", tags: ["pair:02"], file: "x.jsonl", (asked, answer("b"))),
    dialogue(
      "18", tags: ["pair:01"], file: "y.jsonl",
      (asked, Given(.answer, entry: "b", confidence: 0.9, candidates: ["b", "c", "d"]))),
    dialogue("19", (TurnExpectation([.clarify]), Given(.clarify)), (asked, answer("a"))),
    dialogue("20", (TurnExpectation([.clarify]), answer("c", 0.3)), (nil, answer("z"))),
    dialogue("21", (person(1), handoff(1, "投诉")), (TurnExpectation([.silent]), Given(.silent))),
    dialogue("22", (nil, Given(.decline)), (nil, handoff(1))),
  ]

  @Test(arguments: [
    // In scope: 1 2 3 4 5 10 11 12 13 14 15 16 17 18 19b = 15.
    // Right: 1 4 10 (below its level, but a handoff) 12 14 15 16 19b = 8.
    (RateName.recognition, 8, 15),
    (.assistedRecognition, 9, 15),  // and 3
    (.firstThree, 1, 2),  // 2, but not 18; the others tell no candidates
    (.wrongAnswers, 5, 23),  // 2 6 17 18 20a; 11 names the accepted entry
    (.precision, 6, 12),  // right: 1 12 14 15 16 19b; wrong: 2 6 11 17 18 20a
    (.transfer, 5, 18),  // 4 5 8 13 22 of all but 9 10 11 21
    (.handedOver, 8, 22),  // and 9 10 21
    (.missedHandoffs, 2, 4),  // 10 below its level, 11; of 9 10 11 21a
    (.outOfScopeAnswered, 1, 3),
    (.dialogueSuccess, 2, 3),  // 19 21 of 19 20 21; 22 has nothing to judge
    (.turnAccuracy, 14, 23),
    (.handoffNegatives, 1, 2),
    (.handoffSkill, 2, 3),  // 9 21a right, 10 not
    (.clarifyRight, 1, 2),
    (.silenceRight, 1, 1),
    (.pairsRight, 1, 2),  // x:01 right, x:02 not; y:01 has one side only
  ])
  func rate(name: RateName, hits: Int, total: Int) {
    #expect(RateTable(Self.dialogues)[name] == Proportion(hits, of: total))
  }

  @Test func outcomesAndParts() {
    let measured = report(Self.dialogues)
    #expect(measured.customerTurns == 26)
    #expect(measured.expectedTurns == 23)
    #expect(Outcome.allCases.reduce(0) { $0 + measured.count($1) } == 23)
    #expect(measured.count(.lowHandoff) == 1)
    #expect(measured.missedByLevel.map(\.label) == ["1", "2", "3"])
    #expect(
      measured.missedByLevel.map(\.proportion) == [
        Proportion(0, of: 1), Proportion(0, of: 1), Proportion(2, of: 2),
      ])
    #expect(measured.outOfScopeByKind.map(\.label) == ["far", "near"])
    #expect(
      measured.outOfScopeByKind.map(\.proportion) == [Proportion(0, of: 2), Proportion(1, of: 1)])
    #expect(measured.longestSuccess == 2)
    #expect(measured.answers.count == 12)
    // 15 in scope and 3 out of scope.
    #expect(measured.questions.count == 18)
  }

  @Test func depthCountsDialoguesOfMoreThanOneTurn() {
    let long = dialogue(
      "l", (Self.asked, Self.answer("a")), (nil, Given(.decline)), (Self.asked, Self.answer("b")),
      (Self.asked, Self.answer("a")), (nil, Given(.decline)), (Self.asked, Self.answer("a")),
      (nil, Given(.decline)), (nil, Given(.decline)), (nil, Given(.decline)),
      (Self.asked, Self.answer("b")), (Self.asked, Self.answer("a")))
    let short = dialogue("s", (Self.asked, Self.answer("b")))
    #expect(
      report([long, short]).accuracyByDepth.map(\.proportion) == [
        Proportion(1, of: 1), Proportion(1, of: 2), Proportion(1, of: 2), Proportion(1, of: 1),
      ])
  }

  @Test(arguments: [
    (1, DepthBand.opening), (2, .opening), (3, .early), (5, .early), (6, .middle), (10, .middle),
    (11, .late), (99, .late),
  ])
  func depthBand(turn: Int, band: DepthBand) {
    #expect(DepthBand(turn: turn) == band)
  }

  @Test func slicesByFileTagAndChannel() throws {
    let measured = report(Self.dialogues)
    #expect(
      measured.slices.map(\.dimension.name) == [
        "file", "tag:tier", "tag:style", "channel", "tag:handoff", "tag:oos",
      ])
    let style = try #require(measured.slices.first { $0.dimension == .tag("style") })
    #expect(style.slices.map(\.label) == ["plain", "typo"])
    #expect(style.slices.map(\.dialogues) == [2, 1])
    #expect(style.slices[0].rates[.recognition] == Proportion(1, of: 2))
    let file = try #require(measured.slices.first)
    #expect(file.slices.map(\.label) == ["cases", "x", "y"])
    #expect(file.slices.map(\.dialogues).reduce(0, +) == Self.dialogues.count)
  }

  @Test func confusionsAndEntriesWorstFirst() {
    let measured = report(Self.dialogues)
    #expect(measured.confusions.map(\.expected) == ["a", nil, nil])
    #expect(measured.confusions.map(\.given) == ["b", "b", "c"])
    #expect(measured.confusions.map(\.count) == [3, 1, 1])
    let entry = measured.failingEntries.first
    #expect(entry?.entry == "a")
    #expect(entry?.right == Proportion(8, of: 15))
    #expect(entry?.instead.first?.entry == "b")
    #expect(entry?.instead.map(\.count) == [3, 2, 1, 1])
  }

  @Test(arguments: [
    (SeedScale.recognition, 0.64, SeedLevel.below), (.recognition, 0.65, .basic),
    (.recognition, 0.849, .basic), (.recognition, 0.85, .tuned), (.recognition, 0.95, .benchmark),
    (.transfer, 0.51, .below), (.transfer, 0.5, .basic), (.transfer, 0.3, .tuned),
    (.transfer, 0.15, .benchmark), (.transfer, 0, .benchmark), (.turns, 0, .below),
    (.turns, 3, .basic), (.turns, 5, .tuned), (.turns, 10, .benchmark),
  ])
  func seedLevel(scale: SeedScale, value: Double, level: SeedLevel) {
    #expect(scale.level(of: value) == level)
  }
}
