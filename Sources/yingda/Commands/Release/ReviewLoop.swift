import Foundation
import Release
import Training

/// The keyboard-driven view of a review.
struct ReviewLoop {
  private(set) var review: Review
  private let search: EntrySearch
  private let excerpts: [String: ReviewScreen.Excerpt]
  private let terminal = Terminal()
  private var current: String?
  private var scroll = 0
  private var message = ""
  private var isHelp = false

  init(review: Review, search: EntrySearch, excerpts: [String: ReviewScreen.Excerpt]) {
    self.review = review
    self.search = search
    self.excerpts = excerpts
  }

  /// How far a review has come, in one line.
  static func summary(_ state: ReviewState) -> String {
    return "待审 \(state.waiting.count) 条；接受 \(state.accepted.count)，驳回 \(state.rejected)，"
      + "以后 \(state.items.count { $0.status == .later })"
  }

  /// Goes on until nothing waits or the reviewer leaves.
  mutating func run() throws {
    terminal.enter()
    defer { terminal.leave() }
    while let item = shown() {
      draw(item)
      let key = terminal.key()
      if isHelp {
        isHelp = false
        continue
      }
      message = ""
      do {
        guard try handle(key, item) else { return }
      } catch let problem as ReviewProblem {
        message = problem.description
      }
    }
  }

  private func shown() -> ReviewState.Item? {
    let waiting = review.state.waiting
    return waiting.first { $0.proposal.id == current } ?? waiting.first
  }

  private func place(of item: ReviewState.Item) -> Int {
    review.state.waiting.firstIndex { $0.proposal.id == item.proposal.id } ?? 0
  }

  private func draw(_ item: ReviewState.Item) {
    let size = terminal.size
    let screen = ReviewScreen(width: size.columns, height: size.rows)
    if isHelp {
      terminal.draw(["", " 按键"] + ReviewScreen.help.map { "   \($0)" } + ["", " 按任意键返回"])
      return
    }
    let proposal = item.proposal
    let lines = screen.lines(
      item, place: place(of: item), of: review.state.waiting.count, state: review.state,
      nearest: search.nearest(proposal.questions, sku: proposal.sku),
      titles: { search.title(of: $0) },
      excerpts: proposal.evidence.compactMap { excerpts[$0] }, scroll: scroll, message: message)
    terminal.draw(lines.map(Self.styled))
  }

  private static func styled(_ line: ReviewScreen.Line) -> String {
    let code =
      switch line.style {
      case .plain: ""
      case .faint: "\u{1B}[2m"
      case .strong: "\u{1B}[1m"
      case .good: "\u{1B}[32m"
      case .warning: "\u{1B}[33m"
      case .bar: "\u{1B}[7m"
      }
    return code + line.text
  }

  /// False ends the review.
  private mutating func handle(_ key: Terminal.Key, _ item: ReviewState.Item) throws -> Bool {
    let id = item.proposal.id
    let page = ReviewScreen(width: terminal.size.columns, height: terminal.size.rows).room - 2
    switch key {
    case .quit, .character("q"): return false
    case .up, .character("k"): scroll = max(0, scroll - 1)
    case .down, .character("j"): scroll += 1
    case .pageUp: scroll = max(0, scroll - page)
    case .pageDown, .character(" "): scroll += page
    case .character("n"): move(from: item, by: 1)
    case .character("p"): move(from: item, by: -1)
    case .character("?"): isHelp = true
    case .character("a"): try take(.accept(id), after: item, "已接受 \(id)")
    case .character("l"): try take(.later(id), after: item, "\(id) 先放着")
    case .character("r"):
      guard let reason = terminal.ask("驳回的理由（空着取消）：") else { return true }
      try take(.reject(id, reason: reason), after: item, "已驳回 \(id)")
    case .character("m"): try merge(item)
    case .character("s"):
      guard let answer = terminal.ask("分出去的问法序号（如 2,4-6）：") else { return true }
      guard let places = Self.places(answer, of: item.proposal.questions.count) else {
        throw ReviewProblem.badSplit(id)
      }
      let parts = try item.proposal.split(places)
      try review.perform(.split(id, into: parts))
      show(parts.first?.id, "已拆成 \(parts.map(\.id).joined(separator: " 和 "))")
    case .character("e"): try edit(item)
    case .character("u"):
      let undone = review.state.steps.last?.proposal
      try review.perform(.undo)
      show(undone, "已撤销")
    case .character(let digit):
      guard let number = digit.wholeNumberValue, number > 0 else { return true }
      try choose(number - 1, item)
    default: break
    }
    return true
  }

  private mutating func show(_ id: String?, _ text: String) {
    current = id
    scroll = 0
    message = text
  }

  private mutating func move(from item: ReviewState.Item, by step: Int) {
    let waiting = review.state.waiting
    let next = (place(of: item) + step + waiting.count) % waiting.count
    show(waiting[next].proposal.id, "")
  }

  /// Takes a step and goes on to what stands behind the item.
  private mutating func take(
    _ action: ReviewAction, after item: ReviewState.Item, _ text: String
  ) throws {
    let waiting = review.state.waiting
    let index = place(of: item)
    let next = index + 1 < waiting.count ? waiting[index + 1].proposal.id : nil
    try review.perform(action)
    show(next, text + "（u 撤销）")
  }

  private mutating func merge(_ item: ReviewState.Item) throws {
    guard let words = terminal.ask("并入哪条（id 或几个字）：") else { return }
    var entry = words
    if !search.ids.contains(words) {
      let hits = search.find(words)
      guard !hits.isEmpty else { throw ReviewProblem.unknownEntry(words) }
      terminal.draw(
        ["", " 并入哪一条？"]
          + hits.enumerated().map { "   \($0.offset + 1)  \($0.element.id)  \($0.element.title)" }
          + ["", " 按数字选，其他键取消"])
      guard case .character(let digit) = terminal.key(), let number = digit.wholeNumberValue,
        hits.indices.contains(number - 1)
      else { return }
      entry = hits[number - 1].id
    }
    try take(.merge(item.proposal.id, into: entry), after: item, "已并入 \(entry)")
  }

  /// Takes the answer of one side of a contradiction.
  private mutating func choose(_ side: Int, _ item: ReviewState.Item) throws {
    guard item.proposal.conflicts.indices.contains(side) else { return }
    var proposal = item.proposal
    proposal.answer = proposal.conflicts[side].quote
    try review.perform(.edit(proposal))
    show(proposal.id, "已采用第 \(side + 1) 种说法作答案；a 接受，e 再改改")
  }

  private mutating func edit(_ item: ReviewState.Item) throws {
    terminal.leave()
    defer { terminal.enter() }
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("yingda-\(UUID().uuidString).txt")
    defer { try? FileManager.default.removeItem(at: file) }
    do {
      try Data(ReviewSheet.block(item).utf8).write(to: file)
      try Self.openEditor(file.path)
      let text = try String(contentsOf: file, encoding: .utf8)
      let steps = try review.steps(
        try ReviewSheet.parse(text, file: "编辑的内容"), file: "编辑的内容")
      guard !steps.isEmpty else {
        show(item.proposal.id, "没有改动")
        return
      }
      try review.perform(steps)
      show(item.proposal.id, "已改好；a 接受，u 撤销")
    } catch let problem as ReviewProblem {
      throw problem
    } catch {
      show(item.proposal.id, "没有采用：\(error)")
    }
  }

  private static func openEditor(_ path: String) throws {
    let environment = ProcessInfo.processInfo.environment
    let editor = environment["VISUAL"] ?? environment["EDITOR"] ?? "vi"
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    // The editor may be a command with options; the file comes in as an argument of its own.
    process.arguments = ["-c", "exec \(editor) \"$1\"", "sh", path]
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw CommandFailure.input("\(editor) 没有正常结束")
    }
  }

  /// The places, from 0, that 2,4-6 names; nil when it names none of them.
  private static func places(_ text: String, of count: Int) -> Set<Int>? {
    var places: Set<Int> = []
    for part in text.split(whereSeparator: { ",，、 ".contains($0) }) {
      let ends = part.split(separator: "-").map { Int($0) }
      guard let first = ends.first ?? nil, let last = ends.last ?? nil, ends.count <= 2,
        1 <= first, first <= last, last <= count
      else { return nil }
      places.formUnion(first - 1...last - 1)
    }
    return places.isEmpty ? nil : places
  }
}
