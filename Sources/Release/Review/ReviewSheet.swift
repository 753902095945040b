public import Evaluation
public import Training

/// Proposals as a text that people edit: what `--export` writes, `--apply` reads, and the editor
/// shows.
///
/// ```
/// [p-17] 待定
/// # 新条目 · 14 个会话，13 位顾客
/// 条目：
/// 标题：能刻字吗
/// 答案：亲，可以免费刻四个字以内～
/// 问法：
/// - 可以刻字吗
/// - 能不能刻名字
/// ```
///
/// The word after the id decides: 待定, 接受, 驳回 with the reason, 以后, or 并入 with the entry;
/// scripts may write open, accept, reject, later, merge. Lines that start with # are notes. An
/// answer goes on in lines that start with two blanks.
public enum ReviewSheet {
  /// What a block decides.
  public enum Decision: Sendable, Equatable {
    case open, accept, later
    case reject(reason: String)
    case merge(entry: String)
  }

  /// One proposal of a sheet.
  public struct Block: Sendable, Equatable {
    public var id: String
    public var decision: Decision
    public var entry: String?
    public var title: String
    public var answer: String
    public var questions: [String]
    /// Where it starts, counted from 1.
    public var line: Int
  }

  private static let explanation = """
    # 每条提案第一行 id 后面写决定：
    #   待定            先不决定
    #   接受            采用下面的内容（可以改）
    #   驳回 理由       不采用，以后不再提
    #   并入 条目id     只把问法加到这个条目
    #   以后            下次再看
    # 以 # 开头的行不起作用。改好后：yingda review --apply 这个文件

    """

  /// The proposals as a sheet, each with the decision it has.
  public static func text(_ items: [ReviewState.Item]) -> String {
    explanation + items.map { "\n" + block($0) }.joined()
  }

  /// One proposal as a block.
  public static func block(_ item: ReviewState.Item) -> String {
    let proposal = item.proposal
    var lines = ["[\(proposal.id)] \(word(for: item.status))", "# " + summary(proposal)]
    if !proposal.evidence.isEmpty {
      lines.append("# 依据：" + proposal.evidence.joined(separator: " "))
    }
    for side in proposal.conflicts {
      let sessions = side.sessions.isEmpty ? "" : "（\(side.sessions.joined(separator: " "))）"
      lines.append("# \(side.source.label)\(sessions)：\(oneLine(side.quote))")
    }
    lines.append("条目：\(proposal.entry ?? "")")
    lines.append("标题：\(oneLine(proposal.title))")
    let answer = proposal.answer.split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    lines.append("答案：\(answer.first ?? "")")
    lines += answer.dropFirst().map { "  \($0)" }
    lines.append("问法：")
    lines += proposal.questions.map { "- \($0)" }
    return lines.joined(separator: "\n") + "\n"
  }

  /// What a proposal is, in one line.
  public static func summary(_ proposal: Proposal) -> String {
    var parts = [proposal.kind.label]
    if let sku = proposal.sku { parts.append("商品 \(sku)") }
    parts.append("\(proposal.support.sessions) 个会话，\(proposal.support.customers) 位顾客")
    if proposal.gain > 0 {
      parts.append("预计少转人工 \(Figure.fixed(proposal.gain * 100, decimals: 2)) 个百分点")
    }
    return parts.joined(separator: " · ")
  }

  /// Reads a sheet.
  ///
  /// - Throws: everything that is wrong with it.
  /// - Complexity: O(characters).
  public static func parse(_ text: String, file: String) throws(InputError) -> [Block] {
    var parser = Parser(file: file)
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, line) in lines.enumerated() { parser.read(String(line), index + 1) }
    return try parser.finish()
  }

  private static func word(for status: ReviewState.Status) -> String {
    switch status {
    case .open, .split: "待定"
    case .later: "以后"
    case .accepted: "接受"
    case .rejected(let reason): "驳回 \(oneLine(reason))"
    }
  }

  private static func oneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).joined(separator: " ")
  }
}

extension ReviewSheet {
  private struct Parser {
    private enum Field { case none, answer, questions }

    let file: String
    private var blocks: [Block] = []
    private var problems: [InputProblem] = []
    private var field = Field.none
    private var seen: [String: Int] = [:]

    init(file: String) { self.file = file }

    mutating func finish() throws(InputError) -> [Block] {
      guard problems.isEmpty else { throw InputError(problems) }
      return blocks
    }

    mutating func read(_ line: String, _ number: Int) {
      if line.hasPrefix("#") { return }
      if line.hasPrefix("["), let end = line.firstIndex(of: "]") {
        start(line, upTo: end, number)
      } else if line.hasPrefix("  "), field == .answer {
        blocks[blocks.count - 1].answer += "\n" + line.dropFirst(2)
      } else if line.allSatisfy(\.isWhitespace) {
        return
      } else if blocks.isEmpty {
        report(number, "", "belongs to no proposal; start one by [id] 待定")
      } else if line.hasPrefix("-"), field == .questions {
        let question = trim(line.dropFirst())
        if !question.isEmpty { blocks[blocks.count - 1].questions.append(question) }
      } else {
        readField(line, number)
      }
    }

    private mutating func start(_ line: String, upTo end: String.Index, _ number: Int) {
      let id = trim(line[line.index(after: line.startIndex)..<end])
      if let earlier = seen[id] {
        report(number, id, "stands already in line \(earlier); keep one")
      }
      seen[id] = number
      let words = trim(line[line.index(after: end)...])
      let first = String(words.prefix { !$0.isWhitespace })
      let rest = trim(words.dropFirst(first.count))
      var decision = Decision.open
      switch first {
      case "待定", "open", "": break
      case "接受", "accept": decision = .accept
      case "以后", "later": decision = .later
      case "驳回", "reject":
        decision = .reject(reason: rest)
        if rest.isEmpty { report(number, id, "驳回 needs a reason; write it behind the word") }
      case "并入", "merge":
        decision = .merge(entry: rest)
        if rest.isEmpty { report(number, id, "并入 needs an entry's id; write it behind the word") }
      default:
        report(number, id, "'\(first)' is no decision; write 待定, 接受, 驳回, 并入 or 以后")
      }
      field = .none
      blocks.append(
        Block(
          id: id, decision: decision, entry: nil, title: "", answer: "", questions: [],
          line: number))
    }

    private mutating func readField(_ line: String, _ number: Int) {
      let name = String(line.prefix { $0 != "：" && $0 != ":" })
      let value = trim(line.dropFirst(name.count + 1))
      let place = blocks.count - 1
      field = .none
      switch name {
      case "条目": blocks[place].entry = value.isEmpty ? nil : value
      case "标题": blocks[place].title = value
      case "答案":
        blocks[place].answer = value
        field = .answer
      case "问法":
        field = .questions
        if !value.isEmpty { report(number, name, "write each wording on its own line behind a -") }
      default:
        report(
          number, blocks[place].id,
          "'\(name.prefix(12))' is no field; write 条目, 标题, 答案 or 问法")
      }
    }

    private mutating func report(_ line: Int, _ field: String, _ message: String) {
      problems.append(InputProblem(file: file, line: line, field: field, message))
    }

    private func trim(_ text: some StringProtocol) -> String {
      let start = text.drop { $0.isWhitespace }
      guard let end = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
      return String(start[...end])
    }
  }
}

extension Proposal.Kind {
  /// The name in texts for people.
  public var label: String {
    switch self {
    case .newEntry: "新条目"
    case .newQuestions: "新问法"
    case .answerConflict: "答案分歧"
    }
  }
}

extension Proposal.Side.Source {
  /// The name in texts for people.
  public var label: String {
    switch self {
    case .knowledge: "知识"
    case .agents: "客服"
    }
  }
}
