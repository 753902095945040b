internal import Knowledge
internal import Language
internal import Matching
internal import Text

/// Makes the forms in which a question might also have been typed.
struct Augmenter {
  private let confusions: [UInt32: [UInt32]]
  /// Common characters for each syllable.
  private let homophones: [UInt16: [UInt32]]
  private let tables: CharacterTables
  /// Forms of each synonym group.
  private let groups: [[String]]
  private let productNames: [[String]]
  private let openings = [
    "你好 ", "亲 ", "请问", "在吗 ", "麻烦问下", "那个", "我想问下", "老板 ", "客服", "您好，", "宝 ", "哎 ",
  ]
  private let closings = ["啊", "呀", "呢", "哦", " 谢谢", " 急", "？", "！", " 在吗", "哈", " 亲"]

  init(_ base: KnowledgeBase, tables: CharacterTables, lexicon: Lexicon) {
    self.tables = tables
    confusions = lexicon.confusions
    var frequency: [UInt32: Int] = [:]
    for entry in base.entries {
      for question in entry.questions {
        for scalar in question.text.unicodeScalars where tables.kind(of: scalar.value) == .han {
          frequency[scalar.value, default: 0] += 1
        }
      }
    }
    var bySyllable: [UInt16: [UInt32]] = [:]
    for (scalar, _) in frequency.filter({ $0.value >= 3 })
      .sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) })
    {
      bySyllable[tables.syllable(of: scalar), default: []].append(scalar)
    }
    homophones = bySyllable
    groups = base.lexicon.synonyms.map(\.forms)
    productNames = base.products.map(\.aliases)
  }

  /// One changed form of a message.
  func variant(of analysis: Analysis, sku: Int?, _ random: inout SeededGenerator) -> String {
    var text = random.unit() < 0.3 ? withSynonym(analysis, &random) : analysis.string
    if random.unit() < 0.15, let sku, let name = productNames[sku].randomElement(using: &random) {
      text = random.unit() < 0.6 ? name + text : text + name
    }
    let dice = random.unit()
    if dice < 0.3 {
      text = mistyped(text, &random)
    } else if dice < 0.42 {
      text = shortened(text, &random)
    } else if dice < 0.5 {
      text = swapped(text, &random)
    }
    if random.unit() < 0.2, let opening = openings.randomElement(using: &random) {
      text = opening + text
    }
    if random.unit() < 0.15, let closing = closings.randomElement(using: &random) {
      text += closing
    }
    return text
  }

  /// The message with one of its synonyms exchanged.
  private func withSynonym(_ analysis: Analysis, _ random: inout SeededGenerator) -> String {
    guard let mention = analysis.groups.randomElement(using: &random),
      let other = groups[mention.group].randomElement(using: &random)
    else { return analysis.string }
    return analysis.string(0..<mention.range.lowerBound) + other
      + analysis.string(mention.range.upperBound..<analysis.scalars.count)
  }

  /// One or two characters typed by their sound or shape.
  private func mistyped(_ text: String, _ random: inout SeededGenerator) -> String {
    var scalars = text.unicodeScalars.map(\.value)
    for _ in 0..<(random.unit() < 0.7 ? 1 : 2) {
      guard !scalars.isEmpty else { break }
      let place = random.below(scalars.count)
      let scalar = scalars[place]
      guard tables.kind(of: scalar) == .han else { continue }
      let shapes = confusions[scalar] ?? []
      let sounds = (homophones[tables.syllable(of: scalar)] ?? []).filter { $0 != scalar }
      let choices = random.unit() < 0.4 && !shapes.isEmpty ? shapes : sounds + shapes
      if let choice = choices.randomElement(using: &random) { scalars[place] = choice }
    }
    return string(scalars)
  }

  private func shortened(_ text: String, _ random: inout SeededGenerator) -> String {
    var scalars = text.unicodeScalars.map(\.value)
    guard scalars.count > 4 else { return text }
    scalars.remove(at: random.below(scalars.count))
    return string(scalars)
  }

  private func swapped(_ text: String, _ random: inout SeededGenerator) -> String {
    var scalars = text.unicodeScalars.map(\.value)
    guard scalars.count > 4 else { return text }
    let place = random.below(scalars.count - 1)
    scalars.swapAt(place, place + 1)
    return string(scalars)
  }

  private func string(_ scalars: [UInt32]) -> String { NormalizedText.string(scalars[...]) }
}
