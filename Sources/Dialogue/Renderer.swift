internal import Index
internal import Shop

/// Words what the bot says.
struct Renderer: Sendable {
  let catalogue: Catalogue

  private var rules: ShopRules { catalogue.rules }

  /// The answer of an entry at a time and on a channel; another wording when it was given before.
  func answer(_ entry: ShopEntry, _ session: Session, _ index: Int, at time: ShopTime) -> String {
    if entry.window.count == 2, !(entry.window[0]...entry.window[1]).contains(time.day),
      let closed = entry.closed
    {
      return closed.string
    }
    if let channel = entry.channel, channel != session.context.channel.rawValue,
      let elsewhere = entry.elsewhere
    {
      return elsewhere.string
    }
    if session.context.channel == .live, let live = entry.live { return live.string }
    let given = session.answered[index] ?? 0
    if given % 2 == 1, let again = entry.again { return again.string }
    return entry.answer.string
  }

  /// A question with numbered options.
  func options(_ question: String, _ titles: [String]) -> String {
    var lines = [question]
    for (number, title) in titles.enumerated() { lines.append("\(number + 1). \(title)") }
    return lines.joined(separator: "\n")
  }

  func handoff(_ skill: String, _ situation: ShopSituation?, at time: ShopTime) -> String {
    let isOpen = isOpen(at: time)
    let transfer = filled(rules.text(isOpen ? "handoff" : "handoffClosed"), skill)
    guard let reply = situation?.reply, !reply.isEmpty else { return transfer }
    return isOpen ? reply : reply + transfer
  }

  /// Whether people answer at a time.
  func isOpen(at time: ShopTime) -> Bool {
    (rules.opens..<rules.closes).contains(time.minuteOfDay)
  }

  /// What a customer is told who comes when nobody is there.
  var closedNote: String { filled(rules.text("closed"), "") }

  /// A text with `{skill}` and `{opens}` filled in.
  private func filled(_ text: String, _ skill: String) -> String {
    var result: [UInt8] = []
    var rest = text.utf8[...]
    while let brace = rest.firstIndex(of: UInt8(ascii: "{")) {
      result += rest[..<brace]
      rest = rest[brace...]
      if rest.starts(with: "{skill}".utf8) {
        result += skill.utf8
        rest = rest.dropFirst("{skill}".utf8.count)
      } else if rest.starts(with: "{opens}".utf8) {
        result += clock(rules.opens).utf8
        rest = rest.dropFirst("{opens}".utf8.count)
      } else {
        result.append(rest.removeFirst())
      }
    }
    return String(decoding: result + rest, as: UTF8.self)
  }

  private func clock(_ minutes: Int) -> String {
    let rest = minutes % 60
    return "\(minutes / 60):\(rest < 10 ? "0" : "")\(rest)"
  }

  /// What the person who takes over reads.
  func summary(_ session: Session, want: String, reason: String) -> String {
    var parts = ["诉求：\(want)", "原因：\(reason)"]
    if let product = session.focus { parts.append("商品：\(catalogue.products[product].name)") }
    let slots = session.slots.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    if !slots.isEmpty { parts.append("信息：\(slots.joined(separator: "，"))") }
    let tried = session.answered.keys.sorted().prefix(4).map { catalogue.entries[$0].title }
    if !tried.isEmpty { parts.append("已答：\(tried.joined(separator: "、"))") }
    if session.level >= 2 { parts.append("情绪或风险：\(session.level) 级") }
    if !session.labels.isEmpty {
      parts.append("标签：\(session.labels.sorted().joined(separator: "、"))")
    }
    let last = session.lines.suffix(4).filter { $0.author == .customer }.map(\.text)
    parts.append("最近：\(last.joined(separator: " / "))")
    return parts.joined(separator: "；")
  }
}
