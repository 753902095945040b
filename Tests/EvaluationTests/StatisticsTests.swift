import Evaluation
import Testing

@Suite struct StatisticsTests {
  static func near(_ left: Double, _ right: Double, _ tolerance: Double = 1e-9) -> Bool {
    abs(left - right) <= tolerance
  }

  // Values by the formula in exact arithmetic; 81 of 263 is the example of Newcombe (1998), table I.
  @Test(arguments: [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611)])
  func wilson(hits: Int, total: Int, low: Double, high: Double) throws {
    let interval = try #require(Interval.wilson(hits: hits, total: total))
    #expect(Self.near(interval.low, low, 5e-5))
    #expect(Self.near(interval.high, high, 5e-5))
  }

  @Test func wilsonIsMonotonousAndHoldsTheShare() throws {
    #expect(Interval.wilson(hits: 0, total: 0) == nil)
    for total in [1, 2, 7, 50, 1000] {
      var last = Interval(low: -1, high: -1)
      for hits in stride(from: 0, through: total, by: max(1, total / 25)) {
        let interval = try #require(Interval.wilson(hits: hits, total: total))
        let share = Double(hits) / Double(total)
        #expect(interval.low <= share && share <= interval.high)
        #expect(interval.low >= 0 && interval.high <= 1)
        #expect(interval.low >= last.low && interval.high > last.high)
        last = interval
        let mirrored = try #require(Interval.wilson(hits: total - hits, total: total))
        #expect(Self.near(mirrored.low, 1 - interval.high, 1e-12))
      }
    }
  }

  /// Against the binomial sum, term by term.
  @Test func incompleteBetaIsTheBinomialSum() {
    for trials in [1, 5, 30, 200] {
      for share in [0.001, 0.05, 0.3, 0.5, 0.9, 0.999] {
        var term = 1.0
        for _ in 0..<trials { term *= 1 - share }
        guard term > 1e-250 else { continue }
        var sum = 0.0
        for hits in 0..<trials {
          sum += term
          #expect(Self.near(binomialAtMost(hits, of: trials, share: share), sum, 1e-10))
          term *= Double(trials - hits) / Double(hits + 1) * share / (1 - share)
        }
      }
    }
    #expect(incompleteBeta(0, 2, 3) == 0)
    #expect(incompleteBeta(1, 2, 3) == 1)
    #expect(Self.near(incompleteBeta(0.3, 1, 1), 0.3))
    #expect(Self.near(incompleteBeta(0.5, 4000, 4000), 0.5, 1e-9))
    #expect(binomialAtMost(-1, of: 3, share: 0.5) == 0)
    #expect(binomialAtMost(3, of: 3, share: 0.5) == 1)
  }

  // Closed forms: without hits 1 − δ^(1/n), with all but one … the mirror.
  @Test func clopperPearsonClosedForms() {
    let upper = ClopperPearson.upper(hits: 0, total: 45, confidence: 0.9)
    #expect(Self.near(upper, 0.049_881_5, 1e-6))
    #expect(Self.near(ClopperPearson.upper(hits: 0, total: 1, confidence: 0.95), 0.95))
    #expect(ClopperPearson.upper(hits: 7, total: 7, confidence: 0.9) == 1)
    #expect(ClopperPearson.lower(hits: 0, total: 7, confidence: 0.9) == 0)
    #expect(Self.near(ClopperPearson.lower(hits: 7, total: 7, confidence: 0.9), 0.719_685_7, 1e-6))
    // The two-sided 95 % interval of 5 in 20 is 0.0866 … 0.4910 in every textbook's table.
    #expect(Self.near(ClopperPearson.upper(hits: 5, total: 20, confidence: 0.975), 0.4910, 5e-5))
    #expect(Self.near(ClopperPearson.lower(hits: 5, total: 20, confidence: 0.975), 0.0866, 5e-5))
  }

  @Test func clopperPearsonIsMonotonous() {
    for total in [3, 20, 150] {
      var last = -1.0
      for hits in 0...total {
        let upper = ClopperPearson.upper(hits: hits, total: total, confidence: 0.9)
        #expect(upper > last || upper == 1)
        #expect(upper >= Double(hits) / Double(total))
        #expect(upper <= ClopperPearson.upper(hits: hits, total: total, confidence: 0.99))
        for limit in [0.01, 0.1, 0.5, upper - 1e-6, upper + 1e-6] where limit > 0 && limit < 1 {
          #expect(
            ClopperPearson.isBelow(limit, hits: hits, total: total, confidence: 0.9)
              == (upper <= limit))
        }
        last = upper
      }
    }
  }

  @Test func signTestValues() {
    #expect(signTest(better: 0, worse: 0) == 1)
    #expect(signTest(better: 3, worse: 3) == 1)
    #expect(Self.near(signTest(better: 5, worse: 0), 0.0625))
    #expect(Self.near(signTest(better: 1, worse: 9), 22.0 / 1024))
    #expect(signTest(better: 9, worse: 1) == signTest(better: 1, worse: 9))
  }

  static func samples(_ pairs: [(Double, Bool)]) -> [ConfidenceSample] {
    pairs.map { ConfidenceSample(confidence: $0.0, isRight: $0.1) }
  }

  @Test func calibrationByHand() throws {
    // Bins of a fifteenth: .90 and .92 in [13/15, 14/15), 1 in the last one, .1 in [1/15, 2/15).
    let calibration = Calibration(
      Self.samples([(0.9, true), (0.92, false), (1, true), (0.1, false)]))
    #expect(calibration.bins.count == 15)
    #expect(calibration.bins[13].right == Proportion(1, of: 2))
    #expect(calibration.bins[14].right == Proportion(1, of: 1))
    #expect(calibration.bins[1].right == Proportion(0, of: 1))
    let error = try #require(calibration.expectedError)
    #expect(Self.near(error, (abs(1 - 1.82) + 0 + 0.1) / 4))
    #expect(Calibration([]).expectedError == nil)
    #expect(Calibration(Self.samples([(-3, true), (7, true)])).bins[14].right.total == 1)
  }

  @Test func riskCoverageByHand() throws {
    let curve = RiskCoverage(
      Self.samples([(0.5, false), (0.9, true), (0.7, false), (0.7, true)]), questions: 8)
    #expect(curve.points.map(\.threshold) == [0.9, 0.7, 0.5])
    #expect(curve.points.map(\.coverage) == [0.125, 0.375, 0.5])
    #expect(curve.points.map(\.risk) == [0, 1.0 / 3, 0.5])
    let area = try #require(curve.area)
    #expect(Self.near(area, (0 + 2.0 / 3 + 0.5) / 4))
    #expect(RiskCoverage([], questions: 3).area == nil)
  }

  @Test func riskCoverageThinsWithItsEnds() {
    let curve = RiskCoverage(
      (0..<1000).map { ConfidenceSample(confidence: Double($0) / 1000, isRight: $0 % 3 > 0) },
      questions: 1000)
    let thin = curve.thinned(to: 50)
    #expect(thin.count == 50)
    #expect(thin.first == curve.points.first)
    #expect(thin.last == curve.points.last)
  }

  @Test func areaUnderROCByHand() {
    #expect(areaUnderROC(Self.samples([(0.9, true), (0.1, false)])) == 1)
    #expect(areaUnderROC(Self.samples([(0.1, true), (0.9, false)])) == 0)
    #expect(areaUnderROC(Self.samples([(0.5, true), (0.5, false)])) == 0.5)
    // Of six pairs, four in order, one tied.
    let value = areaUnderROC(
      Self.samples([(0.9, true), (0.6, true), (0.3, true), (0.6, false), (0.2, false)]))
    #expect(value.map { Self.near($0, 4.5 / 6) } == true)
    #expect(areaUnderROC(Self.samples([(0.9, true)])) == nil)
  }
}
