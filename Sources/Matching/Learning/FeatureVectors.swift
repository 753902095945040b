/// The known features of many messages side by side: one place in memory for all, nothing to count
/// references of when one is picked.
public struct FeatureVectors: Sendable {
  private(set) var rows: [Int32] = []
  private(set) var values: [Float] = []
  /// The features of vector v are `starts[v]..<starts[v + 1]`.
  private(set) var starts: [Int] = [0]

  public init() {}

  /// The number of vectors.
  public var count: Int { starts.count - 1 }

  /// Adds a vector. O(features).
  public mutating func append(_ vector: FeatureVector) {
    rows += vector.rows
    values += vector.values
    starts.append(rows.count)
  }

  /// The most features that a vector has. O(vectors).
  var longest: Int { zip(starts, starts.dropFirst()).map { $1 - $0 }.max() ?? 0 }
}
