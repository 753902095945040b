internal import Language
internal import Matching

/// The shop's matcher, on questions of the pack that were recombined.
enum MatchSuite {
  static func run(_ run: BenchRun) throws -> [BenchResult] {
    run.progress(0, "匹配器")
    let matcher = try Matcher(run.snapshot)
    let texts = Array(run.data.questions.prefix(2_000))
    let analyses = texts.map { matcher.analyzer.analyze($0) }
    let alone = Latencies.measure(texts.count) { _ = matcher.match(analyses[$0]) }
    let whole = Latencies.measure(texts.count) {
      _ = matcher.match(matcher.analyzer.analyze(texts[$0]))
    }
    return [
      BenchResult(.match, "匹配", alone.metrics),
      BenchResult(.match, "分析与匹配", whole.metrics),
    ]
  }
}
