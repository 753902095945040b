/// How much each kind of evidence counts for an entry.
struct EvidenceMix: Sendable, Equatable {
  var weights: SIMD8<Float>

  /// Without any held-out question: likeness, and the cosine with the mean. Between the fits to
  /// the sample shop (18 and 5), BANKING77 (0 and 17) and CLINC150 (0 and 22) with one question an
  /// entry.
  static let standard = EvidenceMix(weights: [9, 0, 11, 0, 0, 0, 0, 0])

  /// A query whose right entry is known, with the evidence for all its candidates.
  struct Example: Sendable {
    /// See `padded`.
    var candidates: [SIMD8<Float>]
    var right: Int
  }

  /// The evidence of at least `entryCandidates` entries; those that are missing are as unlike the
  /// query as can be, so that the only entry of a base is not right for want of others.
  static func padded(_ evidence: [SIMD8<Float>]) -> [SIMD8<Float>] {
    var stranger = SIMD8<Float>.zero
    stranger[MatchModels.Evidence.margin.rawValue] = -1
    let missing = max(0, MatchModels.entryCandidates - evidence.count)
    return evidence + Array(repeating: stranger, count: missing)
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

  /// The share of held-out questions whose entry is first.
  func accuracy(_ examples: [HeldOutExample]) -> Float {
    let right = examples.count { FAQMatcher.ranking($0.reading, self).first?.entry == $0.entry }
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
