extension HTMLReport {
  static func plotsSection(_ report: EvaluationReport) -> Markup {
    // Two stacks of about the same height: bars by style are tall.
    var left: [Markup] = []
    var right: [Markup] = []
    if !report.answers.isEmpty {
      left.append(
        figure("风险—覆盖曲线", "按置信度从高到低依次作答时，错答的比例", Plots.riskCoverage(report.riskCoverage)))
      right.append(
        figure("校准", "15 个区间；落在虚线上则置信度名副其实", Plots.calibration(report.calibration)))
    }
    if report.accuracyByDepth.contains(where: { $0.proportion.total > 0 }) {
      left.append(figure("轮次深度", "多轮对话中各深度判对的比例", Plots.depth(report.accuracyByDepth)))
    }
    for group in report.slices {
      guard [.tag("tier"), .tag("style")].contains(group.dimension),
        let bars = Plots.bars(group, .recognition)
      else { continue }
      let bar = figure("识别率：按\(group.dimension.label)", "范围内轮次", bars)
      if group.dimension == .tag("tier") { left.append(bar) } else { right.append(bar) }
    }
    guard !left.isEmpty || !right.isEmpty else { return "" }
    return """
      <section><h2>图</h2><div class="figures"><div>\(.joined(left))</div>\
      <div>\(.joined(right))</div></div></section>
      """
  }

  private static func figure(_ title: String, _ note: String, _ plot: Markup) -> Markup {
    "<figure><figcaption>\(title)<small>\(note)</small></figcaption>\(plot)</figure>"
  }

  static func slicesSection(_ report: EvaluationReport) -> Markup {
    let names: [RateName] = [
      .recognition, .assistedRecognition, .wrongAnswers, .precision, .transfer, .missedHandoffs,
      .turnAccuracy,
    ]
    let head = names.map { "<th class=\"number\">\($0.label)</th>" as Markup }
    let groups = report.slices.filter { !$0.slices.isEmpty }.map { group -> Markup in
      let rows = group.slices.map { slice -> Markup in
        let cells = names.map { name -> Markup in
          let rate = slice.rates[name]
          return """
            <td class="number" title="\(Figure.counts(rate))">\(Figure.percent(rate.value))</td>
            """
        }
        return """
          <tr><td>\(slice.label)</td><td class="number">\(slice.dialogues)</td>\
          \(.joined(cells))</tr>
          """
      }
      return """
        <details\(isOpen(group.dimension) ? " open" : "")><summary>\(group.dimension.label)\
        <small>\(group.slices.count) 组</small></summary><div class="scroll"><table><thead><tr>\
        <th>\(group.dimension.label)</th><th class="number">对话</th>\(.joined(head))</tr></thead>\
        <tbody>\(.joined(rows))</tbody></table></div></details>
        """
    }
    guard !groups.isEmpty else { return "" }
    return "<section><h2>切片</h2>\(.joined(groups))</section>"
  }

  private static func isOpen(_ dimension: SliceGroup.Dimension) -> Bool {
    [.file, .tag("tier")].contains(dimension)
  }

  static func entriesSection(_ report: EvaluationReport, limit: Int = 40) -> Markup {
    guard !report.failingEntries.isEmpty else { return "" }
    let entries = report.failingEntries.prefix(limit).map { entry -> Markup in
      let instead = entry.instead.prefix(4).map { Wording.text($0) }.joined(separator: "，")
      return """
        <tr><td class="code">\(entry.entry)</td><td class="number">\(Figure.counts(entry.right))</td>\
        <td class="code">\(instead)</td></tr>
        """
    }
    let confusions = report.confusions.prefix(limit).map { confusion -> Markup in
      """
      <tr><td class="code">\(confusion.expected ?? "（无条目）")</td>\
      <td class="code">\(confusion.given)</td><td class="number">\(confusion.count)</td></tr>
      """
    }
    let more = report.failingEntries.count > limit ? "前 \(limit) 个，" : ""
    return """
      <section><h2>最差条目与混淆<small>\(more)共 \(report.failingEntries.count) 个条目有未判对的轮次\
      </small></h2><div class="columns"><div class="scroll"><table><thead><tr><th>条目</th>\
      <th class="number">判对</th><th>给成了</th></tr></thead><tbody>\(.joined(entries))</tbody>\
      </table></div><div class="scroll"><table><thead><tr><th>应为</th><th>答成</th>\
      <th class="number">次数</th></tr></thead><tbody>\(.joined(confusions))</tbody></table></div>\
      </div></section>
      """
  }

  static func comparisonSection(_ comparison: Comparison) -> Markup {
    let parts = [("变差", comparison.worse), ("变好", comparison.better)].map {
      title, changes -> Markup in
      guard !changes.isEmpty else { return "" }
      let rows = changes.map { change -> Markup in
        """
        <tr><td class="code">\(change.dialogue)#\(change.turn + 1)</td>\
        <td class="say">\(change.text)</td><td>\(Wording.text(change.before))</td>\
        <td>\(Wording.text(change.now))</td><td>\(Wording.text(change.expectation))</td></tr>
        """
      }
      return """
        <details\(title == "变差" ? " open" : "")><summary>\(title)<small>\(changes.count) 轮</small>\
        </summary><div class="scroll"><table><thead><tr><th>轮次</th><th>话</th><th>原来</th>\
        <th>现在</th><th>期望</th></tr></thead><tbody>\(.joined(rows))</tbody></table></div></details>
        """
    }
    return """
      <section><h2>与基线相比</h2><p class="note">\(comparison.summary)</p>\(.joined(parts))</section>
      """
  }
}
