/// What a customer's message is for.
package enum CustomerAct: Equatable {
  case greeting, acknowledgement, nudge, handoff, picture, card
  /// Data that was asked for, and nothing else.
  case data
  case statement, problem, request, question

  /// How strongly the message asks to be answered: 0 not at all, 4 an explicit question.
  var strength: Int {
    switch self {
    case .greeting, .acknowledgement, .nudge, .handoff, .picture, .card, .data: 0
    case .statement: 1
    case .problem: 2
    case .request: 3
    case .question: 4
    }
  }

  /// Whether a customer's masked message says something that could be answered.
  package static func asks(_ text: String) -> Bool {
    let utterance = Utterance(text)
    return !utterance.hasMark && CustomerAct.of(utterance, raw: text).strength > 1
  }

  static func of(_ utterance: Utterance, raw: String) -> CustomerAct {
    let bare = withoutInserts(raw)
    if bare.significant == 0, !bare.hasMark {
      if raw.contains("[图片") || raw.contains("[视频") || raw.contains("[表情") { return .picture }
      if raw.contains("[") || raw.contains("http") { return .card }
      return raw.contains("?") || raw.contains("？") ? .nudge : .acknowledgement
    }
    let clauses = bare.clauses
    if let small = smallTalk(bare, clauses) { return small }
    let own = clauses.filter { !isAside(bare, $0) }
    if bare.hasMark, own.allSatisfy({ bare.rest(of: $0, without: DataWords.all) <= 1 }) {
      return .data
    }
    if isQuestion(bare, own) {
      return own.contains { bare.has(CustomerCues.vague, in: $0) } && bare.significant <= 10
        ? .problem : .question
    }
    if own.contains(where: { bare.has(CustomerCues.requests, in: $0) }) { return .request }
    if own.contains(where: { bare.has(CustomerCues.problems, in: $0) }) { return .problem }
    let rest = own.reduce(0) { $0 + bare.rest(of: $1, without: DataWords.all) }
    return bare.hasMark && rest <= 8 ? .data : .statement
  }

  /// The text without pictures, cards and links.
  static func withoutInserts(_ raw: String) -> Utterance {
    Utterance(InsertRemover.clean(raw))
  }

  private static func smallTalk(_ bare: Utterance, _ clauses: [Range<Int>]) -> CustomerAct? {
    guard !bare.hasMark else { return nil }
    let all = { (words: WordList) in clauses.allSatisfy { bare.rest(of: $0, without: words) == 0 } }
    if all(CustomerCues.greetings) { return .greeting }
    if all(CustomerCues.handoff) { return .handoff }
    if all(CustomerCues.nudges) { return .nudge }
    if all(CustomerCues.acknowledgements) { return .acknowledgement }
    let isSpam = clauses.allSatisfy { clause in
      bare.cells[clause].allSatisfy { $0 == bare.cells[clause.lowerBound] }
    }
    return isSpam ? .greeting : nil
  }

  private static func isAside(_ bare: Utterance, _ clause: Range<Int>) -> Bool {
    bare.rest(of: clause, without: CustomerCues.greetings) == 0
      || bare.rest(of: clause, without: CustomerCues.acknowledgements) == 0
        && !bare.ends(clause, with: CustomerCues.endings)
  }

  private static func isQuestion(_ bare: Utterance, _ clauses: [Range<Int>]) -> Bool {
    for clause in clauses {
      let isMarked =
        clause.upperBound < bare.cells.count && bare.cells[clause.upperBound] == 0x3F
      if isMarked, bare.significant(clause) >= 2 { return true }
      if bare.ends(clause, with: CustomerCues.endings),
        !bare.ends(clause, with: CustomerCues.plainEndings), bare.significant(clause) >= 3
      {
        return true
      }
      if bare.has(CustomerCues.interrogatives, in: clause),
        !bare.has(CustomerCues.notAsking, in: clause)
      {
        return true
      }
      if repeats(bare.cells, clause) { return true }
    }
    return false
  }

  /// 管不管, 换没换: a word, 不 or 没, and the word again.
  private static func repeats(_ cells: [UInt32], _ clause: Range<Int>) -> Bool {
    clause.dropFirst().dropLast().contains { place in
      let isNegation = cells[place] == 0x4E0D || cells[place] == 0x6CA1
      let isDenial = place >= 2 && cells[place - 2] == cells[place]  // 没有没有
      return isNegation && !isDenial && cells[place - 1] == cells[place + 1]
        && Cells.isHan(cells[place - 1])
    }
  }
}

/// Words that come with data and say nothing by themselves.
enum DataWords {
  static let all = WordList(
    "我 我的 我是 我叫 叫 是 姓 名字 电话 手机 手机号 号码 号 地址 订单 订单号 单号 单 这单 这笔 这个 那个 运单 快递 圆通 顺丰 中通 收件人 "
      + "收 收件 联系 联系人 联系我 微信 邮箱 卡号 卡 身份证 应该是 应该 就是 好 好的 行 嗯 哦 对 的 了 哈 啊 呢 快点 谢谢 给 发 寄 填 在 到 他 她 "
      + "他的 她的 他叫 她叫 全的 全的是 和 还 也 又 都 你好 您好 亲 工行 建行 农行 中行 招行 补 转 尾巴 尾号 记不住 先生 女士 小姐 等")
}

/// Takes pictures, cards and links out of a message.
enum InsertRemover {
  static func clean(_ raw: String) -> String {
    var out = String.UnicodeScalarView()
    var rest = Substring(raw).unicodeScalars
    while let first = rest.first {
      if first == "[", let end = rest.firstIndex(of: "]") {
        let inside = String(rest[rest.index(after: rest.startIndex)..<end])
        let mark = "[\(inside)]"
        if PersonalData.allCases.contains(where: { $0.mark == mark }) {
          out.append(contentsOf: mark.unicodeScalars)
        } else {
          out.append(" ")
        }
        rest = rest[rest.index(after: end)...]
      } else if rest.starts(with: "http".unicodeScalars) {
        while let scalar = rest.first, scalar.isASCII, scalar != " " { rest.removeFirst() }
      } else {
        out.append(first)
        rest.removeFirst()
      }
    }
    return String(out)
  }
}
