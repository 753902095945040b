/// The plots of the report.
enum Plots {
  /// Risk against coverage; falls to the left when confidence is worth something.
  static func riskCoverage(_ curve: RiskCoverage) -> Markup {
    let points = curve.thinned(to: 240)
    let highest = points.map(\.risk).max() ?? 0
    var plot = Plot(
      title: "风险—覆盖曲线", x: "覆盖：作答 ÷ 标注轮次", y: "风险：答错 ÷ 作答",
      yMaximum: [0.05, 0.1, 0.2, 0.4, 0.6, 0.8].first { $0 >= highest } ?? 1)
    plot.addVerticalAxis()
    plot.addHorizontalAxis()
    let path = points.map { "\(Plot.unit(plot.x($0.coverage))),\(Plot.unit(plot.y($0.risk)))" }
    if path.count > 1 {
      plot.add("<polyline class=\"curve\" points=\"\(path.joined(separator: " "))\"/>")
    }
    for point in points {
      plot.dot(
        at: (plot.x(point.coverage), plot.y(point.risk)), radius: 5, class: "hit",
        title: "阈值 \(Figure.confidence(point.threshold))：覆盖 \(Figure.percent(point.coverage))，"
          + "风险 \(Figure.percent(point.risk))")
    }
    if let last = points.last {
      let place = (plot.x(last.coverage), plot.y(last.risk))
      plot.dot(at: place, radius: 4.5, class: "mark", title: "现行策略")
      let isLeft = last.coverage < 0.4
      plot.label(
        "现行 \(Figure.percent(last.coverage)) · \(Figure.percent(last.risk))",
        at: (place.0 + (isLeft ? 10 : -8), place.1 - 12), class: isLeft ? "value" : "value end")
    }
    return plot.svg
  }

  /// Accuracy against confidence, a dot a bin; on the diagonal when calibrated.
  static func calibration(_ calibration: Calibration) -> Markup {
    var plot = Plot(title: "校准图", x: "置信度", y: "判对的比例（底部为作答数量）")
    plot.addVerticalAxis()
    plot.addHorizontalAxis()
    let most = calibration.bins.map(\.right.total).max() ?? 0
    for bin in calibration.bins where bin.right.total > 0 {
      let share = Double(bin.right.total) / Double(max(1, most))
      let (low, high) = (plot.x(bin.low) + 1, plot.x(bin.high) - 1)
      let top = plot.y(share * 0.18)
      plot.add(
        """
        <rect class="count" x="\(Plot.unit(low))" y="\(Plot.unit(top))" \
        width="\(Plot.unit(high - low))" height="\(Plot.unit(plot.y(0) - top))"/>
        """)
    }
    plot.line(from: (plot.x(0), plot.y(0)), to: (plot.x(1), plot.y(1)), class: "ideal")
    for bin in calibration.bins {
      guard let confidence = bin.meanConfidence, let share = bin.right.value,
        let interval = bin.right.interval
      else { continue }
      plot.whisker(x: plot.x(confidence), interval)
      plot.dot(
        at: (plot.x(confidence), plot.y(share)), radius: 4.5, class: "mark",
        title: "置信度 \(Figure.confidence(confidence))：判对 \(Figure.counts(bin.right))"
          + "（\(Figure.percent(share))）")
    }
    return plot.svg
  }

  /// Turns right by depth.
  static func depth(_ parts: [LabelledProportion]) -> Markup {
    var plot = Plot(title: "各轮次深度的正确率", x: "对话中的第几轮", y: "判对的比例")
    plot.addVerticalAxis()
    plot.addHorizontalLabel()
    for (index, part) in parts.enumerated() {
      let place = plot.x((Double(index) + 0.5) / Double(parts.count))
      plot.label(
        "\(part.label) 轮", at: (place, plot.y(0) + 18), class: "tick middle")
      guard let share = part.proportion.value, let interval = part.proportion.interval else {
        continue
      }
      plot.add(
        """
        <rect class="bar" x="\(Plot.unit(place - 22))" y="\(Plot.unit(plot.y(share)))" width="44" \
        height="\(Plot.unit(plot.y(0) - plot.y(share)))" rx="2"><title>\
        \(part.label) 轮：\(Figure.counts(part.proportion))</title></rect>
        """)
      plot.whisker(x: place, interval)
      plot.label(
        Figure.percent(share), at: (place + 28, plot.y(share) + 4), class: "value")
    }
    return plot.svg
  }

  /// One rate as horizontal bars with intervals; nothing when no slice has the rate.
  static func bars(_ group: SliceGroup, _ name: RateName) -> Markup? {
    let slices = group.slices.filter { $0.rates[name].total > 0 }
    guard !slices.isEmpty else { return nil }
    let (left, end, row) = (128.0, 400.0, 26.0)
    let height = Double(slices.count) * row + 26
    func place(_ share: Double) -> String { Plot.unit(left + share * (end - left)) }
    var content: Markup = ""
    for mark in [0.0, 0.25, 0.5, 0.75, 1] {
      content += """
        <line class="\(mark == 0 ? "axis" : "grid")" x1="\(place(mark))" y1="0" \
        x2="\(place(mark))" y2="\(Plot.unit(height - 22))"/>\
        <text class="tick middle" x="\(place(mark))" y="\(Plot.unit(height - 6))">\
        \(Int(mark * 100))%</text>
        """
    }
    for (index, slice) in slices.enumerated() {
      let rate = slice.rates[name]
      guard let share = rate.value, let interval = rate.interval else { continue }
      let middle = Double(index) * row + row / 2
      content += """
        <text class="name end" x="\(Plot.unit(left - 10))" y="\(Plot.unit(middle + 4))">\
        \(slice.label)</text>\
        <rect class="bar" x="\(place(0))" y="\(Plot.unit(middle - 7))" \
        width="\(Plot.unit(share * (end - left)))" height="14" rx="2"><title>\
        \(slice.label)：\(Figure.counts(rate))</title></rect>\
        <line class="whisker" x1="\(place(interval.low))" y1="\(Plot.unit(middle))" \
        x2="\(place(interval.high))" y2="\(Plot.unit(middle))"/>
        """
      for edge in [interval.low, interval.high] {
        content += """
          <line class="whisker" x1="\(place(edge))" y1="\(Plot.unit(middle - 4))" \
          x2="\(place(edge))" y2="\(Plot.unit(middle + 4))"/>
          """
      }
      content += """
        <text class="value" x="\(Plot.unit(end + 12))" y="\(Plot.unit(middle + 4))">\
        \(Figure.percent(share))<tspan class="tick" dx="6">\(Figure.counts(rate))</tspan></text>
        """
    }
    return """
      <svg viewBox="0 0 520 \(Plot.unit(height))" role="img" \
      aria-label="按\(group.dimension.label)的\(name.label)">\(content)</svg>
      """
  }

  /// An interval on a line from 0 to 100 %, for a table cell.
  static func strip(_ rate: Proportion) -> Markup {
    guard let share = rate.value, let interval = rate.interval else { return "" }
    func place(_ share: Double) -> String { Plot.unit(2 + share * 116) }
    return """
      <svg class="strip" viewBox="0 0 120 14" aria-hidden="true">\
      <line class="grid" x1="2" y1="7" x2="118" y2="7"/>\
      <line class="whisker thick" x1="\(place(interval.low))" y1="7" \
      x2="\(place(interval.high))" y2="7"/>\
      <circle class="mark" cx="\(place(share))" cy="7" r="3.5"/></svg>
      """
  }
}
