internal import Language

/// Finds whether a message says that goods are past their day, without naming expiry outright.
enum PastDay {
  /// Whether a clause puts the end of something in the past (上个月就到期了, 日期早就过了), where the
  /// message speaks of goods and does not ask, or the last day of goods (到期日是去年).
  static func isTold(in analysis: Analysis, hasProduct: Bool) -> Bool {
    guard analysis.questions & ~MarkerKind.whether.questionBit == 0 else { return false }
    let scalars = analysis.scalars
    var ended: [Int] = []
    ends.search(scalars) { _, range in
      ended.append(range.lowerBound)
      return true
    }
    var days: [Int] = []
    lastDays.search(scalars) { _, range in
      days.append(range.upperBound)
      return true
    }
    guard !ended.isEmpty && (hasProduct || goods.isIn(scalars)) || !days.isEmpty else {
      return false
    }
    var isTold = false
    past.search(scalars) { _, said in
      let first = said.upperBound
      isTold =
        ended.contains { end in
          (first...first + longestGap).contains(end)
            && !(first...end).contains { analysis.breakBefore[$0] }
            && !scalars[first..<end].contains(where: coming.contains)
        }
        || days.contains { day in
          (day...day + longestGap).contains(said.lowerBound)
            && !(day...said.lowerBound).contains { analysis.breakBefore[$0] }
        }
      return !isTold
    }
    return isTold
  }

  /// Code points that may stand between the time and the end.
  private static let longestGap = 4
  private static let past = PhraseSet([
    "上个月", "上月", "上周", "上礼拜", "上星期", "去年", "前年", "昨天", "前天", "年前", "月前", "周前", "天前",
    "早就", "早已", "已经", "日期都", "日子都",
  ])
  private static let ends = PhraseSet([
    "到期", "过期", "截止", "到头", "到了", "过了", "过去", "结束", "完了",
  ])
  /// Names of the last day of goods.
  private static let lastDays = PhraseSet(["到期日", "有效期", "保质期", "效期", "赏味期"])
  /// What makes the end one to come: 已经快到期了.
  private static let coming = Set("快要将没未不收买".unicodeScalars.map(\.value))
  private static let goods = PhraseSet([
    "收到", "发货", "卖", "买", "拆", "罐", "瓶", "袋", "盒", "包装", "日期", "效期", "保质", "喷码", "日子",
  ])
}
