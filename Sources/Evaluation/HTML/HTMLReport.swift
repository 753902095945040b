/// The report as one HTML file that needs nothing else: readable offline, in light and dark.
public enum HTMLReport {
  /// The whole page; the same run gives the same bytes.
  public static func render(
    _ report: EvaluationReport, comparison: Comparison? = nil, gates: [GateResult] = []
  ) -> String {
    let run = report.run
    let version: Markup = run.version.isEmpty ? "" : "<span>知识版本 \(run.version)</span>"
    let page: Markup = """
      <!doctype html>
      <html lang="zh-Hans">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <title>应答 评测报告</title>
      <style>\(stylesheet)</style>
      </head>
      <body>
      <header>
      <h1>评测报告</h1>
      <p class="about"><span>\(run.dialogues.count) 个对话</span>\
      <span>\(report.customerTurns) 轮顾客消息</span>\
      <span>标注 \(report.expectedTurns) 轮</span>\(version)</p>
      </header>
      <main>
      \(tiles(report))
      \(gatesSection(gates))
      \(outcomesSection(report))
      \(ratesSection(report, comparison))
      \(plotsSection(report))
      \(comparison.map(comparisonSection) ?? "")
      \(slicesSection(report))
      \(entriesSection(report))
      \(WrongTurns.section(run))
      </main>
      <footer>区间为 95 % Wilson 区间。范围外轮次指没有对应条目、可以婉拒的轮次；\
      该转人工的轮次指只接受转人工的轮次。</footer>
      </body>
      </html>

      """
    return page.text
  }

  // MARK: Headline

  private static func tiles(_ report: EvaluationReport) -> Markup {
    let rates: [RateName] = [.recognition, .transfer, .wrongAnswers, .missedHandoffs]
    var tiles = rates.map { name in
      let rate = report.rates[name]
      return tile(
        name.label, Figure.percent(rate.value),
        "\(Figure.counts(rate))　\(Figure.interval(rate.interval)) %",
        scale: SeedScale(name), value: rate.value)
    }
    let success = report.rates[.dialogueSuccess]
    tiles.append(
      tile(
        "最长全对对话", "\(report.longestSuccess) 轮",
        "多轮成功率 \(Figure.percent(success.value))　\(Figure.counts(success))",
        scale: .turns, value: Double(report.longestSuccess)))
    let area = report.areaUnderROC.map { Figure.confidence($0) } ?? "–"
    tiles.append(
      tile(
        "校准误差", Figure.percent(report.calibration.expectedError),
        "\(report.answers.count) 次作答　AUROC \(area)", scale: nil, value: nil))
    return "<section class=\"tiles\">\(.joined(tiles))</section>"
  }

  private static func tile(
    _ label: String, _ figure: String, _ detail: String, scale: SeedScale?, value: Double?
  ) -> Markup {
    var level: Markup = ""
    var ranges: Markup = ""
    if let scale, let value {
      let reached = scale.level(of: value)
      level = "<span class=\"level \(reached.rawValue)\">\(reached.label)</span>"
      let names = [SeedLevel.basic, .tuned, .benchmark]
      ranges = .joined(
        zip(names, scale.ranges).map { name, range in
          "<span class=\"\(name == reached ? "reached" : "")\">\(name.label) \(range)</span>"
        })
      ranges = "<p class=\"ranges\">\(ranges)</p>"
    }
    return """
      <div class="tile"><p class="label">\(label)\(level)</p><p class="figure">\(figure)</p>\
      <p class="detail">\(detail)</p>\(ranges)</div>
      """
  }

  private static func gatesSection(_ gates: [GateResult]) -> Markup {
    guard !gates.isEmpty else { return "" }
    let failed = gates.count { !$0.passed }
    let rows = gates.map { result -> Markup in
      """
      <tr><td>\(result.gate.name.label)</td><td class="code">--\(result.gate.name.rawValue)</td>\
      <td class="number">\(Wording.demand(result.gate))</td>\
      <td class="number">\(Wording.value(result.measured, of: result.gate))</td>\
      <td><span class="\(result.passed ? "pass" : "fail")">\
      \(result.passed ? "✓ 通过" : "✗ 未通过")</span></td></tr>
      """
    }
    return """
      <section><h2>关口<small>\(failed == 0 ? "全部通过" : "\(failed) 项未通过")</small></h2>
      <div class="scroll"><table><thead><tr><th>指标</th><th>选项</th><th class="number">要求</th>\
      <th class="number">实测</th><th>结论</th></tr></thead><tbody>\(.joined(rows))</tbody></table>\
      </div></section>
      """
  }

  private static func outcomesSection(_ report: EvaluationReport) -> Markup {
    let present = Outcome.allCases.filter { report.count($0) > 0 }
    guard !present.isEmpty else { return "" }
    let segments = present.map { outcome -> Markup in
      """
      <i class="\(outcome.tone)" style="flex-grow:\(report.count(outcome))" \
      title="\(outcome.label) \(report.count(outcome))"></i>
      """
    }
    let legend = present.map { outcome -> Markup in
      let share = Proportion(report.count(outcome), of: report.expectedTurns)
      return """
        <li><i class="\(outcome.tone)"></i>\(outcome.label)<b>\(share.hits)</b>\
        <span>\(Figure.percent(share.value))</span></li>
        """
    }
    return """
      <section><h2>结果构成<small>每个标注轮次恰有一种结果，合计 \(report.expectedTurns)</small></h2>
      <div class="stack" role="img" aria-label="结果构成">\(.joined(segments))</div>
      <ul class="legend">\(.joined(legend))</ul></section>
      """
  }

  // MARK: Rates

  private static func ratesSection(
    _ report: EvaluationReport, _ comparison: Comparison?
  ) -> Markup {
    var rows = RateName.allCases.filter { report.rates[$0].total > 0 }.map { name -> Markup in
      row(
        "\(name.label)<small>\(name.definition)</small>", report.rates[name],
        change: comparison.map { cell(change: $0.change(name), isBetterHigh: name.isBetterHigh) })
    }
    let noChange: Markup? = comparison == nil ? nil : "<td></td>"
    rows += report.missedByLevel.map {
      row("\($0.label) 级漏转", $0.proportion, change: noChange)
    }
    rows += report.outOfScopeByKind.map {
      row("范围外作答：\($0.label)", $0.proportion, change: noChange)
    }
    let head: Markup = comparison == nil ? "" : "<th class=\"number\">较基线</th>"
    return """
      <section><h2>各项指标</h2><div class="scroll"><table class="rates"><thead><tr><th>指标</th>\
      <th class="number">值</th>\(head)<th class="number">95 % 区间</th><th></th>\
      <th class="number">分子／分母</th></tr></thead><tbody>\(.joined(rows))</tbody></table></div>\
      </section>
      """
  }

  private static func row(_ label: Markup, _ rate: Proportion, change: Markup?) -> Markup {
    """
    <tr><td>\(label)</td><td class="number strong">\(Figure.percent(rate.value))</td>\
    \(change ?? "")<td class="number">\(Figure.interval(rate.interval))</td>\
    <td>\(Plots.strip(rate))</td><td class="number">\(Figure.counts(rate))</td></tr>
    """
  }

  private static func cell(change: Double?, isBetterHigh: Bool) -> Markup {
    guard let change else { return "<td class=\"number\">–</td>" }
    let text = Figure.points(change)
    let name = text == "0.0" ? "" : (change > 0) == isBetterHigh ? "better" : "worse"
    return "<td class=\"number \(name)\">\(text)</td>"
  }
}

extension Outcome {
  /// The colour class in the page.
  var tone: String {
    switch self {
    case .rightAnswer: "good-1"
    case .rightHandoff: "good-2"
    case .rightClarify, .rightDecline, .rightSilence: "good-3"
    case .assistedClarify: "fair"
    case .lowHandoff, .wrongHandoff, .unhelpfulClarify, .wrongDecline, .wrongSilence: "poor"
    case .missedHandoff: "bad-2"
    case .wrongAnswer, .outOfScopeAnswered: "bad-1"
    }
  }
}
