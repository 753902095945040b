import Testing
import Training

@Suite("Groups are made by likeness on average")
struct LinkageTests {
  /// Vectors around some directions, with noise.
  private func vectors(
    _ random: inout SeededGenerator, centres: Int, each: Int
  ) -> (vectors: [TermVector], centre: [Int]) {
    var vectors: [TermVector] = []
    var centre: [Int] = []
    for index in 0..<each * centres {
      let own = index % centres
      var terms: [(dimension: UInt64, value: Float)] = [(UInt64(own), 1)]
      for _ in 0..<3 { terms.append((UInt64(100 + random.number(0...500)), 0.2)) }
      vectors.append(TermVector(terms))
      centre.append(own)
    }
    return (vectors, centre)
  }

  @Test("What is planted is found, whatever the order")
  func planted() {
    for seed in UInt64(1)...10 {
      var random = SeededGenerator(seed: seed)
      let (vectors, centre) = vectors(&random, centres: 5, each: 8)
      let order = vectors.indices.shuffled(using: &random)
      let groups = AverageLinkage(threshold: 0.5).groups(of: order.map { vectors[$0] })
      #expect(groups.count == 5, "seed \(seed)")
      for group in groups {
        #expect(Set(group.map { centre[order[$0]] }).count == 1, "seed \(seed)")
      }
    }
  }

  @Test("The groups hold each member once, and none is joined below the threshold")
  func partition() {
    for seed in UInt64(1)...10 {
      var random = SeededGenerator(seed: seed)
      let (vectors, _) = vectors(&random, centres: 7, each: 5)
      let threshold: Float = 0.3
      let groups = AverageLinkage(threshold: threshold).groups(of: vectors)
      #expect(groups.flatMap { $0 }.sorted() == Array(vectors.indices), "seed \(seed)")
      let means = groups.map { group in TermVector.mean(of: group.map { vectors[$0] }) }
      for left in means.indices {
        for right in means.indices where right < left {
          #expect(means[left].dot(means[right]) < threshold + 1e-4, "seed \(seed)")
        }
      }
    }
  }

  @Test("The scalar product is the naive one")
  func products() {
    var random = SeededGenerator(seed: 3)
    for _ in 0..<50 {
      let terms = (0..<2).map { _ in
        (0..<random.number(0...20)).map { _ in
          (dimension: UInt64(random.number(0...30)), value: Float(random.number(1...9)))
        }
      }
      var tables: [[UInt64: Float]] = [[:], [:]]
      for side in 0..<2 {
        for term in terms[side] { tables[side][term.dimension, default: 0] += term.value }
      }
      let naive = tables[0].reduce(Float(0)) { $0 + $1.value * (tables[1][$1.key] ?? 0) }
      #expect(TermVector(terms[0]).dot(TermVector(terms[1])) == naive)
    }
  }
}
