/// Turns what is known of a ranking into the probability that its first entry is right.
struct ScoreCalibration: Sendable, Equatable {
  /// What the probability rests on, in the order of the weights; all about −1…1.
  struct Facts: Sendable {
    static let count = 11
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
        Double(evidence[4]), Double(evidence[1]),
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
  static let standard = ScoreCalibration(weights: [
    -1.9, 3.2, -0.2, -1.2, 1.5, 0.4, 1.4, 0, 0, 0, 0,
  ])

  func probability(_ facts: Facts) -> Float {
    Float(logistic(max(-12, min(12, logit(facts)))))
  }

  private func logit(_ facts: Facts) -> Double {
    zip(weights, facts.values).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// Learns from held-out questions; without any the standard weights stand.
  ///
  /// What tells a right entry from a wrong one is learned with a stranger for every question; then
  /// slope and offset are set for traffic with fewer of them.
  static func fit(_ held: [HeldOutExample], _ mix: EvidenceMix) -> ScoreCalibration {
    guard !held.isEmpty else { return standard }
    var calibration = fit(held.flatMap { $0.calibrationExamples(mix, strangers: 1) })
    let usual = held.flatMap { $0.calibrationExamples(mix, strangers: strangerShare) }
    calibration.rescale(usual)
    return calibration
  }

  /// Sets slope and offset of the logit (Platt 1999) by Newton's method.
  private mutating func rescale(_ examples: [Example]) {
    let logits = examples.map { logit($0.facts) }
    var slope = 1.0
    var offset = 0.0
    for _ in 0..<15 {
      var gradient = [1 - slope, -offset]
      var curvature = [[1.0, 0], [0, 1.0]]
      for (example, logit) in zip(examples, logits) {
        let probability = logistic(slope * logit + offset)
        let error = example.weight * ((example.isRight ? 1 : 0) - probability)
        let spread = example.weight * max(1e-6, probability * (1 - probability))
        gradient[0] += error * logit
        gradient[1] += error
        curvature[0][0] += spread * logit * logit
        curvature[1][0] += spread * logit
        curvature[1][1] += spread
      }
      guard let step = LinearSystem.solve(curvature, gradient) else { break }
      slope += max(-1, min(1, step[0]))
      offset += max(-2, min(2, step[1]))
    }
    weights = weights.map { $0 * slope }
    weights[0] += offset
  }

  /// Strangers for each question in the traffic that scores are calibrated for.
  private static let strangerShare = 0.3

  /// Logistic regression by Newton's method, drawn towards the standard weights.
  private static func fit(_ examples: [Example]) -> ScoreCalibration {
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
