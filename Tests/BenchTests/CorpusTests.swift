import Bench
import Foundation
import Knowledge
import TestSupport
import Testing

@Suite struct CorpusTests {
  private static func source() throws -> CorpusSource {
    CorpusSource(try SmallShop.load(SmallShop.files))
  }

  @Test func equalSeedsGiveEqualData() throws {
    let source = try Self.source()
    let one = BenchData(source, largest: 2_000, seed: 5)
    let other = BenchData(source, largest: 2_000, seed: 5)
    #expect(one.questions == other.questions)
    #expect(one.queries(size: 500) == other.queries(size: 500))
    #expect(one.questions != BenchData(source, largest: 2_000, seed: 6).questions)
  }

  @Test func aSmallerBaseIsTheBeginningOfALargerOne() throws {
    let source = try Self.source()
    let large = BenchData(source, largest: 3_000)
    let small = BenchData(source, largest: 300)
    #expect(Array(large.questions[..<300]) == small.questions)
  }

  @Test func noQuestionComesTwiceAndNoneIsEmpty() throws {
    let data = BenchData(try Self.source(), largest: 5_000)
    #expect(Set(data.questions).count == 5_000)
    #expect(data.questions.allSatisfy { !$0.isEmpty && !$0.contains("\n") && !$0.contains("\t") })
  }

  @Test func queriesNameQuestionsOfTheirBase() throws {
    let data = BenchData(try Self.source(), largest: 1_000)
    let queries = data.queries(size: 400)
    #expect(queries.count == BenchData.queryCount)
    #expect(queries.allSatisfy { (0..<400).contains($0.question) && !$0.text.isEmpty })
    // Numbers are drawn at random, so that no engine gains by breaking ties by number.
    let mean = Double(queries.reduce(0) { $0 + $1.question }) / Double(queries.count)
    #expect((150...250).contains(mean))
  }

  @Test func filesHoldALineEach() throws {
    let data = BenchData(try Self.source(), largest: 200)
    let folder = try TemporaryFolder()
    try data.write(to: folder.path + "/data", sizes: [100, 200])
    let questions = try String(contentsOfFile: folder.path + "/data/questions.txt", encoding: .utf8)
    #expect(questions.split(separator: "\n").map(String.init) == data.questions)
    let queries = try String(
      contentsOfFile: folder.path + "/data/queries-100.tsv", encoding: .utf8)
    #expect(queries.split(separator: "\n").count == BenchData.queryCount)
  }

  @Test func dialoguesAreFixed() throws {
    let source = try Self.source()
    let one = BenchDialogues(source, dialogues: 50, seed: 1).messages
    let other = BenchDialogues(source, dialogues: 50, seed: 1).messages
    #expect(one.map(\.text) == other.map(\.text))
    #expect(one.last?.dialogue == 49)
  }
}
