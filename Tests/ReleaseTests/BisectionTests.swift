import Release
import Testing

@Suite struct BisectionTests {
  /// Fails when the weights of what is in it add up to more than the limit.
  private func run(_ weights: [Int], limit: Int) async -> Bisection.Finding {
    await Bisection.run(count: weights.count, limit: weights.count) { places in
      places.reduce(0) { $0 + weights[$1] } <= limit
    }
  }

  @Test func oneCulpritIsFoundWhereverItStands() async {
    for place in 0..<9 {
      var weights = [Int](repeating: 0, count: 9)
      weights[place] = 5
      let finding = await run(weights, limit: 2)
      #expect(finding == Bisection.Finding(culprits: [place], passesWithout: true))
    }
  }

  @Test func theRestPassesWithoutTheCulprits() async {
    for mask in 1..<128 {
      let weights = (0..<7).map { mask >> $0 & 1 == 1 ? 2 : 0 }
      let finding = await run(weights, limit: 1)
      #expect(finding.passesWithout)
      #expect(Set(finding.culprits) == Set(weights.indices.filter { weights[$0] > 0 }))
    }
  }

  @Test func nothingIsBlamedWhenEvenNothingFails() async {
    let finding = await run([0, 0], limit: -1)
    #expect(finding == Bisection.Finding(culprits: [], passesWithout: false))
  }

  @Test func halvingNeedsFewProbes() async {
    var probes = 0
    _ = await Bisection.run(count: 64, limit: 5) { places in
      probes += 1
      return !places.contains(40)
    }
    #expect(probes <= 8)
  }
}
