internal import Evaluation

extension WeekReport {
  /// The report as Markdown; the same result gives the same bytes.
  public var markdown: String {
    var lines = ["# 每周会话报告", ""]
    lines.append(
      "\(figures.sessions) 段会话，\(figures.questions) 个问题，打码 \(figures.masked) 处；知识版本 \(version)。")
    if result.reading.brokenLines > 0 {
      lines.append("有 \(result.reading.brokenLines) 行读不了，已跳过。")
    }
    lines += ["", "## 机器人会怎样", "", "| 结果 | 问题 | 占比 | 95 % 区间 |", "| --- | ---: | ---: | ---: |"]
    for outcome in outcomes {
      lines.append(
        "| \(outcome.label) | \(outcome.share.hits) | \(Figure.percent(outcome.share.value)) "
          + "| \(Figure.interval(outcome.share.interval)) |")
    }
    lines += [
      "",
      "预计因没接住而转人工的会话：\(Figure.percent(transfer.before))；"
        + "提案全部采纳，预计下降 \(Figure.percent(transfer.fall))。",
    ]
    lines += topics(proposals(.newEntry))
    lines += conflicts(proposals(.answerConflict))
    lines += wordings(proposals(.newQuestions))
    if !figures.mostAsked.isEmpty {
      lines += ["", "## 问得最多的已有条目", "", "| 条目 | 次数 |", "| --- | ---: |"]
      lines += figures.mostAsked.map { "| \(Self.cell($0.title))（\($0.entry)） | \($0.count) |" }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func topics(_ proposals: [Proposal]) -> [String] {
    var lines = ["", "## 顾客问了却没有的（\(proposals.count)）"]
    for proposal in proposals {
      lines += [
        "", "### \(Self.plain(proposal.title))", "",
        "\(Self.place(proposal))；\(Self.support(proposal))；"
          + "预计少转人工 \(Figure.percent(proposal.gain))；\(proposal.id)", "",
        "> \(Self.plain(proposal.answer))", "",
      ]
      lines += proposal.questions.map { "- \(Self.plain($0))" }
      lines += ["", "依据：\(proposal.evidence.joined(separator: "、"))"]
    }
    return lines
  }

  private func conflicts(_ proposals: [Proposal]) -> [String] {
    var lines = ["", "## 口径不一（\(proposals.count)）"]
    for proposal in proposals {
      let entry = proposal.entry.map { "条目 \($0)" } ?? "还没有条目"
      lines += [
        "", "### \(Self.plain(proposal.title))", "",
        "\(entry)；\(Self.place(proposal))；\(Self.support(proposal))；\(proposal.id)", "",
      ]
      for side in proposal.conflicts {
        let sessions = side.sessions.isEmpty ? "" : "（\(side.sessions.joined(separator: "、"))）"
        lines.append("- \(Self.name(side))：\(Self.plain(side.quote))\(sessions)")
      }
      if !proposal.questions.isEmpty {
        lines.append("- 顾客这样问：\(proposal.questions.map(Self.plain).joined(separator: "；"))")
      }
    }
    return lines
  }

  private func wordings(_ proposals: [Proposal]) -> [String] {
    var lines = ["", "## 已有条目的新问法（\(proposals.count)）", ""]
    for proposal in proposals {
      let questions = proposal.questions.map(Self.plain).joined(separator: "；")
      lines.append("- \(proposal.entry ?? "")（\(Self.plain(proposal.title))）：\(questions)")
    }
    return lines
  }

  /// A text that Markdown takes as it stands.
  private static func plain(_ text: String) -> String {
    var out = ""
    for character in text {
      if "\\`*_[]<>#|".contains(character) { out.append("\\") }
      out.append(character.isNewline ? " " : character)
    }
    return out
  }

  private static func cell(_ text: String) -> String { plain(text) }
}
