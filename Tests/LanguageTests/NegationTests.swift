import Knowledge
import Language
import TestSupport
import Testing

@Suite struct NegationTests {
  let analyzer: Analyzer

  init() throws {
    analyzer = try Shared.analyzer.get()
  }

  /// Whether a negation reaches any of the units that a word covers.
  private func isNegated(_ word: String, in text: String) throws -> Bool {
    let analysis = analyzer.analyze(text)
    let range = try #require(
      analysis.scalars.indices.map { $0..<min($0 + word.count, analysis.scalars.count) }
        .first { analysis.string($0) == word }, "\(text)")
    return zip(analysis.units, analysis.negated).contains { unit, isNegated in
      isNegated && range.overlaps(unit.range)
    }
  }

  @Test func negationsReachWhatTheyNegate() throws {
    let rows = [
      ("不想退了", "退"), ("不退了", "退"), ("不要退", "退"), ("没收到货", "收到"), ("没有收到", "收到"),
      ("别发货", "发货"), ("先别发货", "发货"), ("不用转人工", "人工"), ("不是要投诉", "投诉"),
      ("我不是要退款", "退款"), ("退不了", "退"), ("用不了券", "用"), ("下不了单", "下"), ("不能退吗", "退"),
      ("千万别给我退", "退"), ("还没发货", "发货"), ("算了不退了", "退"), ("未发货", "发货"),
      ("没说要退款", "退款"), ("不会过敏吧", "过敏"),
    ]
    for (text, word) in rows { #expect(try isNegated(word, in: text), "\(text)") }
  }

  @Test func affirmationsAndQuestionsNegateNothing() throws {
    let rows = [
      ("想退", "退"), ("能不能退", "退"), ("可不可以退", "退"), ("退不退", "退"), ("退不", "退"),
      ("这个能退不", "退"), ("到了没", "到"), ("到了没有", "到"), ("发货没", "发货"), ("发货没呢", "发货"),
      ("收没收到", "收到"), ("喜欢不喜欢", "喜欢"), ("是不是正品", "正品"), ("有没有货", "货"),
      ("不得不退", "退"), ("不是不想退", "想退"), ("不错想买", "买"), ("特别想退", "退"), ("无理由退货", "退货"),
      ("要不换一个", "换"), ("差不多就退", "退"), ("别人退了", "退"),
    ]
    for (text, word) in rows { #expect(try !isNegated(word, in: text), "\(text)") }
  }

  @Test func scopesEndAtMarksAndTurns() throws {
    let rows = [
      ("不退，想换", "换"), ("不退 换一个", "换"), ("不退但是想换", "换"), ("不是退而是换", "换"),
      ("不喜欢这个颜色的话退货", "退货"),
    ]
    for (text, word) in rows { #expect(try !isNegated(word, in: text), "\(text)") }
  }

  @Test func questionsOfWhetherAreSeen() {
    for text in ["能不能退", "退不退", "退不", "到了没", "到了没有", "是不是正品", "可以退吗", "退货？"] {
      #expect(analyzer.analyze(text).questions & MarkerKind.whether.questionBit != 0, "\(text)")
    }
    for text in ["不退", "没到", "我要退货", "不想退了"] {
      #expect(analyzer.analyze(text).questions & MarkerKind.whether.questionBit == 0, "\(text)")
    }
  }

  @Test func kindsOfQuestions() {
    let rows: [(String, MarkerKind)] = [
      ("怎么退货", .how), ("如何申请退款", .how), ("什么时候发货", .when), ("啥时候到", .when),
      ("多少钱", .howMuch), ("几块钱", .howMuch), ("多久能到", .howLong), ("要多长时间", .howLong),
      ("为什么不发货", .why), ("为啥这么慢", .why), ("哪个颜色好看", .which), ("哪款好", .which),
      ("什么材质", .what), ("啥面料", .what), ("在哪里看物流", .where), ("发票去哪开", .where), ("谁承担运费", .who),
      ("能退吗", .whether), ("是不是真的", .whether),
    ]
    for (text, kind) in rows {
      #expect(analyzer.analyze(text).questions & kind.questionBit != 0, "\(text)")
    }
    for text in ["我要退货", "帮我改地址", "谢谢", ""] {
      #expect(analyzer.analyze(text).questions == 0, "\(text)")
    }
  }

  @Test func everyMarkerIsFoundAsWhatItIs() throws {
    let rows = try Shared.base.get().lexicon.markers
    for row in rows {
      let analysis = analyzer.analyze(row.form)
      guard analysis.rewrites.isEmpty else { continue }
      let found = analysis.markers.first { $0.range == 0..<analysis.scalars.count }
      #expect(found != nil, "\(row.location): \(row.form)")
    }
    #expect(MarkerKind.allCases.allSatisfy { MarkerKind.named($0.rawValue) == $0 })
    #expect(MarkerKind.named("none") == nil)
    let bits = MarkerKind.allCases.map(\.questionBit).filter { $0 != 0 }
    #expect(bits.reduce(0, |).nonzeroBitCount == bits.count)
  }
}
