/// The part of an address that leads to the door: 103号9栋3单元2705, 5幢302, 12-3-402, 三组18号.
struct DoorNumber {
  let range: Range<Int>
  /// Numbers with a unit of their own.
  private(set) var parts = 0
  /// Whether one of the units is said of buildings only.
  private(set) var isDoor = false
  /// Numbers joined by dashes and nothing else.
  private(set) var isDashed = false
  /// Whether it may as well be a day of the month: a lone 号 or 日 up to 31.
  private(set) var looksLikeDate = false

  init?(in cells: [UInt32], at start: Int) {
    guard start == 0 || !Self.isNumeral(cells[start - 1]) && cells[start - 1] != 0x2E else {
      return nil
    }
    var end = start
    var kinds: [UInt32] = []
    while let part = Self.part(in: cells, at: end) {
      let kind = cells[part.unit.upperBound - 1]
      // A unit that comes again starts something else: 18号 19号 are two days.
      if kinds.contains(kind), part.unit.count == 1, kind == Self.hao { break }
      kinds.append(kind)
      if Self.buildings.length(before: part.unit.upperBound, in: cells) > 0 { isDoor = true }
      if kind == Self.room, part.digits >= 3 { isDoor = true }
      if parts == 0 { looksLikeDate = kind == Self.hao && part.unit.count == 1 && part.value <= 31 }
      parts += 1
      end = part.unit.upperBound
      if end < cells.count, cells[end] == 0x20, Self.part(in: cells, at: end + 1) != nil {
        end += 1
      }
    }
    if parts == 0 {
      guard let dashed = Self.dashed(in: cells, at: start) else { return nil }
      isDashed = true
      parts = 1
      range = start..<dashed
      return
    }
    looksLikeDate = looksLikeDate && parts == 1
    if let last = kinds.last, Self.open.contains(last) {
      let tail = Self.tail(in: cells, at: end)
      if tail > end {
        if tail - end >= 3 || parts > 1 { isDoor = true }
        end = tail
        parts += 1
        looksLikeDate = false
      }
    }
    range = start..<end
  }

  private static let hao: UInt32 = 0x53F7  // 号
  private static let room: UInt32 = 0x5BA4  // 室
  private static let units = WordList(
    "号楼 号院 号门 号房 号库 号铺 号 弄 栋 幢 座 单元 室 房 楼 层 组 队 社 门 户 巷 期 区 院 排 宿舍 舍 铺")
  private static let buildings = WordList("号楼 号院 栋 幢 单元 号房 弄")
  /// Units after which the number of a flat may stand alone, and 号 before an estate's door.
  private static let open = CellSet("栋幢楼元座号层门弄院")
  private static let measures = WordList(
    "元 块 件 个 人 斤 公斤 克 米 厘米 天 小时 分 点 月 年 日 号 % 折 岁 份 包 双 套 单 : 楼 栋 幢 单元 码 条 张 层 次")

  private struct Part {
    var unit: Range<Int>
    var digits: Int
    var value: Int
  }

  private static func isNumeral(_ cell: UInt32) -> Bool {
    Cells.isDigit(cell) || chinese.contains(cell)
  }

  private static let chinese = CellSet("一二三四五六七八九十百零〇两")
  private static let stems = CellSet("甲乙丙丁东南西北")

  /// A number or a letter with its unit.
  private static func part(in cells: [UInt32], at start: Int) -> Part? {
    var end = start
    var digits = 0
    var value = 0
    if end < cells.count, Cells.isLatin(cells[end]) { end += 1 }
    let hasLetter = end > start
    if hasLetter, start > 0, Cells.isLatin(cells[start - 1]) { return nil }
    while end < cells.count, Cells.isDigit(cells[end]) {
      value = min(value * 10 + Int(cells[end] - 0x30), 1_000_000)
      digits += 1
      end += 1
    }
    if digits > 0 {
      if digits > 5 { return nil }
      end = extended(in: cells, from: end)
    } else if !hasLetter {
      while end < cells.count, chinese.contains(cells[end]), end - start < 5 { end += 1 }
      if end == start, end < cells.count, stems.contains(cells[end]) { end += 1 }
      digits = min(end - start, 2)
      value = 32
      if end - start <= 3 { value = 1 }
    }
    guard end > start else { return nil }
    let unit = units.length(at: end, in: cells)
    guard unit > 0 else { return nil }
    let isLetterOnly = hasLetter && digits == 0
    if isLetterOnly || stems.contains(cells[start]) && digits <= 1 && !Cells.isDigit(cells[start]),
      ![0x5EA7, 0x680B, 0x5E62, 0x533A].contains(cells[end]),  // 座栋幢区
      cells[end] != 0x5355  // 单元
    {
      return nil
    }
    return Part(unit: end..<end + unit, digits: digits, value: value)
  }

  /// A letter or dashed numbers behind the first: 12B, 3-2, 8-1.
  private static func extended(in cells: [UInt32], from start: Int) -> Int {
    var end = start
    while end + 1 < cells.count, cells[end] == 0x2D || cells[end] == 0x23,
      Cells.isDigit(cells[end + 1])
    {
      end += 1
      while end < cells.count, Cells.isDigit(cells[end]) { end += 1 }
    }
    if end < cells.count, Cells.isLatin(cells[end]),
      end + 1 >= cells.count || !Cells.isAlphanumeric(cells[end + 1])
    {
      end += 1
    }
    return end
  }

  /// 12-3-402 or 3-1804: the end of it, or nil.
  private static func dashed(in cells: [UInt32], at start: Int) -> Int? {
    var end = start
    var groups = 0
    var lengths: [Int] = []
    while true {
      let group = end
      while end < cells.count, Cells.isDigit(cells[end]) { end += 1 }
      guard end > group, end - group <= 4 else { return nil }
      groups += 1
      lengths.append(end - group)
      guard end + 1 < cells.count, cells[end] == 0x2D || cells[end] == 0x23,
        Cells.isDigit(cells[end + 1])
      else { break }
      end += 1
    }
    guard groups >= 2, let last = lengths.last, last >= 3, lengths[0] <= 3,
      measures.length(at: end, in: cells) == 0
    else { return nil }
    return end
  }

  /// The number of a flat without 室.
  private static func tail(in cells: [UInt32], at start: Int) -> Int {
    var begin = start
    if begin < cells.count, cells[begin] == 0x20 || cells[begin] == 0x2D { begin += 1 }
    var end = begin
    if end < cells.count, Cells.isLatin(cells[end]), Cells.isUpper(cells[end]) { end += 1 }
    let digitsStart = end
    while end < cells.count, Cells.isDigit(cells[end]) { end += 1 }
    guard (2...5).contains(end - digitsStart) else { return start }
    if end + 1 < cells.count, cells[end] == 0x2D, Cells.isDigit(cells[end + 1]) {
      let dash = end
      end += 1
      while end < cells.count, Cells.isDigit(cells[end]) { end += 1 }
      if end - dash > 5 { end = dash }
    }
    if end < cells.count, Cells.isLatin(cells[end]) { end += 1 }
    let following = end < cells.count && cells[end] == 0x20 ? end : end
    return measures.length(at: following, in: cells) > 0 ? start : end
  }
}
