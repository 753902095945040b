internal import Index
internal import Matching

/// Searching a question base: raw text to the first ten.
enum RetrievalSuite {
  static let depth = 10

  static func run(_ run: BenchRun, _ base: QuestionBase, size: Int) -> [BenchResult] {
    let name = BenchSizes.name(size)
    run.progress(0.2, "\(name)：查询")
    let search = BaseSearch(base, run.data.queries(size: size))
    let quality = search.quality()
    // A pass at a time, so that reading the clock costs nothing.
    let seconds = Latencies.seconds { search.all() }
    run.progress(0.6, "\(name)：延迟")
    let latencies = search.latencies()
    return [
      BenchResult(
        .retrieval, name, size: size,
        [
          BenchMetric(
            "queries_per_second", "每秒", "问", Double(search.queries.count) / seconds, decimals: 0)
        ] + latencies.metrics + quality + [scaling(search)])
    ]
  }

  /// How many times as many queries two threads answer as one, by the time that passes; the best
  /// of three rounds, since others may use the cores.
  private static func scaling(_ search: BaseSearch) -> BenchMetric {
    let (base, queries) = (search.base, search.queries)
    func seconds(threads: Int) -> Double {
      let start = BenchClock.monotonic
      _ = Parallel.map(threads) { _ in
        let search = BaseSearch(base, queries)
        search.all()
        return search.hitCount
      }
      return BenchClock.monotonic - start
    }
    let ratios = (0..<3).map { _ in 2 * seconds(threads: 1) / seconds(threads: 2) }
    return BenchMetric("two_threads", "两线程", "倍", ratios.max() ?? 0, decimals: 2)
  }
}

/// The queries of a base, asked by one thread.
struct BaseSearch {
  let base: QuestionBase
  let queries: [BenchQuery]
  private let scratch: QuestionScratch

  init(_ base: QuestionBase, _ queries: [BenchQuery]) {
    self.base = base
    self.queries = queries
    scratch = base.scratch(limit: RetrievalSuite.depth)
  }

  /// Hits of the query that was asked last.
  var hitCount: Int { scratch.retrieval.hitCount }

  /// Asks a query by its place.
  func ask(_ place: Int) {
    base.search(queries[place].text, limit: RetrievalSuite.depth, scratch)
  }

  /// Asks every query once.
  func all() {
    for place in queries.indices { ask(place) }
  }

  func latencies() -> Latencies { Latencies.measure(queries.count, ask) }

  /// How well the right questions are found, and how much is read for that.
  func quality() -> [BenchMetric] {
    var found = 0
    var reciprocal = 0.0
    var scored = 0
    var postings = 0
    for place in queries.indices {
      ask(place)
      scored += scratch.retrieval.scoredQuestions
      postings += scratch.retrieval.readPostings
      let right = queries[place].question
      if let rank = (0..<hitCount).first(where: { scratch.retrieval.hit($0).question == right }) {
        found += 1
        reciprocal += 1 / Double(rank + 1)
      }
    }
    let count = Double(queries.count)
    return [
      BenchMetric("recall_at_10", "R@10", "", Double(found) / count, decimals: 4),
      BenchMetric("mrr_at_10", "MRR@10", "", reciprocal / count, decimals: 4),
      BenchMetric("scored", "评分", "问", Double(scored) / count, decimals: 0),
      BenchMetric("postings", "读取", "项", Double(postings) / count, decimals: 0),
    ]
  }
}
