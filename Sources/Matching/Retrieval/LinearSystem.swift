/// Small systems of linear equations.
enum LinearSystem {
  /// Solves a symmetric positive definite system given by its lower half (Cholesky); nil when it
  /// is not definite. O(n³).
  static func solve(_ matrix: [[Double]], _ right: [Double]) -> [Double]? {
    let count = right.count
    var lower = matrix
    for row in 0..<count {
      for column in 0...row {
        var sum = matrix[row][column]
        for index in 0..<column { sum -= lower[row][index] * lower[column][index] }
        if row == column {
          guard sum > 0 else { return nil }
          lower[row][row] = sum.squareRoot()
        } else {
          lower[row][column] = sum / lower[column][column]
        }
      }
    }
    var result = right
    for row in 0..<count {
      for index in 0..<row { result[row] -= lower[row][index] * result[index] }
      result[row] /= lower[row][row]
    }
    for row in (0..<count).reversed() {
      for index in (row + 1)..<count { result[row] -= lower[index][row] * result[index] }
      result[row] /= lower[row][row]
    }
    return result
  }
}
