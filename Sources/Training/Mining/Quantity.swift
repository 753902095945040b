/// A number with its unit, as answers state terms: 15天, 24小时, 每件15元, 1–3个工作日.
package struct Quantity: Hashable, Sendable {
  package enum Kind: UInt8, Sendable {
    /// Hours.
    case duration
    /// Yuan.
    case money
    case percent
    /// A day of the month, or a time of day in hours.
    case day, clock
    /// Counted things; which things does not matter for comparing.
    case count
  }

  package var kind: Kind
  /// Hundredths of the kind's unit; of a range the upper end, which is what is promised.
  package var hundredths: Int

  package init(kind: Kind, hundredths: Int) {
    self.kind = kind
    self.hundredths = hundredths
  }

  /// The quantities that a text states, in order.
  package static func all(in text: String) -> [Quantity] {
    let cells = Cells.of(text)
    var found: [Quantity] = []
    var place = 0
    while place < cells.count {
      guard let (first, afterFirst) = number(in: cells, at: place) else {
        place += 1
        continue
      }
      var value = first
      var end = afterFirst
      if let (second, afterSecond) = rangeEnd(in: cells, at: end) {
        value = second
        end = afterSecond
      }
      if let (kind, factor, length) = unit(in: cells, at: end) {
        var hundredths = value * factor
        // 下午3点 is 15 o'clock.
        if kind == .clock, hundredths <= 1_100, isAfternoon(cells, place) { hundredths += 1_200 }
        found.append(Quantity(kind: kind, hundredths: hundredths))
        end += length
      }
      place = max(end, place + 1)
    }
    return found
  }

  /// A number in hundredths and where it ends.
  private static func number(in cells: [UInt32], at start: Int) -> (Int, Int)? {
    var end = start
    var value = 0
    while end < cells.count, Cells.isDigit(cells[end]), end - start < 7 {
      value = value * 10 + Int(cells[end] - 0x30)
      end += 1
    }
    if end > start {
      guard end < cells.count, cells[end] == 0x2E, end + 1 < cells.count,
        Cells.isDigit(cells[end + 1])
      else { return (value * 100, end) }
      return (value * 100 + Int(cells[end + 1] - 0x30) * 10, end + 2)
    }
    guard let digit = chinese[cells[start]] else { return nil }
    guard start + 1 < cells.count, let next = chinese[cells[start + 1]] else {
      return (digit * 100, start + 1)
    }
    if digit == 10, next < 10 { return ((10 + next) * 100, start + 2) }
    if next == 10 { return (digit * 1_000, start + 2) }
    return nil
  }

  /// The upper end of a range that goes on here.
  private static func rangeEnd(in cells: [UInt32], at place: Int) -> (Int, Int)? {
    let length = joints.length(at: place, in: cells)
    guard length > 0, place + length < cells.count else { return nil }
    return number(in: cells, at: place + length)
  }

  private static func unit(in cells: [UInt32], at place: Int) -> (Kind, Int, Int)? {
    let start = place < cells.count && cells[place] == 0x20 ? place + 1 : place
    for (words, kind, factor) in units {
      let length = words.length(at: start, in: cells)
      if length > 0 { return (kind, factor, start - place + length) }
    }
    return nil
  }

  private static func isAfternoon(_ cells: [UInt32], _ place: Int) -> Bool {
    let before = max(0, place - 3)..<place
    return afternoon.occurs(in: cells, before)
  }

  private static let chinese: [UInt32: Int] = {
    var table: [UInt32: Int] = [0x4E24: 2]  // 两
    for (value, scalar) in "零一二三四五六七八九十".unicodeScalars.enumerated() {
      table[scalar.value] = value
    }
    return table
  }()
  private static let joints = WordList("- -- ~ – — 至 到 、")
  private static let afternoon = WordList("下午 晚上 傍晚")
  private static let units: [(WordList, Kind, Int)] = [
    (WordList("个工作日 工作日 天 日内 个自然日 自然日"), .duration, 24),
    (WordList("小时 个小时 个钟头 h"), .duration, 1),
    (WordList("周内 个星期 个礼拜 周"), .duration, 168),
    (WordList("个月"), .duration, 720),
    (WordList("年"), .duration, 8_760),
    (WordList("元 块钱 块"), .money, 1),
    (WordList("% ％ 个点"), .percent, 1),
    (WordList("号 日"), .day, 1),
    (WordList("点 : 时"), .clock, 1),
    (WordList("件 张 位 名 次 个 罐 条 双 盒 包 枚 瓶 袋 套 份"), .count, 1),
  ]
}
