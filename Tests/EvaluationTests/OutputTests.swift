import Dialogue
import Evaluation
import Testing

@Suite struct OutputTests {
  static let hostile = #"<script>alert("x")</script>&'"# + "\u{202E}\u{0}"

  static func hostileReport() -> EvaluationReport {
    let source = EvaluationCase(
      id: hostile, tags: ["style:" + hostile, "oos:" + hostile],
      context: DialogueContext(sku: hostile),
      turns: [
        .init(hostile, expect: TurnExpectation([.answer], entries: [hostile], skill: hostile))
      ],
      file: hostile, line: 1)
    let given = Given(.answer, entry: hostile + "2", confidence: 0.5)
    return EvaluationReport(
      EvaluationRun(
        version: hostile,
        dialogues: [
          DialogueResult(source, turns: [TurnResult(source.turns[0], given: given, said: hostile)])
        ]))
  }

  @Test func pageEscapesEverything() throws {
    let measured = Self.hostileReport()
    let comparison = Comparison(measured.run, baseline: measured.run.predictions)
    let page = HTMLReport.render(
      measured, comparison: comparison, gates: [try Gate(.minRecognition, 0.5).check(measured)])
    #expect(!page.contains("<script"))
    #expect(!page.contains("alert(\""))
    #expect(!page.unicodeScalars.contains("\u{202E}"))
    #expect(!page.unicodeScalars.contains("\u{0}"))
    #expect(page.contains("&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&amp;&#39;"))
  }

  @Test func pageNeedsNothingElse() {
    let page = HTMLReport.render(report(RateTests.dialogues))
    for word in ["http:", "https:", "src=", "<link", "@import", "url("] {
      #expect(!page.contains(word), "\(word)")
    }
    #expect(page.hasPrefix("<!doctype html>"))
    #expect(page.contains("prefers-color-scheme: dark"))
  }

  /// Every opened element is closed, in order.
  @Test func pageIsWellFormed() {
    for measured in [report(RateTests.dialogues), Self.hostileReport(), report([])] {
      var open: [Substring] = []
      let page = HTMLReport.render(
        measured, comparison: Comparison(measured.run, baseline: measured.run.predictions))
      for piece in page.split(separator: "<").dropFirst() {
        let tag = piece.prefix { $0 != ">" }
        let name = tag.prefix { $0.isLetter || $0.isNumber || $0 == "/" }
        if name.hasPrefix("/") {
          #expect(open.popLast() == name.dropFirst())
        } else if !tag.hasSuffix("/"), name != "meta", name != "" {
          open.append(name)
        }
      }
      #expect(open.isEmpty)
    }
  }

  @Test func everyWrongTurnIsListed() {
    let page = HTMLReport.render(report(RateTests.dialogues))
    let items = page.components(of: "<details class=\"turn\">")
    // 23 expected turns, 14 right, one of these a handoff below its level.
    #expect(items == 10)
  }

  @Test func jsonIsStableAndReadable() throws {
    let measured = report(RateTests.dialogues)
    let gate = try Gate(.minRecognition, 0.9).check(measured)
    let text = JSONReport.render(measured, gates: [gate])
    #expect(text == JSONReport.render(report(RateTests.dialogues), gates: [gate]))
    #expect(
      text.contains("\"recognition\": {\"value\": 0.533333, \"numerator\": 8, \"denominator\": 15"))
    #expect(text.contains("\"right_answer\": 6"))
    #expect(text.contains("\"passed\": false"))
    #expect(!text.contains("nan") && !text.contains("inf,"))
    // Read back as cases are: only the unknown fields and the missing ones are complained about.
    let line = text.split(separator: "\n").joined(separator: " ")
    let error = #expect(throws: InputError.self) {
      try CaseReader.read(Array(line.utf8), file: "j")
    }
    #expect(error?.problems.map(\.field) == ["id", "turns"])
  }

  @Test func tableNamesEveryRateAndGate() throws {
    let measured = report(RateTests.dialogues)
    let comparison = Comparison(
      measured.run,
      baseline: measured.run.predictions.map {
        var changed = $0
        changed.given = Given(.decline)
        return changed
      })
    let text = TextReport.render(
      measured, comparison: comparison, gates: [try Gate(.maxWorse, 0).check(measured, comparison)])
    for name in RateName.allCases {
      #expect(text.contains(name.label) == (measured.rates[name].total > 0))
    }
    #expect(text.contains("53.3 %"))
    #expect(text.contains("8/15"))
    #expect(text.contains("65–75 %／85–92 %／≥ 95 %"))
    #expect(text.contains("--max-worse"))
    #expect(text.contains("变好"))
    #expect(text.split(separator: "\n").allSatisfy { $0.last != " " })
  }

  @Test func slicesAreChosen() {
    let measured = report(RateTests.dialogues)
    let text = TextReport.render(measured, options: TextReport.Options(slices: ["oos"]))
    #expect(text.contains("按范围外类型"))
    #expect(!text.contains("按文件"))
  }
}

extension String {
  /// How often a piece occurs.
  fileprivate func components(of piece: String) -> Int {
    var count = 0
    var rest = self[...]
    while let range = rest.firstRange(of: piece) {
      count += 1
      rest = rest[range.upperBound...]
    }
    return count
  }
}
