/// Turns what is known of a ranking into the probability that its first entry is right.
struct ScoreCalibration: Sendable, Equatable {
  /// What the probability rests on, in the order of the weights; all about −1…1.
  struct Facts: Sendable {
    static let count = 9
    var values: [Double]

    /// - Parameters:
    ///   - share: the first entry's probability among the candidates.
    ///   - logit: its logit.
    ///   - evidence: its evidence.
    init(share: Float, logit: Float, evidence: SIMD8<Float>, unknownShare: Float, units: Int) {
      let bounded = Double(max(1e-4, min(1 - 1e-4, share)))
      values = [
        1, naturalLogarithm(bounded / (1 - bounded)) / 5, Double(logit) / 20,
        Double(evidence[0]), Double(evidence[2]), Double(unknownShare),
        naturalLogarithm(Double(1 + units)) / 3, Double(evidence[3]), Double(evidence[5]),
      ]
    }
  }

  struct Example: Sendable {
    var facts: Facts
    var isRight: Bool
    var weight: Double
  }

  var weights: [Double]

  /// Without any held-out question. Between the fits to the sample shop, BANKING77 and CLINC150
  /// with one question an entry.
  static let standard = ScoreCalibration(weights: [-1.9, 3.2, -0.2, -1.2, 1.5, 0.4, 1.4, 0, 0])

  func probability(_ facts: Facts) -> Float {
    let logit = zip(weights, facts.values).reduce(0) { $0 + $1.0 * $1.1 }
    return Float(logistic(max(-12, min(12, logit))))
  }

  /// Logistic regression by Newton's method, drawn towards the standard weights.
  static func fit(_ examples: [Example]) -> ScoreCalibration {
    var calibration = standard
    for _ in 0..<15 {
      var gradient = zip(calibration.weights, standard.weights).map { -($0 - $1) * tightness }
      var curvature = [[Double]](
        repeating: [Double](repeating: 0, count: Facts.count), count: Facts.count)
      for index in 0..<Facts.count { curvature[index][index] = tightness }
      for example in examples {
        let values = example.facts.values
        let probability = Double(calibration.probability(example.facts))
        let error = example.weight * ((example.isRight ? 1 : 0) - probability)
        let spread = example.weight * max(1e-6, probability * (1 - probability))
        for row in values.indices {
          gradient[row] += error * values[row]
          for column in 0...row {
            curvature[row][column] += spread * values[row] * values[column]
          }
        }
      }
      guard let step = LinearSystem.solve(curvature, gradient) else { break }
      for index in step.indices { calibration.weights[index] += max(-4, min(4, step[index])) }
    }
    return calibration
  }

  /// How strongly a weight is drawn to its standard value.
  private static let tightness = 1.0
}
