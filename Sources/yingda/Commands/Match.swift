import ArgumentParser
import Dispatch
import Evaluation
import Foundation
import Index
import Matching
import Synchronization

struct Match: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "match",
    abstract: "只用匹配器：在别人的问答库里给每个问题排出最可能的条目。",
    discussion: """
      问答库一行一条：{"id": "…", "questions": ["…"], "answer": "…"}，answer 可省
      问题一行一问：  {"text": "…", "id": "…"}，id 是正确条目，可省；有就统计 R@1
      成对句子（可省）：{"a": "…", "b": "…", "label": 0|1}，同义的够一千对、且自测有提升才会采用

      结果写到标准输出，一问一行，次序不变；score 是“就是这一条”的概率。
      例：
        yingda match --entries faq.jsonl --queries asked.jsonl > ranked.jsonl
        yingda match --entries faq.jsonl --queries asked.jsonl --top 3 --train pairs.jsonl
      """)

  @Option(help: ArgumentHelp("问答库（JSONL）", valueName: "FILE")) var entries: String
  @Option(help: ArgumentHelp("要匹配的问题（JSONL）", valueName: "FILE")) var queries: String
  @Option(help: ArgumentHelp("每问至多列出几条", valueName: "K")) var top = 10
  @Option(help: ArgumentHelp("已知同义或不同义的成对句子（JSONL）", valueName: "FILE")) var train: String?

  mutating func run() throws {
    guard top >= 1 else { throw CommandFailure.input("--top: \(top) 太小；至少 1") }
    let base: [FAQEntry]
    let asked: [FAQQuery]
    let pairs: [TrainingPair]
    do {
      base = Self.values(try FAQReader.entries(entries))
      asked = Self.values(try FAQReader.queries(queries))
      pairs = try train.map { Self.values(try FAQReader.pairs($0)) } ?? []
    } catch let error as InputError {
      throw CommandFailure.input("\(error)")
    }
    let matcher = try learn(base, pairs)
    Console.error(Self.summary(matcher.report))
    Console.error(rank(asked, base, matcher).text)
  }

  private func learn(_ base: [FAQEntry], _ pairs: [TrainingPair]) throws -> FAQMatcher {
    let normalizer = try KnowledgeCommand.normalizer()
    let progress = ProgressLine("正在学习问答库")
    let share = Mutex(0.0)
    // The parts take seconds each; the line must live in between.
    let ticker = DispatchSource.makeTimerSource()
    let start = ContinuousClock.now
    ticker.setEventHandler {
      let seconds = Int((ContinuousClock.now - start).inSeconds)
      progress.update(share.withLock { $0 }, "\(seconds) 秒")
    }
    ticker.schedule(deadline: .now(), repeating: .milliseconds(500))
    ticker.resume()
    defer {
      ticker.cancel()
      progress.finish()
    }
    do {
      return try FAQMatcher.build(entries: base, pairs: pairs, normalizer: normalizer) { done in
        share.withLock { $0 = done }
      }
    } catch {
      throw CommandFailure.input("\(entries): \(error)")
    }
  }

  /// Ranks the queries on all cores and writes them in their order.
  private func rank(
    _ asked: [FAQQuery], _ base: [FAQEntry], _ matcher: FAQMatcher
  ) -> MatchReport {
    let ids = base.map(\.id)
    let places = Dictionary(uniqueKeysWithValues: ids.enumerated().map { ($1, $0) })
    let depth = max(top, MatchReport.depth)
    let progress = ProgressLine("正在匹配")
    defer { progress.finish() }
    var report = MatchReport()
    for start in stride(from: 0, to: asked.count, by: 2_048) {
      let chunk = Array(asked[start..<min(start + 2_048, asked.count)])
      let clock = ContinuousClock()
      let began = clock.now
      let results = Parallel.map(chunk.count) { index in
        let began = clock.now
        let ranked = matcher.rank(chunk[index].text, top: depth)
        return (ranked: ranked, seconds: (clock.now - began).inSeconds)
      }
      report.seconds += (clock.now - began).inSeconds
      var lines: [String] = []
      for (query, result) in zip(chunk, results) {
        report.count(
          result.ranked, right: Self.expectation(query, places),
          microseconds: result.seconds * 1e6)
        lines.append(RankingLine.render(query.text, result.ranked.prefix(top), ids: ids))
      }
      Console.print(lines.joined(separator: "\n"))
      progress.update(Double(start + chunk.count) / Double(asked.count))
    }
    return report
  }

  private static func expectation(
    _ query: FAQQuery, _ places: [String: Int]
  ) -> MatchReport.Expectation {
    guard let id = query.entry else { return .none }
    return places[id].map { .entry($0) } ?? .stranger
  }

  /// The values, after saying what seemed odd.
  private static func values<Value>(_ lines: FAQLines<Value>) -> [Value] {
    let shown = 5
    for warning in lines.warnings.prefix(shown) { Console.error("\(warning)") }
    if lines.warnings.count > shown {
      Console.error("另有 \(lines.warnings.count - shown) 条同类提醒，从略")
    }
    return lines.values
  }

  private static func summary(_ report: FAQMatcherReport) -> String {
    var text = "\(report.entries) 条，\(report.questions) 个问法"
    if report.heldOut > 0 {
      text +=
        "；留出 \(report.heldOut) 问自测，"
        + "首位正确 \(Figures.percent(Double(report.heldOutAccuracy)))"
    }
    if report.usesPairs { text += "；采用了成对句子" }
    return text
  }
}

extension Duration {
  fileprivate var inSeconds: Double {
    Double(components.seconds) + Double(components.attoseconds) * 1e-18
  }
}
