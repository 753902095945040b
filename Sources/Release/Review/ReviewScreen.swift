internal import Evaluation
internal import Training

/// A proposal laid out for a terminal: plain lines and what they are, no control codes.
public struct ReviewScreen: Sendable {
  public enum Style: Sendable, Equatable {
    case plain, faint, strong, good, warning, bar
  }

  public struct Line: Sendable, Equatable {
    public var text: String
    public var style: Style
  }

  /// A session of the evidence: who said what, personal data masked.
  public struct Excerpt: Sendable, Equatable {
    public var session: String
    public var messages: [(speaker: String, text: String)]

    public init(session: String, messages: [(speaker: String, text: String)]) {
      self.session = session
      self.messages = messages
    }

    public static func == (left: Excerpt, right: Excerpt) -> Bool {
      left.session == right.session && left.messages.map(\.speaker) == right.messages.map(\.speaker)
        && left.messages.map(\.text) == right.messages.map(\.text)
    }
  }

  public static let keys =
    "a 接受  e 编辑  m 并入  s 拆分  r 驳回  l 以后  u 撤销  n/p 下/上一条  j/k 滚动  ? 帮助  q 退出"

  public static let help = [
    "a  接受：发布时写进知识库", "e  编辑：在 $EDITOR 里改标题、答案、问法、条目，改完再决定",
    "m  并入：只把问法加到已有条目；写 id 或几个字来找", "s  拆分：把几个问法分成另一条，如 2,4-6",
    "r  驳回：写一句理由，以后不再提", "l  以后：先放着，排到最后",
    "1–9  答案分歧时采用这一方的说法作答案", "u  撤销上一步（可一直撤到头）", "n p  不做决定，看下一条、上一条",
    "j k  上下滚动（空格翻页）", "q  退出；已做的决定都已存好，下次接着来",
  ]

  public var width: Int
  public var height: Int

  public init(width: Int, height: Int) {
    self.width = max(40, width)
    self.height = max(12, height)
  }

  /// The whole screen: a head, the proposal from line `scroll` on, and the keys.
  public func lines(
    _ item: ReviewState.Item, place: Int, of total: Int, state: ReviewState,
    nearest: [EntrySearch.Hit], titles: (String) -> String?, excerpts: [Excerpt], scroll: Int,
    message: String
  ) -> [Line] {
    let accepted = state.items.count { $0.status == .accepted }
    let later = state.items.count { $0.status == .later }
    let left = " 审核 \(place + 1)/\(total)   接受 \(accepted) · 驳回 \(state.rejected) · 以后 \(later)"
    let head = Line(text: spread(left, item.proposal.id + " "), style: .bar)
    let content = body(item, nearest: nearest, titles: titles, excerpts: excerpts)
    let room = height - 3
    let start = min(max(0, scroll), max(0, content.count - room))
    var shown = Array(content[start...].prefix(room))
    if start + room < content.count, room > 1 {
      shown[room - 1] = Line(
        text: " ↓ 还有 \(content.count - start - room + 1) 行（j 或空格）", style: .faint)
    }
    while shown.count < room { shown.append(Line(text: "", style: .plain)) }
    let note = Line(text: fit(" " + message), style: message.isEmpty ? .plain : .warning)
    return [head] + shown + [note, Line(text: fit(" " + Self.keys), style: .bar)]
  }

  /// How many lines of a proposal fit on the screen.
  public var room: Int { height - 3 }

  /// A proposal with everything a decision needs.
  func body(
    _ item: ReviewState.Item, nearest: [EntrySearch.Hit], titles: (String) -> String?,
    excerpts: [Excerpt]
  ) -> [Line] {
    let proposal = item.proposal
    var lines: [Line] = []
    func add(_ text: String, _ style: Style = .plain, indent: Int = 1) {
      lines += wrap(text, indent: indent).map { Line(text: $0, style: style) }
    }
    add(ReviewSheet.summary(proposal) + (item.status == .later ? " · 上次放着" : ""), .faint)
    add("")
    add(proposal.title, .strong)
    if let entry = proposal.entry {
      add("条目  \(entry)  \(titles(entry) ?? "（新的 id）")", indent: 1)
    }
    if !proposal.answer.isEmpty {
      add("")
      add("答案", .faint)
      add(proposal.answer, indent: 3)
    }
    if !proposal.conflicts.isEmpty {
      add("")
      add("说法不一（按数字采用）", .warning)
      for (index, side) in proposal.conflicts.enumerated() {
        let who =
          side.source.label
          + (side.sessions.isEmpty
            ? "" : " \(side.sessions.count) 个会话 \(side.sessions.joined(separator: " "))")
        add("\(index + 1) \(who)", .faint, indent: 3)
        add(side.quote, indent: 5)
      }
    }
    add("")
    add("问法（\(proposal.questions.count)）", .faint)
    for (index, question) in proposal.questions.enumerated() {
      add("\(index + 1)  \(question)", indent: 3)
    }
    if !nearest.isEmpty {
      add("")
      add("相近的条目", .faint)
      for hit in nearest {
        add("\(hit.id)  \(hit.title)  \(Int((hit.likeness * 100).rounded()))%", indent: 3)
      }
    }
    if !proposal.evidence.isEmpty {
      add("")
      add("依据（\(proposal.evidence.count) 个会话）", .faint)
      if excerpts.isEmpty { add(proposal.evidence.joined(separator: " "), indent: 3) }
      for excerpt in excerpts {
        add(excerpt.session, .faint, indent: 3)
        for message in excerpt.messages { add("\(message.speaker)  \(message.text)", indent: 5) }
      }
    }
    return lines
  }

  /// A text in lines that fit, each indented.
  func wrap(_ text: String, indent: Int) -> [String] {
    let blank = String(repeating: " ", count: indent)
    let most = width - indent - 1
    var lines: [String] = []
    for piece in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      var line = ""
      var used = 0
      for character in piece where !Self.isControl(character) {
        let cells = TextTable.width(String(character))
        if used + cells > most {
          lines.append(blank + line)
          line = ""
          used = 0
        }
        line.append(character)
        used += cells
      }
      lines.append(blank + line)
    }
    return lines
  }

  /// A text cut to the screen's width.
  private func fit(_ text: String) -> String {
    var line = ""
    var used = 0
    for character in text where !Self.isControl(character) {
      let cells = TextTable.width(String(character))
      if used + cells > width { break }
      line.append(character)
      used += cells
    }
    return line + String(repeating: " ", count: max(0, width - used))
  }

  private func spread(_ left: String, _ right: String) -> String {
    let gap = width - TextTable.width(left) - TextTable.width(right)
    return fit(left + String(repeating: " ", count: max(1, gap)) + right)
  }

  /// Control characters of customers' texts must not reach the terminal.
  private static func isControl(_ character: Character) -> Bool {
    character.unicodeScalars.contains {
      $0.properties.generalCategory == .control || $0.properties.generalCategory == .format
    }
  }
}
