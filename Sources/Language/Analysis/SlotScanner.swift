/// Finds numbers with what they measure: 172, 140斤, 39块, 18号, 40码, 20寸.
enum SlotScanner {
  static func scan(_ analysis: inout Analysis) {
    var position = 0
    let text = Text(scalars: analysis.scalars, breaks: analysis.breakBefore)
    while position < text.scalars.count {
      // Most characters begin nothing.
      guard mayBegin(text.scalars[position]) else {
        position += 1
        continue
      }
      guard let number = number(text, at: position) else {
        if let end = sizeName(text, at: position) {
          analysis.slots.append(Slot(kind: .size, range: position..<end, value: 0))
          position = end
        } else {
          position += 1
        }
        continue
      }
      let (kind, end, value) = classify(text, number)
      if let kind {
        analysis.slots.append(Slot(kind: kind, range: position..<end, value: value))
      }
      position = max(end, position + 1)
    }
  }

  /// The rewritten message; a number or name ends where a blank or mark stands.
  private struct Text {
    let scalars: [UInt32]
    let breaks: [Bool]

    /// Whether a place continues what began at another.
    func continues(_ place: Int, from start: Int) -> Bool {
      place < scalars.count && (place == start || !breaks[place])
    }
  }

  private struct Number {
    let value: Double
    let end: Int
    let digits: Int
    let isChinese: Bool
  }

  /// Reads Arabic digits, or Chinese ones where at least two stand together or a unit follows.
  private static func number(_ message: Text, at start: Int) -> Number? {
    let scalars = message.scalars
    var end = start
    while message.continues(end, from: start),
      isDigit(scalars[end]) || (scalars[end] == 0x2E && end > start)
    {
      end += 1
    }
    if end > start {
      let text = String(
        String.UnicodeScalarView(scalars[start..<end].compactMap(Unicode.Scalar.init)))
      return Number(value: Double(text) ?? 0, end: end, digits: end - start, isChinese: false)
    }
    var total = 0.0
    var section = 0.0
    var digit: Double?
    while message.continues(end, from: start) {
      if let value = chineseDigits[scalars[end]] {
        digit = (digit.map { $0 * 10 } ?? 0) + value
      } else if let power = chinesePowers[scalars[end]] {
        section += (digit ?? (section == 0 ? 1 : 0)) * power
        digit = nil
        if power == 10000 {
          total += section
          section = 0
        }
      } else {
        break
      }
      end += 1
    }
    guard end > start else { return nil }
    return Number(
      value: total + section + (digit ?? 0), end: end, digits: end - start, isChinese: true)
  }

  private static func classify(_ text: Text, _ number: Number) -> (Slot.Kind?, Int, Double) {
    let scalars = text.scalars
    if !number.isChinese, number.end < scalars.count, scalars[number.end] == 0x78,
      !text.breaks[number.end], let end = sizeName(text, at: number.end)
    {
      return (.size, end, 0)
    }
    for (unit, kind, factor) in units {
      guard scalars[number.end...].starts(with: unit) else { continue }
      let behind = number.end + unit.count
      // The m of 3m is a metre, that of 3max is none.
      if isLetter(unit[unit.count - 1]), text.continues(behind, from: -1), isLetter(scalars[behind])
      {
        continue
      }
      var value = number.value * factor
      var end = number.end + unit.count
      if kind == .height, number.value > 3 { continue }
      if kind == .height, let tail = Self.number(text, at: end), tail.digits <= 2 {
        // 一米七, 1米75
        value += tail.value * (tail.value < 10 ? 10 : 1)
        end = tail.end
      }
      return (kind, end, value)
    }
    guard !number.isChinese else {
      // 八百九十九 is a number, 一下 and 两个 are not.
      return (number.digits >= 4 ? .number : nil, number.end, number.value)
    }
    let after = number.end < scalars.count ? scalars[number.end] : 0
    switch number.digits {
    case 11 where number.value >= 13_000_000_000 && number.value < 20_000_000_000:
      return (.phone, number.end, number.value)
    case 10...: return (.order, number.end, number.value)
    case 3 where (140...210).contains(number.value) && !isLetter(after):
      return (.height, number.end, number.value)
    default: return (.number, number.end, number.value)
    }
  }

  /// S, M, L, XL, 2XL, XXXL as a whole run.
  private static func sizeName(_ text: Text, at start: Int) -> Int? {
    let scalars = text.scalars
    if start > 0, isLetter(scalars[start - 1]), !text.breaks[start] { return nil }
    var end = start
    while text.continues(end, from: start), isLetter(scalars[end]) { end += 1 }
    let run = scalars[start..<end]
    guard let last = run.last, run.count <= 4 else { return nil }
    let isName =
      run.dropLast().allSatisfy { $0 == 0x78 } && [0x73, 0x6D, 0x6C].contains(last)
    return isName ? end : nil
  }

  /// Whether a number or the name of a size may begin with a code point.
  private static func mayBegin(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x30...0x39, 0x61...0x7A: true
    // 一七万三两九二五俩八六十千四幺百零, the keys of the tables below.
    case 0x4E00, 0x4E03, 0x4E07, 0x4E09, 0x4E24, 0x4E5D, 0x4E8C, 0x4E94, 0x4FE9, 0x516B, 0x516D,
      0x5341, 0x5343, 0x56DB, 0x5E7A, 0x767E, 0x96F6:
      true
    default: false
    }
  }

  private static func isDigit(_ scalar: UInt32) -> Bool { (0x30...0x39).contains(scalar) }
  private static func isLetter(_ scalar: UInt32) -> Bool { (0x61...0x7A).contains(scalar) }

  private static let chineseDigits: [UInt32: Double] = {
    var table: [UInt32: Double] = [:]
    for (value, scalar) in "零一二三四五六七八九".unicodeScalars.enumerated() {
      table[scalar.value] = Double(value)
    }
    for (scalar, value) in zip("两俩幺".unicodeScalars, [2.0, 2, 1]) { table[scalar.value] = value }
    return table
  }()

  private static let chinesePowers: [UInt32: Double] = [
    0x5341: 10, 0x767E: 100, 0x5343: 1000, 0x4E07: 10000,
  ]

  /// Longer units first where one is the start of another; the factor brings the value to the
  /// kind's own unit.
  private static let units: [([UInt32], Slot.Kind, Double)] = {
    let rows: [(String, Slot.Kind, Double)] = [
      ("厘米", .length, 10), ("毫米", .length, 1), ("公分", .length, 10), ("cm", .length, 10),
      ("mm", .length, 1), ("寸", .length, 33.3), ("公斤", .weight, 1), ("千克", .weight, 1),
      ("kg", .weight, 1), ("斤", .weight, 0.5), ("克", .weight, 0.001), ("元", .money, 1),
      ("块钱", .money, 1), ("块", .money, 1), ("毛", .money, 0.1), ("度", .temperature, 1),
      ("毫升", .volume, 1), ("ml", .volume, 1), ("升", .volume, 1000), ("小时", .duration, 1),
      ("个小时", .duration, 1), ("分钟", .duration, 1 / 60), ("个月", .duration, 720),
      ("个工作日", .duration, 24), ("天", .duration, 24), ("周", .duration, 168),
      ("个礼拜", .duration, 168), ("个多礼拜", .duration, 192), ("个星期", .duration, 168),
      ("个多星期", .duration, 192), ("多天", .duration, 24), ("来天", .duration, 24),
      ("年", .duration, 8760), ("岁", .duration, 8760), ("号链接", .number, 1), ("号", .date, 1),
      ("月", .date, 1), ("日", .date, 1), ("点", .clock, 1), ("码", .size, 1), ("折", .percent, 10),
      ("件", .count, 1), ("个", .count, 1), ("双", .count, 1), ("套", .count, 1),
      ("单", .count, 1), ("瓶", .count, 1), ("罐", .count, 1), ("盒", .count, 1),
      ("包", .count, 1), ("箱", .count, 1), ("粒", .count, 1), ("片", .count, 1),
      ("条", .count, 1), ("次", .count, 1), ("人", .count, 1), ("米", .height, 100),
      ("m", .height, 100),
    ]
    return rows.map { ($0.0.unicodeScalars.map(\.value), $0.1, $0.2) }
  }()
}
