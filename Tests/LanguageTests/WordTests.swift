import Knowledge
import Language
import TestSupport
import Testing
import Text

@Suite struct WordTests {
  let analyzer: Analyzer

  init() throws {
    analyzer = try Shared.analyzer.get()
  }

  private func words(_ text: String) -> [String] {
    let analysis = analyzer.analyze(text)
    return analysis.words.map(analysis.string)
  }

  @Test func wordsOfTheShopStayWhole() {
    let rows = [
      ("我要退货", "退货"), ("什么时候发货", "发货"), ("羽绒服多少钱", "羽绒服"), ("能不能开发票", "能不能"),
      ("能不能开发票", "发票"), ("优惠券怎么用", "优惠券"), ("七天无理由退货", "退货"), ("快递到哪了", "快递"),
      ("空气炸锅会不会掉涂层", "空气炸锅"),
    ]
    for (text, word) in rows {
      #expect(words(text).contains { $0.contains(word) }, "\(text): \(words(text))")
    }
  }

  @Test func wordsAreNotTornAcrossTheirEdges() {
    for (text, torn) in [("能不能开发票", "开发"), ("能不能开发票", "不能"), ("发货物流", "货物")] {
      #expect(!words(text).contains(torn), "\(text): \(words(text))")
    }
  }

  @Test func noWordCrossesABlank() {
    #expect(!words("退 货").contains("退货"))
    #expect(!words("羽绒。服").contains("羽绒服"))
  }

  @Test func runsOfLettersAndDigitsAreUnits() {
    let analysis = analyzer.analyze("iPhone15 用USB-C充电1.5小时")
    #expect(
      analysis.units.map { analysis.string($0.range) }
        == ["iphone", "15", "用", "usb", "c", "充", "电", "1.5", "小", "时"])
    #expect(
      analysis.units.map(\.kind)
        == [.letters, .number, .han, .letters, .letters, .han, .han, .number, .han, .han])
  }

  @Test func equalUnitsHaveEqualKeys() {
    let one = analyzer.analyze("usb充电宝充usb").units.map(\.key)
    #expect(one.first == one.last)
    #expect(one[1] == one[4])
    #expect(Set(one).count == 4)
  }

  @Test func phrasesOfOneMeaningShareAGroup() {
    let rows = [
      ("发不了货", "物流停滞"), ("怎么", "如何"), ("为什么", "为啥"), ("怎么办", "咋整"),
    ]
    for (left, right) in rows {
      let one = analyzer.analyze(left).groups.map(\.group)
      #expect(!one.isEmpty, "\(left)")
      #expect(one == analyzer.analyze(right).groups.map(\.group), "\(left) \(right)")
    }
  }

  @Test func everySynonymIsFoundInItsGroup() throws {
    let rows = try Shared.base.get().lexicon.synonyms
    for (index, row) in rows.enumerated() {
      // A form of several groups belongs to the first.
      for form in row.forms
      where rows.firstIndex(where: { $0.forms.contains(form) }) == index {
        let analysis = analyzer.analyze(form)
        // Dialect is rewritten before synonyms are looked for.
        guard analysis.rewrites.isEmpty else { continue }
        #expect(
          analysis.groups.contains { $0.group == index || rows[$0.group].forms.contains(form) },
          "\(row.location): \(form)")
      }
    }
  }

  @Test func everyPolyphonicWordIsReadAsItsRowSays() throws {
    let rows = try Shared.base.get().lexicon.polyphones
    let syllables = analyzer.normalizer.tables.syllables
    for row in rows where row.syllables.allSatisfy(syllables.contains) {
      let analysis = analyzer.analyze(row.word)
      guard analysis.rewrites.isEmpty else { continue }
      #expect(
        analysis.units.map { syllables[Int($0.syllable)] } == row.syllables,
        "\(row.location): \(row.word)")
    }
  }

  @Test func groupsNeedNoOrderOfRows() throws {
    var rows = LexiconRows()
    let place = SourceLocation(file: "t.tsv", line: 1)
    rows.synonyms = [
      .init(name: "甲", forms: ["退", "退货"], example: "", location: place),
      .init(name: "乙", forms: ["退货退款"], example: "", location: place),
    ]
    let analyzer = try Shared.analyzer(rows)
    let analysis = analyzer.analyze("我要退货退款和退货")
    #expect(analysis.groups.map(\.group) == [1, 0])
    #expect(analysis.groups.map { analysis.string($0.range) } == ["退货退款", "退货"])
    #expect(analyzer.lexicon.groupNames == ["甲", "乙"])
  }
}
