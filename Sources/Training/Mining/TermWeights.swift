internal import Language
internal import Matching

/// How telling each feature is, by the number of texts in which it occurs.
struct TermWeights: Sendable {
  /// What each channel of evidence counts in a text's vector; the squares add up to one.
  ///
  /// Characters and sounds find what is misspelt, pairs and words what is meant, and synonym groups
  /// what is said in other words. Chosen on labelled sessions, where none of them could be left out.
  static func share(_ channel: Channel) -> Float {
    switch channel {
    case .unit, .pair, .sound: 0.25
    case .word: 0.15
    case .group: 0.1
    case .structure, .context: 0
    }
  }

  private var frequencies: [UInt64: UInt32] = [:]
  private var texts = 0

  /// Counts a text.
  mutating func count(_ features: [Feature]) {
    count(keys: Set(features.filter { Self.share($0.channel) > 0 }.map(\.key)))
  }

  mutating func count(keys: Set<UInt64>) {
    texts += 1
    for key in keys { frequencies[key, default: 0] += 1 }
  }

  /// log((1 + texts) / (1 + texts with the feature)).
  func weight(_ key: UInt64) -> Float {
    Self.logarithm(Float(1 + texts) / Float(1 + (frequencies[key] ?? 0)))
  }

  /// Sublinear TF-IDF, each channel of unit length times the root of its share.
  func vector(_ features: [Feature]) -> TermVector {
    var counts: [UInt64: (count: Float, channel: Channel)] = [:]
    for feature in features where Self.share(feature.channel) > 0 {
      counts[feature.key, default: (0, feature.channel)].count += 1
    }
    var masses: [Channel: Float] = [:]
    var terms: [(dimension: UInt64, value: Float)] = []
    var channels: [Channel] = []
    // In the order of the keys, so that sums round alike on every run.
    for (key, term) in counts.sorted(by: { $0.key < $1.key }) {
      let value = (1 + Self.logarithm(term.count)) * weight(key)
      terms.append((key, value))
      channels.append(term.channel)
      masses[term.channel, default: 0] += value * value
    }
    for index in terms.indices {
      let channel = channels[index]
      let mass = masses[channel] ?? 0
      if mass > 0 { terms[index].value *= (Self.share(channel) / mass).squareRoot() }
    }
    return TermVector(terms)
  }

  private static func logarithm(_ value: Float) -> Float { Float(naturalLogarithm(Double(value))) }
}
