/// Latencies in seconds, sorted for percentiles.
public struct Latencies: Sendable {
  private let sorted: [Double]

  /// O(n log n).
  public init(_ latencies: [Double]) {
    sorted = latencies.sorted()
  }

  /// The least latency that a share of all stayed within (the nearest rank); 0 without any.
  public func percentile(_ share: Double) -> Double {
    guard !sorted.isEmpty else { return 0 }
    let rank = Int((share * Double(sorted.count)).rounded(.up))
    return sorted[min(max(rank, 1), sorted.count) - 1]
  }

  /// The rows of a table: p50, p99 and p99.9 in microseconds.
  var metrics: [BenchMetric] {
    [
      BenchMetric("p50_us", "p50", "µs", percentile(0.5) * 1e6, decimals: 1),
      BenchMetric("p99_us", "p99", "µs", percentile(0.99) * 1e6, decimals: 1),
      BenchMetric("p999_us", "p99.9", "µs", percentile(0.999) * 1e6, decimals: 1),
    ]
  }

  /// Latencies of pieces of work in thread CPU time, each the median of three runs in turn; before
  /// them everything runs once to warm up. Reading the clock is taken off.
  static func measure(_ count: Int, _ body: (Int) -> Void) -> Latencies {
    let overhead = BenchClock.overhead()
    for index in 0..<count { body(index) }
    var runs: [[Double]] = []
    for _ in 0..<3 {
      var run: [Double] = []
      run.reserveCapacity(count)
      for index in 0..<count {
        let start = BenchClock.thread
        body(index)
        run.append(max(0, BenchClock.thread - start - overhead))
      }
      runs.append(run)
    }
    return Latencies(
      (0..<count).map { index in
        let (a, b, c) = (runs[0][index], runs[1][index], runs[2][index])
        return max(min(a, b), min(max(a, b), c))
      })
  }

  /// Thread CPU seconds of a piece of work: the median of five runs after one to warm up.
  static func seconds(_ body: () -> Void) -> Double {
    body()
    let runs = (0..<5).map { _ in
      let start = BenchClock.thread
      body()
      return BenchClock.thread - start
    }
    return Latencies(runs).percentile(0.5)
  }
}
