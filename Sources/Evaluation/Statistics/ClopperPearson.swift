/// Exact one-sided bounds of a binomial share.
///
/// Clopper and Pearson (1934), “The use of confidence or fiducial limits illustrated in the case of
/// the binomial”, Biometrika 26.
public enum ClopperPearson {
  /// The share that exceeds the true one with at least `confidence`; 1 when every trial is a hit.
  ///
  /// - Parameters:
  ///   - hits: 0…`total`.
  ///   - confidence: between 0 and 1, for instance 0.9.
  public static func upper(hits: Int, total: Int, confidence: Double) -> Double {
    guard hits < total else { return 1 }
    return share { binomialAtMost(hits, of: total, share: $0) > 1 - confidence }
  }

  /// The share that the true one exceeds with at least `confidence`; 0 when no trial is a hit.
  public static func lower(hits: Int, total: Int, confidence: Double) -> Double {
    guard hits > 0 else { return 0 }
    return 1 - upper(hits: total - hits, total: total, confidence: confidence)
  }

  /// Whether the upper bound is at most `limit`; the same as comparing `upper`, but without search.
  public static func isBelow(
    _ limit: Double, hits: Int, total: Int, confidence: Double
  ) -> Bool {
    guard hits < total else { return limit >= 1 }
    return binomialAtMost(hits, of: total, share: limit) <= 1 - confidence
  }

  /// The end of the shares from 0 on for which `holds`, by bisection to the last bit that matters.
  private static func share(_ holds: (Double) -> Bool) -> Double {
    var low = 0.0
    var high = 1.0
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if holds(middle) { low = middle } else { high = middle }
    }
    return high
  }
}
