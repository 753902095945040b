/// How much each kind of evidence counts for an entry.
struct EvidenceMix: Sendable, Equatable {
  var weights: SIMD8<Float>

  /// Without any held-out question: likeness, and the cosine with the mean. Between the fits to
  /// the sample shop (18 and 5), BANKING77 (0 and 17) and CLINC150 (0 and 22) with one question an
  /// entry.
  static let standard = EvidenceMix(weights: [9, 0, 11, 0, 0, 0, 0, 0])

  /// A query whose right entry is known, with the evidence for all its candidates.
  struct Example: Sendable {
    var candidates: [SIMD8<Float>]
    var right: Int
  }

  func logit(_ evidence: SIMD8<Float>) -> Float { (weights * evidence).sum() }

  /// The probability of each candidate when one of them is right.
  func probabilities(_ candidates: [SIMD8<Float>]) -> [Float] {
    let logits = candidates.map(logit)
    guard let top = logits.max() else { return [] }
    let powers = logits.map { Float(exponential(Double($0 - top))) }
    let sum = powers.reduce(0, +)
    return powers.map { $0 / sum }
  }

  /// The mean negative logarithm of the probability of the right candidates.
  func loss(_ examples: [Example]) -> Float {
    var sum = 0.0
    for example in examples {
      let probability = probabilities(example.candidates)[example.right]
      sum -= naturalLogarithm(Double(max(probability, 1e-9)))
    }
    return Float(sum / Double(max(1, examples.count)))
  }

  /// The share of examples whose right candidate is first.
  func accuracy(_ examples: [Example]) -> Float {
    let right = examples.count { example in
      let right = logit(example.candidates[example.right])
      return !example.candidates.indices.contains {
        $0 != example.right && logit(example.candidates[$0]) >= right
      }
    }
    return Float(right) / Float(max(1, examples.count))
  }

  /// Finds the weights under which the examples are likeliest (multinomial logistic regression by
  /// Newton's method), drawn towards the standard ones and never negative.
  ///
  /// - Parameter used: the kinds of evidence that may count.
  static func fit(_ examples: [Example], using used: [MatchModels.Evidence]) -> EvidenceMix {
    var mix = EvidenceMix(weights: .zero)
    for kind in used { mix.weights[kind.rawValue] = max(standard.weights[kind.rawValue], 1) }
    let prior = mix.weights
    var places = used.map(\.rawValue)
    for _ in 0..<20 {
      let (gradient, curvature) = mix.slopes(examples, places, prior)
      guard let step = LinearSystem.solve(curvature, gradient) else { break }
      var isBound = false
      for (index, place) in places.enumerated() {
        mix.weights[place] += Float(max(-5, min(5, step[index])))
        if mix.weights[place] < 0 {
          mix.weights[place] = 0
          isBound = true
        }
      }
      // Evidence against an entry that holds more of it would be a freak of the sample.
      if isBound { places.removeAll { mix.weights[$0] == 0 } }
      guard !places.isEmpty else { break }
    }
    return mix
  }

  /// The slope of the penalised likelihood and the lower half of its curvature.
  private func slopes(
    _ examples: [Example], _ places: [Int], _ prior: SIMD8<Float>
  ) -> ([Double], [[Double]]) {
    var gradient = [Double](repeating: 0, count: places.count)
    var curvature = [[Double]](repeating: gradient, count: places.count)
    for (index, place) in places.enumerated() {
      gradient[index] = -Double(weights[place] - prior[place]) * Self.tightness
      curvature[index][index] = Self.tightness
    }
    for example in examples {
      let probabilities = probabilities(example.candidates)
      var mean = SIMD8<Float>.zero
      for (candidate, share) in zip(example.candidates, probabilities) { mean += candidate * share }
      for (index, place) in places.enumerated() {
        gradient[index] += Double(example.candidates[example.right][place] - mean[place])
      }
      for (candidate, share) in zip(example.candidates, probabilities) where share > 1e-6 {
        let off = candidate - mean
        for row in places.indices {
          let left = Double(off[places[row]] * share)
          for column in 0...row { curvature[row][column] += left * Double(off[places[column]]) }
        }
      }
    }
    return (gradient, curvature)
  }

  /// How strongly a weight is drawn to its standard value.
  private static let tightness = 0.02
}

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
