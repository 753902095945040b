import Knowledge
import Testing

@Suite("The linter reads the lexicon")
struct LintLexiconTests {
  /// One table with a broken and a fine body below the same header.
  private static func row(
    _ rule: LintRule, _ severity: Problem.Severity = .error, in table: String, _ header: String,
    broken: String, fine: String, line: Int = 2, _ field: String, words: String = ""
  ) -> LintRow {
    func text(_ body: String) -> String {
      (header + "\n" + body + "\n").replacing(",", with: "\t")
    }
    return LintRow(
      rule: rule, severity: severity, broken: ["lexicon/\(table).tsv": text(broken)],
      place: "\(table).tsv:\(line)", field: field, fine: ["lexicon/\(table).tsv": text(fine)],
      words: words)
  }

  static let wordsHeader = "word,topic,example"
  static let synonymsHeader = "group,forms,example"
  static let dialectHeader = "form,region,standard,condition,example,counterexample"
  static let confusionsHeader = "wrong,right,kind,example"
  static let markersHeader = "form,kind,example"
  static let polyphonesHeader = "word,pinyin,example"

  static let rows: [LintRow] = [
    row(
      .exampleWithoutForm, in: "words", wordsHeader, broken: "券,x,领卷", fine: "券,x,领券", "example"),
    row(
      .exampleWithoutForm, in: "synonyms", synonymsHeader, broken: "怎么,怎么|咋,如何弄",
      fine: "怎么,怎么|咋,咋弄", "example"),
    row(
      .exampleWithoutForm, in: "markers", markersHeader, broken: "不,negation,没有",
      fine: "不,negation,不要", "example"),
    row(
      .exampleWithoutForm, in: "confusions", confusionsHeader, broken: "卷,券,形,领券",
      fine: "卷,券,形,领卷", "example"),
    row(
      .exampleWithoutForm, in: "polyphones", polyphonesHeader, broken: "重新,chong xin,从新",
      fine: "重新,chong xin,重新发", "example"),
    row(
      .exampleWithoutForm, in: "dialect", dialectHeader, broken: "咋个,川,怎么,,咋退,",
      fine: "咋个,川,怎么,,咋个退,", "example"),
    row(
      .exampleWithoutForm, in: "dialect", dialectHeader, broken: "咋个,川,怎么,,咋个退,咋退",
      fine: "咋个,川,怎么,!next=子,咋个退,咋个子矮", "counterexample"),
    row(
      .dialectCondition, in: "dialect", dialectHeader, broken: "咋个,川,怎么,next=子,咋个退,",
      fine: "咋个,川,怎么,!next=子,咋个退,", "condition", words: "next=子"),
    row(
      .dialectCondition, in: "dialect", dialectHeader, broken: "咋个,川,怎么,!next=女,咋个退,咋个子矮",
      fine: "咋个,川,怎么,!next=子,咋个退,咋个子矮", "counterexample"),
    row(.emptyRow, in: "words", wordsHeader, broken: "券,x,", fine: "券,x,券", "example"),
    row(
      .emptyRow, in: "dialect", dialectHeader, broken: "咋个,川,,,咋个退,",
      fine: "咋个,川,怎么,,咋个退,", "standard"),
    row(
      .emptyRow, in: "synonyms", synonymsHeader, broken: "怎么,怎么||咋,咋弄", fine: "怎么,怎么|咋,咋弄",
      "forms"),
    row(
      .sharedForm, in: "synonyms", synonymsHeader, broken: "怎么,怎么|咋,咋弄\n为何,为啥|咋,为啥呢",
      fine: "怎么,怎么|咋,咋弄\n为何,为啥|为何,为啥呢", line: 3, "forms", words: "synonyms.tsv:2"),
    row(
      .duplicateRow, .warning, in: "synonyms", synonymsHeader, broken: "怎么,怎么|咋|咋,咋弄",
      fine: "怎么,怎么|咋,咋弄", "forms"),
    row(
      .duplicateRow, .warning, in: "words", wordsHeader, broken: "券,x,领券\n券,y,领券",
      fine: "券,x,领券\n卷,y,卷", line: 3, "word"),
    row(
      .duplicateRow, .warning, in: "confusions", confusionsHeader, broken: "卷,卷,形,卷",
      fine: "卷,券,形,卷", "right"
    ),
    row(
      .unequalLength, in: "confusions", confusionsHeader, broken: "优惠卷,券,形,优惠卷",
      fine: "优惠卷,优惠券,形,优惠卷", "right"),
    row(
      .syllableCount, in: "polyphones", polyphonesHeader, broken: "重新,chong,重新发",
      fine: "重新,chong xin,重新发", "pinyin"),
    row(
      .syllableCount, .warning, in: "polyphones", polyphonesHeader, broken: "重新,chung xin,重新发",
      fine: "重新,chong xin,重新发", "pinyin", words: "chung"),
    row(
      .syllableCount, in: "polyphones", polyphonesHeader, broken: "重新,chóng xin,重新发",
      fine: "重新,chong xin,重新发", "pinyin", words: "chóng"),
  ]

  @Test("each rule finds its mistake and leaves its neighbour alone", arguments: rows)
  func rule(_ row: LintRow) throws {
    try LintTests().rule(row)
    #expect(try Fixture.lint(row.fine).isEmpty)
  }

  @Test("every rule has a row or a test of its own")
  func complete() {
    let rows =
      LintTests.references + LintTests.answers + LintTests.promotions
      + LintTests.products + LintQuestionTests.rows + Self.rows
    let others: Set<LintRule> = [.evaluationText, .evaluationFile, .fewEntries, .fewQuestions]
    #expect(Set(rows.map(\.rule)).union(others) == Set(LintRule.allCases))
  }
}
