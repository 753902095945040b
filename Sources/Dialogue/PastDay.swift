internal import Language

/// Finds whether a message says that goods are past their day, without naming expiry outright.
enum PastDay {
  /// Whether a clause puts the end of something in the past (上个月就到期了, 日期早就过了), where the
  /// message speaks of goods and does not ask.
  static func isTold(in text: String, _ analysis: Analysis, hasProduct: Bool) -> Bool {
    guard hasProduct || goods.contains(where: text.contains),
      analysis.questions & ~MarkerKind.whether.questionBit == 0
    else { return false }
    return text.split(whereSeparator: separators.contains).contains { isPast(String($0)) }
  }

  private static func isPast(_ clause: String) -> Bool {
    past.contains { word in
      guard let said = clause.firstRange(of: word) else { return false }
      let rest = clause[said.upperBound...]
      return ends.contains { end in
        guard let ended = rest.firstRange(of: end) else { return false }
        let between = rest[..<ended.lowerBound]
        return between.count <= 4 && !between.contains { coming.contains($0) }
      }
    }
  }

  private static let past = [
    "上个月", "上月", "上周", "上礼拜", "上星期", "去年", "前年", "昨天", "前天", "年前", "月前", "周前", "天前",
    "早就", "早已", "已经", "日期都", "日子都",
  ]
  private static let ends = ["到期", "过期", "截止", "到头", "到了", "过了", "过去", "结束", "完了"]
  /// What makes the end one to come: 已经快到期了.
  private static let coming: Set<Character> = ["快", "要", "将", "没", "未", "不", "收", "买"]
  private static let goods = [
    "收到", "发货", "卖", "买", "拆", "罐", "瓶", "袋", "盒", "包装", "日期", "效期", "保质", "喷码", "日子",
  ]
  private static let separators: Set<Character> = [
    " ", "，", ",", "。", "！", "!", "？", "?", "、", "；",
  ]
}
