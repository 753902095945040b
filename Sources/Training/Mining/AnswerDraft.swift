/// An answer for everybody, made from what agents told single customers.
package struct AnswerDraft {
  /// What is left, and the share of the significant characters that it is.
  package var text: String
  package var share: Double

  /// Shorter answers say too little for somebody who does not know the dialogue.
  static let leastSignificant = 6

  /// Takes out of an answer what only its customer needed: personal data, forms of address,
  /// promises, requests for data, and terms of a single order.
  package init(_ answer: String) {
    let pieces = PhraseCleaner.pieces(of: answer)
    var kept: [PhraseCleaner.Piece] = []
    var total = 0
    for piece in pieces {
      let utterance = Utterance(piece.text)
      total += utterance.significant
      guard let text = Self.kept(piece.text, utterance, isFirst: kept.isEmpty) else { continue }
      kept.append(PhraseCleaner.Piece(text: text, end: piece.end == "\n" ? "；" : piece.end))
    }
    text = Self.withoutVocatives(PhraseCleaner.joined(kept))
    let left = Utterance(text).significant
    share = total == 0 ? 0 : min(1, Double(left) / Double(total))
  }

  /// Whether something general is left.
  package var isUsable: Bool {
    Utterance(text).significant >= Self.leastSignificant && 0.4 <= share
  }

  private static func kept(_ text: String, _ utterance: Utterance, isFirst: Bool) -> String? {
    var text = text
    if utterance.hasMark {
      // A name is left out; what stands around another mark is about that order or person.
      text = text.replacing(PersonalData.name.mark, with: "")
      guard !PhraseCleaner.hasMark(text) else { return nil }
    }
    let bare = Utterance(text)
    let all = 0..<bare.cells.count
    if bare.significant == 0 || bare.rest(of: all, without: address) == 0 { return nil }
    if bare.has(oneOff, in: all) { return nil }
    switch AgentAct.of(bare, raw: text) {
    case .greeting, .waiting, .closing, .chatter, .promise: return nil
    // 把截图发来 is what the customer has to do, 是哪一单呢 is a question back.
    case .asking where bare.ends(all, with: AgentCues.questionEnds): return nil
    case .asking, .answer: return isFirst ? withoutAddress(text) : text
    }
  }

  /// Without 亲, 宝子 and the like at the start.
  private static func withoutAddress(_ text: String) -> String {
    var rest = Substring(text).unicodeScalars
    var cells = Cells.of(text)
    while true {
      let length = address.length(at: 0, in: cells)
      guard length > 0, length < cells.count, rest.count > length else { break }
      rest.removeFirst(length)
      cells.removeFirst(length)
    }
    return String(rest).trimmed
  }

  /// Without 亲 at the end of clauses.
  private static func withoutVocatives(_ text: String) -> String {
    var text = text
    for particle in ["哦", "哈", "呢", "的", ""] {
      for end in ["，", "。", "！", "；"] {
        text = text.replacing(particle + "亲" + end, with: particle + end)
      }
      if text.hasSuffix(particle + "亲") { text.removeLast() }
    }
    return text
  }

  private static let address = WordList(
    "那就 那您就 亲 亲亲 亲爱的 您好 你好 哈喽 嗨 宝子 宝贝 宝妈 家长 妈妈 爸爸 先生 女士 小姐 阿姨 叔叔 大哥 大姐 哈哈 嘻嘻 嗯嗯 嗯 非常抱歉 很抱歉 抱歉 不好意思 "
      + "恭喜您 恭喜 好的 收到 放心 您放心 您别着急 别着急 的 哈 哦 呢 呀 啦 ，")
  /// Words of a single order or dialogue.
  private static let oneOff = WordList(
    "您这单 您的订单 您订单 这单 您这件 这边查到 查到了 看到了 已经给您 给您备注 给您登记 给您改 给您申请 我登记 我提交 今天 明天 昨天 后天 刚才 刚刚 同事 "
      + "误传 误会 反馈 上报 主管 负责人 备注了 您是 已出库 已经出库 已经发 马上 转给 联系您 打您 回电 给您电话 您报下 帮您查 帮您看 核实了 核对好 "
      + "叔叔 阿姨 邻居 闺蜜 弟弟 第二个 第一个 她")
}
