public import Matching

/// How well and how fast a matcher ranked queries.
public struct MatchReport: Sendable, Equatable {
  /// Queries that were ranked.
  public private(set) var queries = 0
  /// Queries whose right entry came first, of those that name an entry of the base.
  public private(set) var first = Proportion()
  /// Queries whose right entry was among the first five.
  public private(set) var firstFive = Proportion()
  /// Queries that name an entry which the base does not have; they are not judged.
  public private(set) var strangers = 0
  /// Wall time of all rankings together, seconds.
  public var seconds = 0.0
  private var reciprocalRanks = 0.0
  private var latencies: [Double] = []

  /// How deep a ranking is judged.
  public static let depth = 10

  public init() {}

  /// Counts a ranking of at least `depth` entries, or all there are.
  ///
  /// - Parameters:
  ///   - right: the index of the right entry, where it is known.
  ///   - microseconds: what the ranking took.
  public mutating func count(
    _ ranked: [RankedEntry], right: Expectation, microseconds: Double
  ) {
    queries += 1
    latencies.append(microseconds)
    switch right {
    case .none: break
    case .stranger: strangers += 1
    case .entry(let entry):
      let rank = ranked.prefix(Self.depth).firstIndex { $0.entry == entry }
      first.count(rank == 0)
      firstFive.count((rank ?? 5) < 5)
      if let rank { reciprocalRanks += 1 / Double(rank + 1) }
    }
  }

  /// What a query says of its right entry.
  public enum Expectation: Sendable, Equatable {
    case none
    /// It names an entry that the base does not have.
    case stranger
    /// The index of the entry.
    case entry(Int)
  }

  /// The mean of one over the rank of the right entry, 0 beyond the tenth; nil without any.
  public var meanReciprocalRank: Double? {
    first.total > 0 ? reciprocalRanks / Double(first.total) : nil
  }

  /// The latency that a share of the rankings stayed within, microseconds; nil without any.
  /// O(n log n).
  public func latency(_ share: Double) -> Double? {
    guard !latencies.isEmpty else { return nil }
    let sorted = latencies.sorted()
    return sorted[min(sorted.count - 1, Int(share * Double(sorted.count)))]
  }

  /// The summary for people.
  public var text: String {
    var lines: [String] = []
    if first.total > 0 {
      let mean = meanReciprocalRank.map { Figure.fixed($0, decimals: 4) } ?? "–"
      lines.append(
        "R@1 \(Self.share(first))   R@5 \(Self.share(firstFive))   MRR@\(Self.depth) \(mean)")
    }
    if first.total < queries {
      var line = "\(queries - first.total) 问不计入 R@1：没有写明正确条目"
      if strangers > 0 { line += "，或写的条目不在库里（\(strangers) 问）" }
      lines.append(line)
    }
    let speed = seconds > 0 ? Double(queries) / seconds : 0
    lines.append(
      "\(queries) 问，每秒 \(Figure.fixed(speed, decimals: 0)) 问；"
        + "延迟 p50 \(Self.time(latency(0.5)))，p99 \(Self.time(latency(0.99)))")
    return lines.joined(separator: "\n")
  }

  private static func share(_ proportion: Proportion) -> String {
    "\(Figure.percent(proportion.value))（\(Figure.counts(proportion))，"
      + "95% 区间 \(Figure.interval(proportion.interval))）"
  }

  private static func time(_ microseconds: Double?) -> String {
    guard let microseconds else { return "–" }
    return microseconds < 1_000
      ? "\(Figure.fixed(microseconds, decimals: 0)) µs"
      : "\(Figure.fixed(microseconds / 1_000, decimals: 2)) ms"
  }
}

/// Writes rankings, one line a query.
public enum RankingLine {
  /// `{"text": …, "ranked": [{"id": …, "score": …}, …]}`, scores with at most six decimals.
  public static func render(_ text: String, _ ranked: some Sequence<RankedEntry>, ids: [String])
    -> String
  {
    JSONText.object([
      ("text", .string(text)),
      (
        "ranked",
        .array(
          ranked.map {
            .object([("id", .string(ids[$0.entry])), ("score", .number(Double($0.score)))])
          })
      ),
    ]).compact
  }
}
