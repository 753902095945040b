import Knowledge
import Language
import Matching
import TestSupport
import Testing
import Text

@Suite struct AnalysisLawTests {
  let analyzer: Analyzer

  init() throws {
    analyzer = try Shared.analyzer.get()
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func lawsHoldForAnyText(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<50 {
      check(RandomText.message(&random), "seed \(seed)")
    }
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func lawsHoldForWordsInAnyOrder(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let rows = try Shared.base.get().lexicon
    let pool =
      rows.dialect.map(\.form) + rows.markers.map(\.form) + rows.words.prefix(500).map(\.text)
      + rows.synonyms.flatMap(\.forms)
    for _ in 0..<50 {
      let text = (0..<random.below(12)).map { _ in pool[random.below(pool.count)] }.joined()
      check(text, "seed \(seed): \(text)")
    }
  }

  @Test func lawsHoldForLongTexts() {
    for (name, text) in RandomText.long { check(text, Comment(rawValue: name)) }
  }

  private func check(_ original: String, _ comment: Comment) {
    let analysis = analyzer.analyze(original)
    let count = analysis.scalars.count
    #expect(tile(analysis.units.map(\.range), count), comment)
    #expect(tile(analysis.words, count), comment)
    #expect(analysis.source.count == count + 1, comment)
    #expect(analysis.source.last == Int32(analysis.text.count), comment)
    #expect(zip(analysis.source, analysis.source.dropFirst()).allSatisfy(<=), comment)
    #expect(analysis.breakBefore.count == count, comment)
    #expect(analysis.negated.count == analysis.units.count, comment)
    let ranges =
      analysis.products.map(\.range) + analysis.groups.map(\.range) + analysis.markers.map(\.range)
      + analysis.slots.map(\.range)
    #expect(ranges.allSatisfy { 0 <= $0.lowerBound && $0.upperBound <= count }, comment)
    for list in [
      analysis.products.map(\.range), analysis.groups.map(\.range), analysis.markers.map(\.range),
      analysis.slots.map(\.range),
    ] {
      #expect(zip(list, list.dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound }, comment)
    }
    let length = original.utf8.count
    #expect(
      analysis.words.allSatisfy {
        let range = analysis.originalRange($0)
        return 0 <= range.lowerBound && range.upperBound <= length
      }, comment)
  }

  private func tile(_ ranges: [Range<Int>], _ count: Int) -> Bool {
    var end = 0
    for range in ranges {
      guard range.lowerBound == end, !range.isEmpty else { return false }
      end = range.upperBound
    }
    return end == count
  }

  @Test func theSameTextGivesTheSameAnalysis() {
    for text in ["这个阔以退不 172cm 140斤", "羽绒依多少钱", "别发货了，不想要了"] {
      let one = analyzer.analyze(text)
      let two = analyzer.analyze(text)
      #expect(one.scalars == two.scalars && one.words == two.words && one.units == two.units)
      #expect(one.negated == two.negated && one.slots == two.slots)
      #expect(one.groups == two.groups && one.products == two.products)
    }
  }

  @Test func theOriginalOfARewrittenWordIsWhatWasTyped() {
    let original = "这个 阔以退不"
    let analysis = analyzer.analyze(original)
    #expect(analysis.string.hasPrefix("这个可以退"))
    let range = analysis.originalRange(2..<4)
    let bytes = Array(original.utf8)[range]
    #expect(String(decoding: bytes, as: UTF8.self) == "阔以")
  }
}
