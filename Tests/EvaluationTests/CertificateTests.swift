import Evaluation
import Testing

@Suite struct CertificateTests {
  typealias Terms = ThresholdCertificate.Terms

  // ln .1 ÷ ln .95 = 44.9 → 45 clean answers, and one more to spare, and half again.
  @Test(arguments: [(0.05, 0.9, 69), (0.1, 0.9, 35), (0.03, 0.9, 116), (0.05, 0.95, 90)])
  func leastCases(limit: Double, confidence: Double, count: Int) {
    #expect(Terms(riskLimit: limit, confidence: confidence).leastCases == count)
  }

  static func clean(_ count: Int) -> [ConfidenceSample] {
    Array(repeating: ConfidenceSample(confidence: 0.9, isRight: true), count: count)
  }

  @Test func cleanAnswersAreCertifiedDownToTheLowestThreshold() throws {
    for base in ThresholdCertificate.Base.allCases {
      let terms = Terms(riskLimit: 0.05, base: base)
      guard case .certified(let certificate) = ThresholdSearch(Self.clean(69), terms: terms) else {
        Issue.record("\(base) is not certified")
        continue
      }
      #expect(certificate.threshold == 0.05)
      #expect(certificate.wrong == Proportion(0, of: 69))
      #expect(certificate.coverage == 1)
      #expect(
        certificate.riskBound == ClopperPearson.upper(hits: 0, total: 69, confidence: 0.9))
    }
  }

  @Test func stopsAtTheFirstThresholdThatFails() {
    // 100 clean answers at .9, 40 wrong ones at .5, 1000 clean ones at .2: what comes after the
    // failure is not looked at.
    let samples =
      Self.clean(100)
      + Array(repeating: ConfidenceSample(confidence: 0.5, isRight: false), count: 40)
      + Array(repeating: ConfidenceSample(confidence: 0.2, isRight: true), count: 1000)
    guard
      case .certified(let certificate) = ThresholdSearch(
        samples, terms: Terms(riskLimit: 0.05, base: .answers))
    else {
      Issue.record("nothing is certified")
      return
    }
    #expect(certificate.threshold == 0.51)
    #expect(certificate.wrong == Proportion(0, of: 100))
  }

  @Test func saysHowManyMoreCasesAreNeeded() {
    let terms = Terms(riskLimit: 0.05, base: .answers)
    #expect(ThresholdSearch(Self.clean(60), terms: terms) == .needsMoreCases(9))
    #expect(
      ThresholdSearch(Self.clean(60), terms: Terms(riskLimit: 0.05)) == .needsMoreCases(9))
    #expect(ThresholdSearch([], terms: terms) == .needsMoreCases(69))
    // Half of the questions are answered, so twice as many questions are needed.
    let half =
      Self.clean(30) + Array(repeating: ConfidenceSample(confidence: 0, isRight: false), count: 30)
    #expect(ThresholdSearch(half, terms: terms) == .needsMoreCases(78))
    // 4 % wrong among 100 is below the limit, but not proven to be.
    let thin =
      Self.clean(96) + Array(repeating: ConfidenceSample(confidence: 0.9, isRight: false), count: 4)
    guard case .needsMoreCases(let count) = ThresholdSearch(thin, terms: terms) else {
      Issue.record("thin evidence is not seen as such")
      return
    }
    let factor = Double(100 + count) / 100
    let more = (0..<Int(96 * factor)).map { _ in ConfidenceSample(confidence: 0.9, isRight: true) }
    let wrong = (0..<Int(4 * factor)).map { _ in ConfidenceSample(confidence: 0.9, isRight: false) }
    guard case .certified = ThresholdSearch(more + wrong, terms: terms) else {
      Issue.record("\(count) more cases do not do")
      return
    }
  }

  @Test func saysWhenMoreCasesWouldNotHelp() {
    let bad =
      Self.clean(80)
      + Array(repeating: ConfidenceSample(confidence: 0.9, isRight: false), count: 20)
    #expect(
      ThresholdSearch(bad, terms: Terms(riskLimit: 0.05, base: .answers))
        == .riskTooHigh(observed: 0.2))
  }

  /// Over many calibration sets, the true risk at the certified threshold exceeds the limit no more
  /// often than promised.
  ///
  /// Confidence u is uniform and an answer wrong with probability (1 − u)²; so among answers
  /// from t on the risk is (1 − t)² ÷ 3, and among all questions (1 − t)³ ÷ 3.
  @Test(arguments: ThresholdCertificate.Base.allCases)
  func keepsItsPromise(base: ThresholdCertificate.Base) {
    let seed: UInt64 = 4711
    var generator = SeededGenerator(seed: seed)
    let terms = Terms(riskLimit: 0.1, confidence: 0.9, base: base)
    var certified = 0
    var violated = 0
    for _ in 0..<1000 {
      let samples = (0..<300).map { _ in
        let confidence = Double.random(in: 0..<1, using: &generator)
        let isRight =
          Double.random(in: 0..<1, using: &generator) >= (1 - confidence) * (1 - confidence)
        return ConfidenceSample(confidence: confidence, isRight: isRight)
      }
      guard case .certified(let certificate) = ThresholdSearch(samples, terms: terms) else {
        continue
      }
      certified += 1
      let rest = 1 - certificate.threshold
      let risk = base == .answers ? rest * rest / 3 : rest * rest * rest / 3
      if risk > terms.riskLimit { violated += 1 }
    }
    #expect(certified > 500, "seed \(seed)")
    // Three standard deviations above the promised tenth of 1000.
    #expect(violated <= 128, "seed \(seed): \(violated) of \(certified)")
  }
}
