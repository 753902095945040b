internal import Language

/// All findings of one lint run, by file and line.
public struct LintReport: Sendable, Equatable {
  public let problems: [Problem]

  /// Orders the problems by file, line, field and message. O(n log n).
  public init(_ problems: [Problem]) {
    self.problems = problems.sorted { left, right in
      (left.location.file, left.location.line, left.field, left.message)
        < (right.location.file, right.location.line, right.field, right.message)
    }
  }

  public var errors: [Problem] { problems.filter { $0.severity == .error } }
  public var warnings: [Problem] { problems.filter { $0.severity == .warning } }

  /// How often each rule found something, rules without a finding left out.
  public var counts: [(rule: LintRule, count: Int)] {
    LintRule.allCases.compactMap { rule in
      let count = problems.count { $0.rule == rule }
      return count == 0 ? nil : (rule, count)
    }
  }

  /// The findings for people, one a line, and a summary by rule.
  public var text: String {
    guard !problems.isEmpty else { return "没有发现问题。\n" }
    var lines = problems.map { problem in
      let severity = problem.severity == .error ? "错误" : "警告"
      let field = problem.field.isEmpty ? "" : "\(problem.field)："
      return "\(problem.location)：\(severity)：\(field)\(problem.message)"
    }
    lines.append("")
    lines.append("共 \(errors.count) 处错误，\(warnings.count) 处警告：")
    lines += counts.map { "  \($0.rule.title)：\($0.count)" }
    return lines.joined(separator: "\n") + "\n"
  }
}
