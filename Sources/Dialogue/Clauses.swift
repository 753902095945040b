internal import Language

/// Finds the part of a message that says what is wanted, where another part takes something back.
enum Clauses {
  /// The text after a correction (不对 是26码; 我说错了 是红色); nil when nothing is corrected.
  ///
  /// - Parameter codePoints: those of the text.
  static func corrected(_ text: String, _ codePoints: [UInt32]) -> String? {
    guard correcting.isIn(codePoints) else { return nil }
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

  /// What a message says after the clause that denies something (没被盗 就是忘了密码), and what
  /// stands before it; nil when nothing that could stand alone follows.
  static func afterDenial(
    _ analysis: Analysis, _ text: String
  ) -> (denial: String, rest: String)? {
    let denial = analysis.markers.first { $0.kind == .negation || $0.kind == .double }
    guard let denial,
      let start = (denial.range.upperBound..<max(denial.range.upperBound, analysis.scalars.count))
        .first(where: { analysis.breakBefore[$0] }),
      analysis.units.count(where: { Int($0.start) >= start }) >= 4
    else { return nil }
    return (
      original(0..<start, analysis, text),
      original(start..<analysis.scalars.count, analysis, text)
    )
  }

  /// The clauses of a message that ask something.
  static func questions(_ analysis: Analysis, _ text: String) -> [String] {
    ranges(analysis).compactMap { range in
      let asks = analysis.markers.contains {
        range.contains($0.range.lowerBound) && $0.kind.questionBit != 0
      }
      return asks ? original(range, analysis, text) : nil
    }
  }

  /// All clauses of a message; none where it is one only, or a story.
  static func all(_ analysis: Analysis, _ text: String) -> [String] {
    ranges(analysis).map { original($0, analysis, text) }
  }

  private static func ranges(_ analysis: Analysis) -> [Range<Int>] {
    let count = analysis.scalars.count
    let breaks = (1..<max(1, count)).filter { analysis.breakBefore[$0] }
    guard (1...3).contains(breaks.count) else { return [] }
    return zip([0] + breaks, breaks + [count]).map { $0..<$1 }
  }

  /// Whether a message stands for something that is not text ([图片], 【语音】).
  static func isPlaceholder(_ text: String) -> Bool {
    // Counting characters is dear: few messages open like one.
    guard let byte = text.utf8.first, byte == UInt8(ascii: "[") || byte == "【".utf8.first,
      let first = text.first, let last = text.last, text.count <= 8
    else { return false }
    return (first == "[" && last == "]") || (first == "【" && last == "】")
  }

  private static func original(_ range: Range<Int>, _ analysis: Analysis, _ text: String) -> String
  {
    String(decoding: Array(text.utf8)[analysis.originalRange(range)], as: UTF8.self)
  }

  private static let separators: Set<Character> = [" ", "，", ",", "。", "！", "!", "、", "；", "…"]
  private static let openings: Set<String> = ["不对不对", "不对", "等等", "说错了", "打错了", "不是不是"]
  private static let corrections = [
    "我说错了", "我讲错了", "我打错了", "我讲错", "说错了", "打错了", "不对不对", "不是不是", "不对", "等等",
  ]
  private static let correcting = PhraseSet(corrections)
}

extension String {
  /// The first place of some words.
  fileprivate func range(of words: String) -> Range<Index>? { firstRange(of: words) }
}
