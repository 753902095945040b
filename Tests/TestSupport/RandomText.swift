public import Matching

/// Messages that hold everything a keyboard, a paste or a broken client can send.
public enum RandomText {
  private static let ranges: [ClosedRange<UInt32>] = [
    0x4E00...0x9FA5, 0x4E00...0x9FA5, 0x20...0x7E, 0x20...0x7E, 0xFF01...0xFF5E,
    0x0300...0x036F, 0x1F300...0x1FAFF, 0x20000...0x2A6D6, 0x2E80...0x33FF, 0xF900...0xFAD9,
    0xAC00...0xD7A3, 0x1100...0x11FF, 0x00...0x1F, 0x2000...0x206F, 0xFE00...0xFE0F,
    0x0900...0x097F, 0x80...0x24F, 0xE000...0xFFFF, 0x10000...0x10FFFF,
  ]

  private static let pieces = [
    "退货", "发货", "羽绒服", "不", "没", "没有", "能不能", "多少钱", "一米七五", "140斤", "3.5", "１．８",
    "39块", "13800000000", "2XL", "👨‍👩‍👧", "1️⃣", "🇨🇳", "é", "e\u{301}", "ẛ̣", "…", "⒈", "㎏", "吗吗吗",
    "？？？", " ", "\u{3000}", "\n", "\u{200D}", "\u{FE0F}", "\u{0}", "阔以", "咋个", "貓", "車", "𠮷",
    "ﷺ", "½", "ﬃ", "ß", "İ", "ー", "ｶﾞ", "각", "क्षि",
  ]

  /// One code point, of any kind.
  public static func scalar(_ random: inout SeededGenerator) -> Unicode.Scalar {
    let range = ranges[random.below(ranges.count)]
    let value = range.lowerBound + UInt32(random.below(range.count))
    return Unicode.Scalar(value) ?? "\u{FFFD}"
  }

  /// A message of up to `longest` pieces, often short and sometimes empty.
  public static func message(_ random: inout SeededGenerator, longest: Int = 24) -> String {
    var text = ""
    for _ in 0..<random.below(longest + 1) {
      switch random.below(4) {
      case 0: text += pieces[random.below(pieces.count)]
      case 1: text.unicodeScalars.append(contentsOf: repeatElement(scalar(&random), count: 4))
      default: text.unicodeScalars.append(scalar(&random))
      }
    }
    return text
  }

  /// Some texts of 100 kB and more, each of another kind, with what it is made of.
  public static let long: [(name: String, text: String)] = [
    ("words", String(repeating: "这件羽绒服能不能退货", count: 3_400)),
    ("one character", String(repeating: "退", count: 34_000)),
    ("digits", String(repeating: "1234567890", count: 10_000)),
    ("letters", String(repeating: "abcdefghij", count: 10_000)),
    ("numerals", String(repeating: "一二三四五六七八九十", count: 3_400)),
    ("blanks", String(repeating: " \n", count: 50_000)),
    ("marks", "退" + String(repeating: "\u{301}\u{302}", count: 25_000)),
    ("joiners", String(repeating: "👨\u{200D}", count: 15_000)),
    ("rare Han", String(repeating: "𠮷𠀀", count: 13_000)),
    ("NUL", String(repeating: "\u{0}", count: 100_000)),
    ("negations", String(repeating: "不没别", count: 11_200)),
    ("polyphones", String(repeating: "还款银行行业重新", count: 4_200)),
    ("dialect", String(repeating: "阔以咋个能刀不价刀", count: 4_000)),
  ]
}
