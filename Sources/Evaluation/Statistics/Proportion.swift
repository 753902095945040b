/// Hits out of a total, with what can be said of the share behind them.
public struct Proportion: Sendable, Equatable {
  public var hits: Int
  public var total: Int

  public init(_ hits: Int = 0, of total: Int = 0) {
    self.hits = hits
    self.total = total
  }

  /// Counts one more case.
  public mutating func count(_ isHit: Bool) {
    total += 1
    if isHit { hits += 1 }
  }

  /// The share, 0…1; nil when nothing was counted.
  public var value: Double? { total > 0 ? Double(hits) / Double(total) : nil }

  /// The Wilson 95 % interval; nil when nothing was counted.
  public var interval: Interval? { Interval.wilson(hits: hits, total: total) }
}

/// A range in which a share lies with some confidence, 0…1.
public struct Interval: Sendable, Equatable {
  public let low: Double
  public let high: Double

  public init(low: Double, high: Double) {
    self.low = low
    self.high = high
  }

  /// The score interval of a binomial share.
  ///
  /// Wilson (1927), “Probable inference, the law of succession, and statistical inference”, JASA 22.
  /// - Parameter z: the normal quantile; the default makes it a 95 % interval.
  /// - Returns: nil when `total` is not positive.
  public static func wilson(
    hits: Int, total: Int, z: Double = 1.959_963_984_540_054
  ) -> Interval? {
    guard total > 0 else { return nil }
    let n = Double(total)
    let share = Double(hits) / n
    let scale = 1 + z * z / n
    let centre = (share + z * z / (2 * n)) / scale
    let variance = share * (1 - share) / n + z * z / (4 * n * n)
    let half = z * variance.squareRoot() / scale
    // At the edges the formula gives 0 and 1 exactly but for rounding.
    return Interval(
      low: hits == 0 ? 0 : max(0, centre - half), high: hits == total ? 1 : min(1, centre + half))
  }
}
