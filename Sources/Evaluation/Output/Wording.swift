package import Dialogue

/// What was expected and given, in words for people.
package enum Wording {
  package static func label(_ decision: Decision) -> String {
    switch decision {
    case .answer: "作答"
    case .clarify: "反问"
    case .handoff: "转人工"
    case .decline: "婉拒"
    case .silent: "静默"
    }
  }

  package static func label(_ reason: HandoffReason) -> String {
    switch reason {
    case .requested: "顾客要求"
    case .risk: "风险"
    case .emotion: "情绪"
    case .lowConfidence: "把握不足"
    case .repeatedFailure: "多次未解决"
    case .policy: "规定"
    }
  }

  /// For instance 作答 ship.when-will-ship, or 转人工（2 级，投诉）.
  package static func text(_ expected: TurnExpectation) -> String {
    var text = expected.decisions.map { label($0) }.joined(separator: "／")
    var details: [String] = []
    if let level = expected.level { details.append("≥ \(level) 级") }
    if let skill = expected.skill { details.append(skill) }
    if !details.isEmpty { text += "（\(details.joined(separator: "，"))）" }
    if !expected.entries.isEmpty { text += " " + expected.entries.joined(separator: "、") }
    return text
  }

  package static func text(_ given: Given) -> String {
    var text = label(given.decision)
    if let handoff = given.handoff {
      text += "（\(handoff.level) 级，\(handoff.skill)，\(label(handoff.reason))）"
    }
    switch given.decision {
    case .answer, .decline:
      if let entry = given.entry { text += " " + entry }
    case .clarify:
      if !given.options.isEmpty { text += " " + given.options.joined(separator: "、") }
    case .handoff, .silent: break
    }
    return text
  }

  static func text(_ instead: EntryResult.Instead) -> String {
    (instead.entry ?? label(instead.decision)) + (instead.count > 1 ? " ×\(instead.count)" : "")
  }

  /// A gate's limit or measured value.
  static func value(_ value: Double?, of gate: Gate) -> String {
    guard let value else { return "无可测" }
    return gate.name.isCount ? Figure.fixed(value, decimals: 0) : Figure.percent(value)
  }

  /// A gate's demand, for instance ≥ 95.0 %.
  static func demand(_ gate: Gate) -> String {
    (gate.name.isLeast ? "≥ " : "≤ ") + value(gate.limit, of: gate)
  }
}
