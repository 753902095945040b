/// Whether an answer says yes or no, by the first of its clauses that says either.
package enum Stance: Sendable {
  case yes, no, neither

  private static let clausesRead = 3

  package static func of(_ answer: String) -> Stance {
    let utterance = Utterance(answer)
    var read = 0
    for clause in utterance.clauses {
      if utterance.rest(of: clause, without: courtesy) == 0 { continue }
      if isNo(clause, utterance) { return .no }
      if isYes(clause, utterance) { return .yes }
      read += 1
      if read == clausesRead { break }
    }
    return .neither
  }

  private static func isNo(_ clause: Range<Int>, _ utterance: Utterance) -> Bool {
    utterance.has(denials, in: clause) && !utterance.has(noDenials, in: clause)
  }

  private static func isYes(_ clause: Range<Int>, _ utterance: Utterance) -> Bool {
    if utterance.has(consents, in: clause) { return true }
    var place = clause.lowerBound
    while place < clause.upperBound, courtesy.length(at: place, in: utterance.cells) > 0,
      utterance.cells[place] != 0x7684
    {
      place += courtesy.length(at: place, in: utterance.cells)
    }
    if beginnings.length(at: place, in: utterance.cells) > 0 { return true }
    // 报的亲, 接的: a bare verb repeated from the question.
    let verb = utterance.cells[place..<clause.upperBound].prefix(3)
    return verb.dropFirst().contains(0x7684)  // 的
      && utterance.rest(of: place + 2..<clause.upperBound, without: courtesy) <= 1
  }

  private static let courtesy = WordList(
    "亲 亲亲 亲爱的 您好 你好 哈喽 宝子 宝贝 宝妈 家长 妈妈 爸爸 先生 女士 小姐 阿姨 叔叔 哈哈 嗯嗯 嗯 哈 哦 呢 呀 啊 啦 了 的 好的 非常 抱歉 不好意思 "
      + "放心 您放心 很 您")
  private static let denials = WordList(
    "不行 不可以 不能 不支持 不是 不会 不用 不需要 不了 没有 没法 无法 不报 不承担 不负责 不接 不建议 不允许 不保 不含 不提供 不在 不算 不予 不包 不送 "
      + "不给 不加 不收 不参加 不适用 暂不 未 假的 没 不可 不退 不换 不赔 不修 不管 自理 自己承担 自行承担 千万别")
  private static let noDenials = WordList("没问题 没关系 没事 能不能 是不是 有没有 要不要 可不可以")
  private static let consents = WordList(
    "可以 支持 允许 是的 有的 有了 没问题 承担 报销 作数 算数 包的 送的 给您补 为您补 免费 参加 适用 负责 保的 当然 会上线 会有 会支持 能用 能的")
  /// Words that say yes where a clause begins with them.
  private static let beginnings = WordList("能 行 会 对 有 报 保 算 是")
}
