internal import Index
internal import Matching

/// Searching a question base: raw text to the first ten.
enum RetrievalSuite {
  static let depth = 10

  static func run(_ run: BenchRun, _ base: QuestionBase, size: Int) -> [BenchResult] {
    let name = BenchSizes.name(size)
    run.progress(0.2, "\(name)：查询")
    let queries = run.data.queries(size: size)
    let scratch = base.scratch(limit: depth)
    var found = 0
    var reciprocal = 0.0
    var scored = 0
    var postings = 0
    for query in queries {
      base.search(query.text, limit: depth, scratch)
      scored += scratch.retrieval.scoredQuestions
      postings += scratch.retrieval.readPostings
      let hits = 0..<scratch.retrieval.hitCount
      if let rank = hits.first(where: { scratch.retrieval.hit($0).question == query.question }) {
        found += 1
        reciprocal += 1 / Double(rank + 1)
      }
    }
    // A pass at a time, so that reading the clock costs nothing.
    let seconds = Latencies.seconds {
      for query in queries { base.search(query.text, limit: depth, scratch) }
    }
    run.progress(0.6, "\(name)：延迟")
    let latencies = Latencies.measure(queries.count) {
      base.search(queries[$0].text, limit: depth, scratch)
    }
    let count = Double(queries.count)
    return [
      BenchResult(
        .retrieval, name, size: size,
        [BenchMetric("queries_per_second", "每秒", "问", count / seconds, decimals: 0)]
          + latencies.metrics
          + [
            BenchMetric("recall_at_10", "R@10", "", Double(found) / count, decimals: 4),
            BenchMetric("mrr_at_10", "MRR@10", "", reciprocal / count, decimals: 4),
            BenchMetric("scored", "评分", "问", Double(scored) / count, decimals: 0),
            BenchMetric("postings", "读取", "项", Double(postings) / count, decimals: 0),
            scaling(base, queries),
          ])
    ]
  }

  /// How many times as many queries two threads answer as one, by the time that passes; the best
  /// of three rounds, since others may use the cores.
  private static func scaling(_ base: QuestionBase, _ queries: [BenchQuery]) -> BenchMetric {
    func seconds(threads: Int) -> Double {
      let start = BenchClock.monotonic
      _ = Parallel.map(threads) { _ in
        let scratch = base.scratch(limit: depth)
        for query in queries { base.search(query.text, limit: depth, scratch) }
        return scratch.retrieval.hitCount
      }
      return BenchClock.monotonic - start
    }
    let ratios = (0..<3).map { _ in 2 * seconds(threads: 1) / seconds(threads: 2) }
    return BenchMetric("two_threads", "两线程", "倍", ratios.max() ?? 0, decimals: 2)
  }
}
