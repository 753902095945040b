/// The report for a terminal, in Chinese.
public enum TextReport {
  /// What to print beside the rates.
  public struct Options: Sendable, Equatable {
    /// Tag prefixes, or `file` and `channel`, whose slices are printed.
    public var slices: [String]
    /// How many of the worst entries, confusions and changes are listed.
    public var rows: Int

    public init(slices: [String] = ["file", "tier", "style", "channel"], rows: Int = 10) {
      self.slices = slices
      self.rows = rows
    }
  }

  /// The whole report, ending with a line break.
  public static func render(
    _ report: EvaluationReport, comparison: Comparison? = nil, gates: [GateResult] = [],
    options: Options = Options()
  ) -> String {
    var lines = [
      "评测  \(report.run.dialogues.count) 个对话，\(report.customerTurns) 轮，"
        + "其中标注 \(report.expectedTurns) 轮"
        + (report.run.version.isEmpty ? "" : "；知识版本 \(report.run.version)")
    ]
    lines += section("各项指标", rates(report, comparison))
    lines += section("结果构成", outcomes(report))
    lines += section("细分", details(report))
    for group in report.slices where options.slices.contains(group.dimension.shortName) {
      lines += section("按\(group.dimension.label)", slices(group))
    }
    if !report.failingEntries.isEmpty {
      lines += section("最差条目", entries(report, limit: options.rows))
    }
    if !report.confusions.isEmpty {
      lines += section("最常见的混淆", confusions(report, limit: options.rows))
    }
    if let comparison { lines += changes(comparison, limit: options.rows) }
    if !gates.isEmpty { lines += section("关口", self.gates(gates)) }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func section(_ title: String, _ table: TextTable) -> [String] {
    ["", title] + table.lines
  }

  private static func rates(_ report: EvaluationReport, _ comparison: Comparison?) -> TextTable {
    var header: [(String, TextTable.Alignment)] = [
      ("指标", .left), ("值", .right), ("95 % 区间", .right), ("分子/分母", .right), ("水平", .left),
      ("基础／优化／标杆", .left),
    ]
    if comparison != nil { header.insert(("较基线", .right), at: 2) }
    var table = TextTable(header)
    func add(_ cells: [String], _ change: Double?) {
      var cells = cells
      if comparison != nil { cells.insert(change.map { Figure.points($0) } ?? "–", at: 2) }
      table.add(cells)
    }
    for name in RateName.allCases where report.rates[name].total > 0 {
      let rate = report.rates[name]
      let scale = SeedScale(name)
      let level = scale.flatMap { scale in rate.value.map { scale.level(of: $0).label } }
      add(
        [
          name.label, Figure.percent(rate.value), Figure.interval(rate.interval),
          Figure.counts(rate), level ?? "", scale?.ranges.joined(separator: "／") ?? "",
        ], comparison?.change(name))
    }
    let turns = SeedScale.turns
    add(
      [
        "最长全对对话", "\(report.longestSuccess) 轮", "", "",
        turns.level(of: Double(report.longestSuccess)).label, turns.ranges.joined(separator: "／"),
      ], nil)
    add(
      [
        "校准误差 ECE", Figure.percent(report.calibration.expectedError), "",
        "\(report.answers.count) 次作答", "", "",
      ], nil)
    let area = report.areaUnderROC.map { Figure.confidence($0) } ?? "–"
    add(["置信度 AUROC", area, "", "", "", ""], nil)
    return table
  }

  private static func outcomes(_ report: EvaluationReport) -> TextTable {
    var table = TextTable([("结果", .left), ("轮次", .right), ("占比", .right)])
    for outcome in Outcome.allCases where report.count(outcome) > 0 {
      let share = Proportion(report.count(outcome), of: report.expectedTurns)
      table.add(outcome.label, String(share.hits), Figure.percent(share.value))
    }
    table.add("合计", String(report.expectedTurns), "")
    return table
  }

  private static func details(_ report: EvaluationReport) -> TextTable {
    var table = TextTable([
      ("项目", .left), ("值", .right), ("95 % 区间", .right), ("分子/分母", .right),
    ])
    func add(_ label: String, _ part: LabelledProportion) {
      table.add(
        label, Figure.percent(part.proportion.value), Figure.interval(part.proportion.interval),
        Figure.counts(part.proportion))
    }
    for depth in report.accuracyByDepth { add("多轮对话第 \(depth.label) 轮判对", depth) }
    for level in report.missedByLevel { add("\(level.label) 级漏转", level) }
    for kind in report.outOfScopeByKind { add("范围外作答：\(kind.label)", kind) }
    return table
  }

  private static func slices(_ group: SliceGroup) -> TextTable {
    let names: [RateName] = [
      .recognition, .assistedRecognition, .wrongAnswers, .transfer, .missedHandoffs, .turnAccuracy,
    ]
    var table = TextTable(
      [(group.dimension.label, .left), ("对话", .right)]
        + names.map { ($0.label, TextTable.Alignment.right) })
    for slice in group.slices {
      table.add(
        [slice.label, String(slice.dialogues)]
          + names.map { Figure.percent(slice.rates[$0].value) })
    }
    return table
  }

  private static func entries(_ report: EvaluationReport, limit: Int) -> TextTable {
    var table = TextTable([("条目", .left), ("判对", .right), ("给成了", .left)])
    for entry in report.failingEntries.prefix(limit) {
      table.add(
        entry.entry, Figure.counts(entry.right),
        entry.instead.prefix(3).map { Wording.text($0) }.joined(separator: "，"))
    }
    return table
  }

  private static func confusions(_ report: EvaluationReport, limit: Int) -> TextTable {
    var table = TextTable([("应为", .left), ("答成", .left), ("次数", .right)])
    for confusion in report.confusions.prefix(limit) {
      table.add(confusion.expected ?? "（无条目）", confusion.given, String(confusion.count))
    }
    return table
  }

  private static func changes(_ comparison: Comparison, limit: Int) -> [String] {
    var lines = ["", comparison.summary]
    for (title, changes) in [("变差", comparison.worse), ("变好", comparison.better)]
    where !changes.isEmpty {
      var table = TextTable([("对话", .left), ("话", .left), ("原来", .left), ("现在", .left)])
      for change in changes.prefix(limit) {
        table.add(
          "\(change.dialogue)#\(change.turn + 1)", change.text, Wording.text(change.before),
          Wording.text(change.now))
      }
      let more = changes.count > limit ? "（前 \(limit) 处，共 \(changes.count) 处）" : ""
      lines += section(title + more, table)
    }
    return lines
  }

  private static func gates(_ results: [GateResult]) -> TextTable {
    var table = TextTable([("关口", .left), ("要求", .right), ("实测", .right), ("", .left)])
    for result in results {
      table.add(
        "\(result.gate.name.label) --\(result.gate.name.rawValue)", Wording.demand(result.gate),
        Wording.value(result.measured, of: result.gate), result.passed ? "通过" : "未通过")
    }
    return table
  }
}

extension SliceGroup.Dimension {
  /// The name by which a caller asks for the slices: the tag's prefix, `file` or `channel`.
  var shortName: String {
    switch self {
    case .file: "file"
    case .channel: "channel"
    case .tag(let prefix): prefix
    }
  }
}

extension Comparison {
  /// The difference of a rate over the shared cases; nil when one run has none.
  func change(_ name: RateName) -> Double? {
    guard let new = now.rates[name].value, let old = before.rates[name].value else { return nil }
    return new - old
  }

  /// One line on what changed.
  var summary: String {
    var text =
      "与基线相比（共有 \(now.run.dialogues.count) 个对话）：变好 \(better.count) 轮，变差 \(worse.count) 轮，"
      + "换了说法但对错不变 \(otherwise) 轮；符号检验 p \(Figure.pValue(pValue))"
    if added > 0 { text += "；基线没有的对话 \(added) 个" }
    if removed > 0 { text += "；只在基线的对话 \(removed) 个" }
    return text
  }
}
