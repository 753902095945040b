/// A logistic model over a few dense features.
public struct LogisticRegression: Sendable, Equatable {
  /// One weight for each feature.
  public var weights: [Double]
  public var bias: Double

  public init(weights: [Double], bias: Double) {
    self.weights = weights
    self.bias = bias
  }

  /// The probability for a row of features. O(features).
  public func probability(_ features: [Double]) -> Double {
    var sum = bias
    for (weight, feature) in zip(weights, features) { sum += weight * feature }
    return logistic(sum)
  }

  /// Fits by full-batch Newton steps with a ridge penalty on the weights (not the bias).
  ///
  /// - Parameters:
  ///   - rows: one array of features for each example.
  ///   - labels: whether each example is positive.
  ///   - ridge: strength of the penalty, in examples.
  public static func fit(rows: [[Double]], labels: [Bool], ridge: Double) -> LogisticRegression {
    let width = (rows.first?.count ?? 0) + 1
    var parameters = [Double](repeating: 0, count: width)
    guard !rows.isEmpty else { return LogisticRegression(weights: [], bias: 0) }
    for _ in 0..<25 {
      var gradient = [Double](repeating: 0, count: width)
      var hessian = [[Double]](repeating: Array(repeating: 0, count: width), count: width)
      for (row, label) in zip(rows, labels) {
        let features = row + [1]
        var sum = 0.0
        for (parameter, feature) in zip(parameters, features) { sum += parameter * feature }
        let probability = logistic(sum)
        let residual = probability - (label ? 1 : 0)
        let curvature = max(1e-6, probability * (1 - probability))
        for i in 0..<width {
          gradient[i] += residual * features[i]
          for j in 0...i { hessian[i][j] += curvature * features[i] * features[j] }
        }
      }
      for i in 0..<(width - 1) {
        gradient[i] += ridge * parameters[i]
        hessian[i][i] += ridge
      }
      hessian[width - 1][width - 1] += 1e-6
      let step = solve(hessian, gradient)
      var largest = 0.0
      for i in 0..<width {
        parameters[i] -= step[i]
        largest = max(largest, abs(step[i]))
      }
      if largest < 1e-8 { break }
    }
    return LogisticRegression(weights: Array(parameters.dropLast()), bias: parameters[width - 1])
  }

  /// Solves a symmetric positive definite system given by its lower triangle (Cholesky).
  private static func solve(_ matrix: [[Double]], _ right: [Double]) -> [Double] {
    let size = right.count
    var lower = matrix
    for i in 0..<size {
      for j in 0...i {
        var sum = lower[i][j]
        for k in 0..<j { sum -= lower[i][k] * lower[j][k] }
        lower[i][j] = i == j ? max(sum, 1e-12).squareRoot() : sum / lower[j][j]
      }
    }
    var solution = right
    for i in 0..<size {
      for k in 0..<i { solution[i] -= lower[i][k] * solution[k] }
      solution[i] /= lower[i][i]
    }
    for i in (0..<size).reversed() {
      for k in (i + 1)..<size { solution[i] -= lower[k][i] * solution[k] }
      solution[i] /= lower[i][i]
    }
    return solution
  }
}
