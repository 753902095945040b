internal import CKernels

extension Matcher {
  /// What the members of the ensemble think of a message.
  struct Belief {
    /// Of each topic: the normalised geometric mean of the members' probabilities. Zeros behind
    /// them make a multiple of 16.
    var probabilities: [Float]
    /// The topic that each member puts first.
    var firsts: [Int]

    /// Share of the members that put a topic first.
    func agreement(on topic: Int) -> Double {
      Double(firsts.count { $0 == topic }) / Double(max(1, firsts.count))
    }
  }

  /// Asks the members; topics that are impossible with the product get 0.
  func belief(_ vector: FeatureVector, _ prior: Prior) -> Belief {
    let width = ensemble.width
    let members = ensemble.members
    let impossible: [Int] = prior.product.map { self.impossible[$0] } ?? []
    var firsts: [Int] = []
    firsts.reserveCapacity(members)
    let probabilities = [Float](unsafeUninitializedCapacity: width) { mean, count in
      count = width
      guard let mean = mean.baseAddress else { return }
      mean.initialize(repeating: 0, count: width)
      withUnsafeTemporaryAllocation(of: Float.self, capacity: members * width) { logits in
        guard let base = logits.baseAddress else { return }
        ensemble.writeLogits(of: vector, to: base)
        for member in 0..<members {
          let row = base + member * width
          for (topic, bonus) in prior.bonuses { row[topic] += bonus }
          for topic in impossible { row[topic] = -.infinity }
          firsts.append(Int(ci_largest(Int32(topics.count), row)))
          ck_add_scaled(Int32(width), 1 / Float(members), row, mean)
        }
      }
      _ = ck_softmax(Int32(width), Int32(topics.count), mean)
      for topic in impossible { mean[topic] = 0 }
    }
    return Belief(probabilities: probabilities, firsts: firsts)
  }

  /// With a product, “how much” of nothing in particular means the product's price, and without
  /// one the product's price means it of nothing in particular.
  func foldFallbacks(_ probabilities: inout [Float], _ product: Int?) {
    for fallback in fallbacks {
      if entry(of: fallback.attribute, product: product) != nil {
        for topic in fallback.topics {
          probabilities[fallback.attribute] += probabilities[topic]
          probabilities[topic] = 0
        }
      } else if let best = fallback.topics.max(by: { probabilities[$0] < probabilities[$1] }) {
        probabilities[best] += probabilities[fallback.attribute]
        probabilities[fallback.attribute] = 0
      }
    }
  }

  /// How many topics are ranked.
  private static let ranked = 8

  /// The likeliest topics, at most eight; one that is known to be meant stands first.
  func ranking(_ probabilities: inout [Float], first known: Int?) -> [Int] {
    // With a product, a wording of an attribute may belong to the folded topic.
    let first = known.flatMap { probabilities[$0] > 0 ? $0 : nil }
    return withUnsafeTemporaryAllocation(of: Int32.self, capacity: Self.ranked) { best in
      guard let base = best.baseAddress else { return [] }
      let count = ci_top(Int32(probabilities.count), &probabilities, Int32(Self.ranked), base)
      var order: [Int] = []
      order.reserveCapacity(Self.ranked)
      if let first { order.append(first) }
      for place in 0..<Int(count) where order.count < Self.ranked && Int(best[place]) != first {
        order.append(Int(best[place]))
      }
      return order
    }
  }
}
