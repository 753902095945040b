import Knowledge
import Language
import TestSupport
import Testing
import Text

@Suite struct DialectTests {
  @Test func everyRowRewritesItsExampleAndLeavesItsCounterexample() throws {
    let analyzer = try Shared.analyzer.get()
    let rows = try Shared.base.get().lexicon.dialect
    #expect(rows.count >= 269)
    for row in rows {
      let form = analyzer.normalizer.normalize(row.form).string
      let standard = analyzer.normalizer.normalize(row.standard).string
      let example = analyzer.analyze(row.example)
      if form != standard {
        #expect(
          example.rewrites.contains { $0.form == form && $0.standard == standard },
          "\(row.location): \(row.form) in \(row.example): \(example.rewrites)")
      }
      let counter = analyzer.analyze(row.counterexample)
      #expect(
        !counter.rewrites.contains { $0.form == form },
        "\(row.location): \(row.form) in \(row.counterexample)")
    }
  }

  @Test func aRewrittenExampleStaysAsItIs() throws {
    let analyzer = try Shared.analyzer.get()
    for row in try Shared.base.get().lexicon.dialect {
      let example = analyzer.analyze(row.example)
      let again = analyzer.analyze(shown(example))
      #expect(
        again.string == example.string, "\(row.location): \(row.example) → \(example.string)")
    }
  }

  /// The rewritten message, with a blank wherever it breaks.
  private func shown(_ analysis: Analysis) -> String {
    analysis.scalars.indices.map {
      (analysis.breakBefore[$0] ? " " : "") + analysis.string($0..<($0 + 1))
    }.joined()
  }

  private func analyzer(_ rows: [(form: String, standard: String, condition: String)]) throws
    -> Analyzer
  {
    var lexicon = LexiconRows()
    lexicon.dialect = try rows.enumerated().map { index, row in
      .init(
        form: row.form, region: "", standard: row.standard,
        condition: try #require(ContextCondition(row.condition)), example: "", counterexample: "",
        location: SourceLocation(file: "dialect.tsv", line: index + 2))
    }
    return try Shared.analyzer(lexicon)
  }

  @Test func conditionsHoldOrNot() throws {
    let rows: [(condition: String, text: String, holds: Bool)] = [
      ("", "要额吗", true),
      ("alone", "额", true), ("alone", "额啊", true), ("alone", "额好", false),
      ("start", "额好", true), ("start", "好，额好", true), ("start", "好额", false),
      ("end", "好额", true), ("end", "好额啊 好", true), ("end", "好额好", false),
      ("prev=金|数", "金额好", true), ("prev=金|数", "额好", false),
      ("!prev=金|数", "金额好", false), ("!prev=金|数", "好额好", true),
      ("next=头", "额头", true), ("next=头", "额", false), ("!next=头", "额头", false),
      ("has=退款", "额要退款", true), ("has=退款", "额要", false), ("!has=退款", "退款额", false),
      ("end;!prev=金", "金额", false), ("end;!prev=金", "好额", true), ("end;!prev=金", "好额好", false),
    ]
    for row in rows {
      let analyzer = try analyzer([("额", "我", row.condition)])
      #expect(
        analyzer.analyze(row.text).rewrites.isEmpty != row.holds, "\(row.condition): \(row.text)")
    }
  }

  @Test func malformedConditionsAreRefused() {
    for text in ["before=金", "prev", "prev=", "alone=1", "end,start"] {
      #expect(ContextCondition(text) == nil, "\(text)")
    }
    #expect(ContextCondition("end; !prev=金|数")?.source == "end; !prev=金|数")
  }

  @Test func theLongestFormWinsFromTheLeft() throws {
    let analyzer = try analyzer([("阿", "甲", ""), ("阿以", "可以", ""), ("以后", "将来", "")])
    #expect(analyzer.analyze("阿以后").string == "可以后")
    #expect(analyzer.analyze("阿，以后").string == "甲将来")
  }

  @Test func lettersAreNotRewrittenInsideALongerRun() throws {
    let analyzer = try analyzer([("dd", "弟弟", ""), ("3q", "谢谢", "")])
    #expect(analyzer.analyze("dd好").string == "弟弟好")
    #expect(analyzer.analyze("add好").rewrites.isEmpty)
    #expect(analyzer.analyze("a dd").string == "a弟弟")
    #expect(analyzer.analyze("13q").rewrites.isEmpty)
  }
}
