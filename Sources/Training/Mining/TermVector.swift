/// A sparse vector over numbered dimensions, ascending.
package struct TermVector: Sendable {
  package private(set) var dimensions: [UInt64] = []
  package private(set) var values: [Float] = []

  package init() {}

  /// - Parameter terms: in any order; values of one dimension are added up.
  package init(_ terms: [(dimension: UInt64, value: Float)]) {
    dimensions.reserveCapacity(terms.count)
    values.reserveCapacity(terms.count)
    for term in terms.sorted(by: { $0.dimension < $1.dimension }) {
      if dimensions.last == term.dimension {
        values[values.count - 1] += term.value
      } else {
        dimensions.append(term.dimension)
        values.append(term.value)
      }
    }
  }

  var count: Int { dimensions.count }

  /// The mean of some vectors; empty of none.
  package static func mean(of vectors: [TermVector]) -> TermVector {
    let share = 1 / Float(max(1, vectors.count))
    return TermVector(
      vectors.flatMap { vector in
        zip(vector.dimensions, vector.values).map { (dimension: $0, value: $1 * share) }
      })
  }

  /// The scalar product. O(terms of both).
  package func dot(_ other: TermVector) -> Float {
    var sum: Float = 0
    var left = 0
    var right = 0
    while left < dimensions.count, right < other.dimensions.count {
      let a = dimensions[left]
      let b = other.dimensions[right]
      if a == b { sum += values[left] * other.values[right] }
      if a <= b { left += 1 }
      if b <= a { right += 1 }
    }
    return sum
  }

  /// The sum of both, each times its factor. O(terms of both).
  package func mixed(_ factor: Float, with other: TermVector, _ otherFactor: Float) -> TermVector {
    var result = TermVector()
    result.dimensions.reserveCapacity(dimensions.count + other.dimensions.count)
    result.values.reserveCapacity(dimensions.count + other.dimensions.count)
    var left = 0
    var right = 0
    while left < dimensions.count || right < other.dimensions.count {
      let a = left < dimensions.count ? dimensions[left] : .max
      let b = right < other.dimensions.count ? other.dimensions[right] : .max
      var value: Float = 0
      if a <= b {
        value += factor * values[left]
        left += 1
      }
      if b <= a {
        value += otherFactor * other.values[right]
        right += 1
      }
      result.dimensions.append(min(a, b))
      result.values.append(value)
    }
    return result
  }

  /// The heaviest terms only.
  func truncated(to count: Int) -> TermVector {
    guard self.count > count else { return self }
    let kept = values.indices.sorted {
      (values[$1], dimensions[$0]) < (values[$0], dimensions[$1])
    }.prefix(count)
    return TermVector(kept.map { (dimensions[$0], values[$0]) })
  }

  /// The dimensions of the heaviest terms.
  func heaviest(_ count: Int) -> [UInt64] {
    values.indices.sorted {
      (values[$1], dimensions[$0]) < (values[$0], dimensions[$1])
    }.prefix(count).map { dimensions[$0] }
  }
}
