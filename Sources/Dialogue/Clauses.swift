internal import Language

/// Finds the part of a message that says what is wanted, where another part takes something back.
enum Clauses {
  /// The text after a correction (不对 是26码; 我说错了 是红色); nil when nothing is corrected.
  static func corrected(_ text: String) -> String? {
    for words in corrections {
      guard let range = text.range(of: words) else { continue }
      let isOpening = range.lowerBound == text.startIndex
      guard !isOpening || openings.contains(words) else { continue }
      let rest = text[range.upperBound...]
      // 不对 opens a correction only when it stands by itself: 不对板 does not.
      guard let next = rest.first, separators.contains(next) else { continue }
      let trimmed = rest.drop { separators.contains($0) }
      guard trimmed.count >= 2 else { continue }
      return String(trimmed)
    }
    return nil
  }

  /// The last clause of a message whose earlier clauses deny something (没被盗 就是忘了密码); nil
  /// when there is none that could stand alone.
  static func afterDenial(_ analysis: Analysis, _ text: String) -> String? {
    guard let start = (1..<max(1, analysis.scalars.count)).last(where: { analysis.breakBefore[$0] })
    else { return nil }
    let denies = analysis.markers.contains {
      $0.range.upperBound <= start && ($0.kind == .negation || $0.kind == .double)
    }
    let units = analysis.units.count { Int($0.start) >= start }
    guard denies, units >= 4 else { return nil }
    let range = analysis.originalRange(start..<analysis.scalars.count)
    return String(decoding: Array(text.utf8)[range], as: UTF8.self)
  }

  private static let separators: Set<Character> = [" ", "，", ",", "。", "！", "!", "、", "；", "…"]
  private static let openings: Set<String> = ["不对不对", "不对", "等等", "说错了", "打错了", "不是不是"]
  private static let corrections = [
    "我说错了", "我讲错了", "我打错了", "我讲错", "说错了", "打错了", "不对不对", "不是不是", "不对", "等等",
  ]
}

extension String {
  /// The first place of some words.
  fileprivate func range(of words: String) -> Range<Index>? { firstRange(of: words) }
}
