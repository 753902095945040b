import Evaluation
import Matching
import Testing

@Suite struct MatchReportTests {
  private func ranking(_ entries: Int...) -> [RankedEntry] {
    entries.map { RankedEntry(entry: $0, score: 0.1) }
  }

  @Test func countsRanks() {
    var report = MatchReport()
    report.count(ranking(3, 1), right: .entry(3), microseconds: 10)
    report.count(ranking(3, 1), right: .entry(1), microseconds: 20)
    report.count(ranking(3, 1), right: .entry(7), microseconds: 30)
    report.count(ranking(), right: .entry(7), microseconds: 40)
    report.count(ranking(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10), right: .entry(10), microseconds: 50)
    #expect(report.first == Proportion(1, of: 5))
    #expect(report.firstFive == Proportion(2, of: 5))
    #expect(report.meanReciprocalRank == 0.3)
    #expect(report.latency(0.5) == 30)
    #expect(report.latency(0.99) == 50)
  }

  @Test func queriesWithoutAKnownEntryAreNotJudged() {
    var report = MatchReport()
    report.count(ranking(1), right: .none, microseconds: 1)
    report.count(ranking(1), right: .stranger, microseconds: 1)
    #expect(report.queries == 2)
    #expect(report.strangers == 1)
    #expect(report.first.total == 0)
    #expect(report.meanReciprocalRank == nil)
    #expect(report.text.contains("2 问不计入 R@1"))
  }

  @Test func noQueriesGiveASummary() {
    #expect(MatchReport().text.contains("0 问"))
    #expect(MatchReport().latency(0.5) == nil)
  }

  @Test func linesKeepTheirOrderOfFields() {
    let line = RankingLine.render(
      "say \"hi\"", [RankedEntry(entry: 1, score: 0.5), RankedEntry(entry: 0, score: 0.25)],
      ids: ["a", "b"])
    #expect(
      line == #"{"text": "say \"hi\"", "ranked": [{"id": "b", "score": 0.5}, "#
        + #"{"id": "a", "score": 0.25}]}"#)
  }
}
