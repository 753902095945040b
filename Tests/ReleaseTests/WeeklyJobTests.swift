import Dialogue
import Evaluation
import Foundation
import Index
import Knowledge
import Release
import TestSupport
import Testing
import Training

@Suite(.serialized) struct WeeklyJobTests {
  /// Some sessions of a week of the small shop.
  private static func sessions(_ day: Int, _ messages: [String]) -> String {
    messages.enumerated().map { index, text in
      #"{"session": "s-\#(day)-\#(index)", "customer": "c-\#(index)", "#
        + #""started_at": "2026-11-\#(day)T10:00:00+08:00", "messages": "#
        + #"[{"from": "customer", "text": "\#(text)"}, {"from": "agent", "text": "好的"}]}"#
    }.joined(separator: "\n") + "\n"
  }

  private static let usual = [
    "什么时候寄出", "可以退货吗", "保温杯多重", "保温杯有多重", "水杯几斤重", "我叫李雪梅 电话13800138000", "能不能刻名字", "能不能刻名字",
  ]

  private func job(
    _ bench: ReleaseBench, _ transcripts: String, release: Bool = true
  ) throws -> WeeklyJob {
    var job = WeeklyJob(
      state: bench.state, transcripts: [transcripts], working: bench.working,
      open: {
        try Snapshot(bytes: try ReleaseBench.compile(try KnowledgeLoader.load(bench.working)))
      },
      mine: { _ in Sample.proposals })
    if release { job.release = { try await bench.job().run() } }
    return job
  }

  @Test func runTwiceItProposesAndReleasesNothingTwice() async throws {
    let bench = try ReleaseBench(accept: ["p-1"])
    let week = bench.folder.path + "/week.jsonl"
    try Data(Self.sessions(10, Self.usual).utf8).write(to: URL(fileURLWithPath: week))
    let first = try await job(bench, week).run()
    #expect(first.added.new == 0)
    #expect(first.added.decided == 1)
    let released = try #require(first.record.after)
    #expect(released.version != first.record.before.version)
    let bytes = bench.everything()
    let second = try await job(bench, week).run()
    #expect(second.added.new == 0 && second.added.renewed == 0)
    #expect(second.record == first.record)
    #expect(bench.everything() == bytes)
  }

  @Test func theReportTellsTheWeek() async throws {
    let bench = try ReleaseBench(accept: ["p-1"])
    let week = bench.folder.path + "/week.jsonl"
    try Data(Self.sessions(10, Self.usual).utf8).write(to: URL(fileURLWithPath: week))
    let result = try await job(bench, week).run()
    let markdown = result.report.markdown
    for heading in ["漂移", "顾客问了、没得到的", "发布改了什么", "发布前后", "预计与实际", "该写到商品页上的", "没人问的条目"] {
      #expect(markdown.contains("## \(heading)"), "\(heading)")
    }
    #expect(result.record.week == "2026-11-10_2026-11-10")
    #expect(result.record.before.sessions == 8)
    #expect(result.record.before.asked["t-cup.weight"] == 3)
    #expect(markdown.contains("保温杯多重"))
    #expect(markdown.contains("learned.neng-ke-zi-ma"))
    for text in [markdown, result.report.html] {
      #expect(!text.contains("雪梅") && !text.contains("13800138000"))
    }
    #expect(result.report.html.hasPrefix("<!doctype html>"))
  }

  @Test func otherWordsThanUsualRaiseAnAlarm() async throws {
    let bench = try ReleaseBench(accept: [])
    let path = bench.folder.path + "/week.jsonl"
    let calm = (0..<20).flatMap { _ in Self.usual }
    for day in [10, 11] {
      try Data(Self.sessions(day, calm).utf8).write(to: URL(fileURLWithPath: path))
      let result = try await job(bench, path, release: false).run()
      #expect(result.report.alarms.isEmpty)
    }
    let strange = (0..<160).map { _ in "猕猴桃酸奶麦片燕窝孢子粉" }
    try Data(Self.sessions(12, strange).utf8).write(to: URL(fileURLWithPath: path))
    let result = try await job(bench, path, release: false).run()
    #expect(result.report.alarms.contains { $0.hasPrefix("生词率") })
    #expect(result.report.markdown.contains("⚠"))
  }
}
