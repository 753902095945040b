internal import Evaluation
internal import Training

extension GateReport {
  /// Why it did not pass, for people; empty when it did.
  public var reasons: [String] {
    let failed = checks.filter { !$0.passed }.map {
      ($0.isOfSessions ? "会话重放的" : "") + $0.name.label
    }
    var reasons: [String] = []
    if !failed.isEmpty { reasons.append("\(failed.joined(separator: "、"))变差超过限度，不是偶然") }
    if !answers.passed { reasons.append("改写的答案与会话里客服的说法不符") }
    if !wordings.passed { reasons.append("问法归错了条目") }
    return reasons
  }

  /// The gate for people: the limits, then every changed decision.
  ///
  /// - Parameter rows: how many changes of a kind are listed.
  public func text(rows: Int = .max) -> String {
    var table = TextTable([
      ("关口", .left), ("原来", .right), ("现在", .right), ("变化", .right), ("限度", .right),
      ("变差/变好", .right), ("偶然", .right), ("涉及改动", .right), ("偶然", .right), ("", .left),
    ])
    for check in checks {
      let change = (check.now.value ?? 0) - (check.before.value ?? 0)
      let limit = Figure.fixed(check.limit * 100, decimals: 1)
      table.add(
        (check.isOfSessions ? "会话重放：" : "") + check.name.label, Self.rate(check.before),
        Self.rate(check.now), Figure.points(change),
        (check.name.isBetterHigh ? "−" : "+") + limit, Self.counts(check.whole),
        Self.chance(check.whole), check.touched.map(Self.counts) ?? "–",
        check.touched.map(Self.chance) ?? "–",
        check.passed ? check.isNoise ? "通过（波动）" : "通过" : "未通过")
    }
    var lines = ["关口（\(turns) 轮标注对话" + (sessionTurns > 0 ? "，\(sessionTurns) 轮会话" : "") + "）"]
    lines += table.lines
    lines += answers.items.map(Self.line) + wordings.items.map(Self.line)
    lines += Self.list("标注对话里变了的决定", changes, rows)
    if sessionTurns > 0 { lines += Self.list("会话重放里变了的决定", sessionChanges, rows) }
    return lines.joined(separator: "\n")
  }

  private static func counts(_ change: PairedChange) -> String {
    "\(change.worse)/\(change.better)"
  }

  private static func chance(_ change: PairedChange) -> String {
    change.net > 0 ? Figure.percent(change.chance) : "–"
  }

  private static func line(_ item: AnswerReview.Item) -> String {
    let finding = item.finding
    let counts = "只合旧答案的 \(finding.against) 位，只合新答案的 \(finding.inFavour) 位"
    let example = finding.example.map { "；例如“\($0)”" } ?? ""
    return "改写的答案 \(finding.entry)：会话里客服的说法\(counts)"
      + (item.isAgainst ? "　未通过" + example : "　通过")
  }

  private static func line(_ item: WordingReview.Item) -> String {
    "提案 \(item.proposal) 的问法：\(item.total) 句里有 \(item.misplaced) 句现在稳稳地归 \(item.other)，"
      + "不归 \(item.target)，如“\(item.example)”"
      + (item.isAgainst ? "　未通过" : "　通过")
  }

  private static func rate(_ proportion: Proportion) -> String {
    "\(Figure.percent(proportion.value))（\(Figure.counts(proportion))）"
  }

  private static func list(_ title: String, _ changes: [DecisionChange], _ rows: Int) -> [String] {
    if changes.isEmpty { return ["", "\(title)：没有"] }
    var lines = ["", "\(title)：\(changes.count) 处"]
    for verdict in DecisionChange.Verdict.allCases {
      let some = changes.filter { $0.verdict == verdict }
      guard !some.isEmpty else { continue }
      lines.append("\(verdict.label) \(some.count) 处" + (some.count > rows ? "（列出 \(rows) 处）" : ""))
      for change in some.prefix(rows) {
        lines.append("  \(change.dialogue)#\(change.turn + 1)  \(change.text)")
        lines.append("    \(Wording.text(change.before)) → \(Wording.text(change.now))")
      }
    }
    return lines
  }
}

extension DecisionChange.Verdict {
  /// The name in texts for people.
  var label: String {
    switch self {
    case .worse: "变差"
    case .better: "变好"
    case .otherwise: "其他变化"
    }
  }
}
