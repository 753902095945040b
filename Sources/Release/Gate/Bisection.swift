/// Finds which changes make a whole fail.
public enum Bisection {
  public struct Finding: Sendable, Equatable {
    /// The places of the changes to blame, in the order in which they were found.
    public var culprits: [Int]
    /// Whether the rest passes without them.
    public var passesWithout: Bool

    public init(culprits: [Int], passesWithout: Bool) {
      self.culprits = culprits
      self.passesWithout = passesWithout
    }
  }

  /// Halves a list that fails as a whole until the change is found at which it begins to fail,
  /// takes that one out, and goes on while the rest fails.
  ///
  /// - Parameters:
  ///   - limit: after so many culprits it gives up.
  ///   - passes: whether the items at these places pass; they keep their order.
  /// - Returns: no culprits and not passing when even nothing at all fails.
  /// - Complexity: O(culprits · log items) calls of `passes`.
  public static func run(
    count: Int, limit: Int, passes: ([Int]) async throws -> Bool
  ) async rethrows -> Finding {
    guard try await passes([]) else { return Finding(culprits: [], passesWithout: false) }
    guard count > 0 else { return Finding(culprits: [], passesWithout: true) }
    var rest = Array(0..<count)
    var culprits: [Int] = []
    // The items before `good` pass, those before `bad` fail.
    var good = 0
    while culprits.count < limit {
      var bad = rest.count
      while bad - good > 1 {
        let middle = (good + bad) / 2
        if try await passes(Array(rest[..<middle])) { good = middle } else { bad = middle }
      }
      culprits.append(rest.remove(at: good))
      if good == rest.count { return Finding(culprits: culprits, passesWithout: true) }
      if try await passes(rest) { return Finding(culprits: culprits, passesWithout: true) }
    }
    return Finding(culprits: culprits, passesWithout: false)
  }
}
