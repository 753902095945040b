internal import Foundation
public import Knowledge
internal import Language
internal import Matching

/// What questions are recombined from: a knowledge pack's wordings, names and lexicons.
///
/// All texts are arrays of code points.
public struct CorpusSource: Sendable {
  typealias Text = [UInt32]

  /// A wording with the places of product names and of forms that have synonyms.
  struct Wording: Sendable {
    var text: Text
    /// Where a product is named; nil when none is.
    var product: Range<Int>?
    /// Where forms with synonyms stand, and the groups they belong to.
    var synonyms: [(range: Range<Int>, group: Int)]
  }

  let wordings: [Wording]
  /// Names of goods, those that are named most first.
  let goods: [Text]
  /// Forms that mean the same.
  let groups: [[Text]]
  /// Characters that are typed for one another.
  let confusions: [UInt32: [UInt32]]
  let openings: [Text]

  /// Reads a pack's own questions. O(wordings · length).
  public init(_ base: KnowledgeBase) {
    var seen: Set<String> = []
    var texts: [Text] = []
    let add = { (question: Question) in
      let text = question.text.trimmingCharacters(in: .whitespacesAndNewlines)
      guard text.unicodeScalars.count >= 3, seen.insert(text).inserted else { return }
      texts.append(Self.scalars(text))
    }
    for entry in base.entries { for question in entry.questions { add(question) } }
    for attribute in base.sharedAttributes { for question in attribute.questions { add(question) } }
    for situation in base.situations { for question in situation.examples { add(question) } }

    let groups = base.lexicon.synonyms.map { $0.forms.map(Self.scalars) }
    var forms: [Text: Int] = [:]
    for (number, group) in groups.enumerated() {
      for form in group where form.count >= 2 && forms[form] == nil { forms[form] = number }
    }
    let names = Set(base.products.flatMap { [$0.name] + $0.aliases }.map(Self.scalars))
    wordings = texts.map { text in
      Wording(
        text: text, product: Self.find(text, names.contains)?.range,
        synonyms: Self.findAll(text) { forms[$0] })
    }
    self.groups = groups
    goods = Self.goods(base)
    confusions = Self.confusions(base)
    openings = base.lexicon.markers.filter { $0.kind == .politeness }.map { Self.scalars($0.form) }
      .filter { $0.count >= 2 && $0.count <= 4 }
  }

  /// Names as a thousand shops would have them: the nouns of goods, with model names before or
  /// behind.
  private static func goods(_ base: KnowledgeBase) -> [Text] {
    let nouns =
      base.lexicon.markers.filter { $0.kind == .goods }.map { scalars($0.form) }
      + base.products.flatMap { $0.aliases.map(scalars) }
    var random = SeededGenerator(seed: 11)
    var goods: [Text] = []
    // The nouns themselves are what customers say most; the models follow.
    goods += nouns.shuffled(using: &random)
    guard !nouns.isEmpty else { return [] }
    for number in 0..<nouns.count * 8 {
      let noun = nouns[random.below(nouns.count)]
      let model = scalars(model(number % 4, &random))
      goods.append(random.below(3) == 0 ? noun + model : model + noun)
    }
    return goods
  }

  private static func model(_ kind: Int, _ random: inout SeededGenerator) -> String {
    switch kind {
    case 0: "\(letter(&random))\(2 + random.below(98))"
    case 1: "\(2 + random.below(30))代"
    case 2: "\(random.below(90) * 10 + 10)款"
    default: "\(letter(&random))\(letter(&random))"
    }
  }

  private static func letter(_ random: inout SeededGenerator) -> String {
    String(Unicode.Scalar(UInt8(0x61 + random.below(26))))
  }

  private static func confusions(_ base: KnowledgeBase) -> [UInt32: [UInt32]] {
    var confusions: [UInt32: [UInt32]] = [:]
    for row in base.lexicon.confusions {
      for (wrong, right) in zip(scalars(row.wrong), scalars(row.right)) where wrong != right {
        confusions[right, default: []].append(wrong)
      }
    }
    return confusions
  }

  static func scalars(_ text: String) -> Text { text.unicodeScalars.map(\.value) }

  static func string(_ text: Text) -> String {
    var string = String.UnicodeScalarView()
    for scalar in text { if let scalar = Unicode.Scalar(scalar) { string.append(scalar) } }
    return String(string)
  }

  private static let longestForm = 8

  /// The first and longest part of a text that a test accepts.
  private static func find(
    _ text: Text, _ accepts: (Text) -> Bool
  ) -> (range: Range<Int>, part: Text)? {
    for start in text.indices {
      for length in stride(from: min(longestForm, text.count - start), to: 1, by: -1) {
        let part = Array(text[start..<(start + length)])
        if accepts(part) { return (start..<(start + length), part) }
      }
    }
    return nil
  }

  private static func findAll(
    _ text: Text, _ group: (Text) -> Int?
  ) -> [(range: Range<Int>, group: Int)] {
    var found: [(range: Range<Int>, group: Int)] = []
    var start = 0
    while start < text.count {
      var next = start + 1
      for length in stride(from: min(longestForm, text.count - start), to: 1, by: -1) {
        if let group = group(Array(text[start..<(start + length)])) {
          found.append((start..<(start + length), group))
          next = start + length
          break
        }
      }
      start = next
    }
    return found
  }
}
