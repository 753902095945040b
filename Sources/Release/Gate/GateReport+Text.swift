internal import Evaluation

extension GateReport {
  /// The gate for people: the limits, then every changed decision.
  ///
  /// - Parameter rows: how many changes of a kind are listed.
  public func text(rows: Int = .max) -> String {
    var table = TextTable([
      ("关口", .left), ("原来", .right), ("现在", .right), ("变化", .right), ("限度", .right), ("", .left),
    ])
    for check in checks {
      let change = (check.now.value ?? 0) - (check.before.value ?? 0)
      let limit = Figure.fixed(check.limit * 100, decimals: 1)
      table.add(
        (check.isOfSessions ? "会话重放：" : "") + check.name.label, Self.rate(check.before),
        Self.rate(check.now), Figure.points(change),
        (check.name.isBetterHigh ? "−" : "+") + limit, check.passed ? "通过" : "未通过")
    }
    var lines = ["关口（\(turns) 轮标注对话" + (sessionTurns > 0 ? "，\(sessionTurns) 轮会话" : "") + "）"]
    lines += table.lines
    lines += Self.list("标注对话里变了的决定", changes, rows)
    if sessionTurns > 0 { lines += Self.list("会话重放里变了的决定", sessionChanges, rows) }
    return lines.joined(separator: "\n")
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
