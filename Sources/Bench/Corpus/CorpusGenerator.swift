internal import Foundation
internal import Matching

/// Makes any number of distinct questions out of a pack's own: equal seeds give equal questions.
///
/// A question is a wording with another shop's goods in it, forms exchanged for synonyms, now and
/// then a second clause, an opening, a particle or a slip of the pen. What comes first depends on
/// nothing that comes later, so that a smaller base is the beginning of a larger one.
public struct CorpusGenerator {
  private let source: CorpusSource
  private var random: SeededGenerator
  private var seen: Set<UInt64> = []

  public init(_ source: CorpusSource, seed: UInt64) {
    self.source = source
    random = SeededGenerator(seed: seed)
  }

  /// The next question; none was given before.
  public mutating func next() -> String {
    var text = compose()
    // A wording that is used up is told apart by slips and names.
    while !seen.insert(Self.hash(text)).inserted {
      text = random.below(3) == 0 ? compose() : withGoods(text, at: nil)
      slip(&text)
    }
    return CorpusSource.string(text)
  }

  /// The next questions.
  ///
  /// - Parameter progress: called now and then with the share done.
  public mutating func questions(
    _ count: Int, progress: (Double) -> Void = { _ in }
  ) -> [String] {
    var questions: [String] = []
    questions.reserveCapacity(count)
    for number in 0..<count {
      if number % 16_384 == 0 { progress(Double(number) / Double(count)) }
      questions.append(next())
    }
    return questions
  }

  private mutating func compose() -> CorpusSource.Text {
    var text = clause()
    if text.count < 9, random.below(5) == 0 {
      let second = clause()
      if second.count < 9 { text += [random.below(2) == 0 ? 0xFF0C : 0x20] + second }
    }
    if text.count < 14, random.below(6) == 0, !source.openings.isEmpty {
      text = source.openings[random.below(source.openings.count)] + text
    }
    if random.below(8) == 0 { text.append(Self.particles[random.below(Self.particles.count)]) }
    if random.below(6) == 0 { text.append(0xFF1F) }
    if random.below(8) == 0 { slip(&text) }
    return text
  }

  /// A wording with goods and synonyms exchanged.
  private mutating func clause() -> CorpusSource.Text {
    let wording = source.wordings[random.below(source.wordings.count)]
    var text = wording.text
    var product = wording.product
    for (range, group) in wording.synonyms.reversed() where random.below(2) == 0 {
      // Names stay whole.
      if let product, product.overlaps(range) { continue }
      let forms = source.groups[group]
      let form = forms[random.below(forms.count)]
      text.replaceSubrange(range, with: form)
      if let place = product, place.lowerBound >= range.upperBound {
        let shift = form.count - range.count
        product = place.lowerBound + shift..<place.upperBound + shift
      }
    }
    if let product {
      if random.below(10) > 0 { text = withGoods(text, at: product) }
    } else if random.below(100) < 42 {
      text = withGoods(text, at: nil)
    }
    return text
  }

  /// The text with goods named in a place, or at its start or end.
  private mutating func withGoods(
    _ text: CorpusSource.Text, at place: Range<Int>?
  ) -> CorpusSource.Text {
    guard !source.goods.isEmpty else { return text }
    // Zipf's law with exponent 1, by inversion of its continuous form.
    let rank = Int(pow(Double(source.goods.count), Double(random.unit()))) - 1
    let name = source.goods[min(max(0, rank), source.goods.count - 1)]
    if let place {
      return Array(text[..<place.lowerBound]) + name + Array(text[place.upperBound...])
    }
    return random.below(4) == 0 ? text + [0x20] + name : name + text
  }

  /// One slip of the pen: a character left out, two exchanged, one for another, one twice.
  private mutating func slip(_ text: inout CorpusSource.Text) {
    Slips.apply(&text, source, &random)
  }

  /// 啊 吗 呢 吧 呀 哦 嘛 哈 了
  private static let particles: [UInt32] = [
    0x554A, 0x5417, 0x5462, 0x5427, 0x5440, 0x54E6, 0x561B, 0x54C8, 0x4E86,
  ]

  private static func hash(_ text: CorpusSource.Text) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for scalar in text {
      hash = (hash ^ UInt64(scalar)) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 29
    }
    return hash
  }
}

/// Slips of the pen.
enum Slips {
  static func apply(
    _ text: inout CorpusSource.Text, _ source: CorpusSource, _ random: inout SeededGenerator
  ) {
    guard text.count >= 2 else { return }
    let place = random.below(text.count)
    switch random.below(4) {
    case 0 where text.count > 4: text.remove(at: place)
    case 1 where place + 1 < text.count: text.swapAt(place, place + 1)
    case 2:
      let forms = text.indices.filter { source.confusions[text[$0]] != nil }
      if !forms.isEmpty {
        let place = forms[random.below(forms.count)]
        let others = source.confusions[text[place]] ?? []
        text[place] = others[random.below(others.count)]
        return
      }
      fallthrough
    default: text.insert(text[place], at: place)
    }
  }
}
