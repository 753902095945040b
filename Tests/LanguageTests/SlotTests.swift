import Language
import TestSupport
import Testing

@Suite struct SlotTests {
  let analyzer: Analyzer

  init() throws {
    analyzer = try Shared.analyzer.get()
  }

  private struct Found: Equatable, CustomStringConvertible {
    let kind: Slot.Kind
    let value: Double
    let text: String

    init(_ kind: Slot.Kind, _ value: Double, _ text: String) {
      self.kind = kind
      self.value = value
      self.text = text
    }

    var description: String { "\(kind) \(value) '\(text)'" }
  }

  private func slots(_ text: String) -> [Found] {
    let analysis = analyzer.analyze(text)
    return analysis.slots.map {
      // Tenths of what the unit shows are beyond what matters.
      Found($0.kind, ($0.value * 1000).rounded() / 1000, analysis.string($0.range))
    }
  }

  @Test func everyNumeralBeginsANumber() {
    for numeral in "零一二三四五六七八九两俩幺十百千万0123456789" {
      #expect(!slots("\(numeral)块").isEmpty, "\(numeral)")
    }
  }

  @Test func valuesWithTheirUnits() {
    let rows: [(String, [Found])] = [
      ("172cm 140斤", [Found(.length, 1720, "172cm"), Found(.weight, 70, "140斤")]),
      ("一米七五", [Found(.height, 175, "一米七五")]), ("一米七", [Found(.height, 170, "一米七")]),
      ("1米8", [Found(.height, 180, "1米8")]), ("1米75", [Found(.height, 175, "1米75")]),
      ("1.75米", [Found(.height, 175, "1.75米")]), ("1.75m", [Found(.height, 175, "1.75m")]),
      ("1,299元", [Found(.money, 1299, "1299元")]), ("3max", [Found(.number, 3, "3")]),
      ("身高172", [Found(.height, 172, "172")]),
      ("39块", [Found(.money, 39, "39块")]), ("39元", [Found(.money, 39, "39元")]),
      ("五百块", [Found(.money, 500, "五百块")]), ("500.01元", [Found(.money, 500.01, "500.01元")]),
      ("18号", [Found(.date, 18, "18号")]), ("42码", [Found(.size, 42, "42码")]),
      ("2XL", [Found(.size, 0, "2xl")]), ("xl的", [Found(.size, 0, "xl")]),
      ("M码", [Found(.size, 0, "m")]), ("八百九十九", [Found(.number, 899, "八百九十九")]),
      ("八百九十九块", [Found(.money, 899, "八百九十九块")]), ("一千二百元", [Found(.money, 1200, "一千二百元")]),
      ("两万块", [Found(.money, 20_000, "两万块")]),
      ("13800000000", [Found(.phone, 13_800_000_000, "13800000000")]),
      ("订单20261120123456", [Found(.order, 20_261_120_123_456, "20261120123456")]),
      ("60公斤", [Found(.weight, 60, "60公斤")]), ("30度水洗", [Found(.temperature, 30, "30度")]),
      ("3天", [Found(.duration, 72, "3天")]), ("半小时", []), ("2个小时", [Found(.duration, 2, "2个小时")]),
      ("打8折", [Found(.percent, 80, "8折")]), ("20寸", [Found(.length, 666, "20寸")]),
      ("买三件", [Found(.count, 3, "三件")]), ("晚上8点", [Found(.clock, 8, "8点")]),
      ("500ml", [Found(.volume, 500, "500ml")]), ("39", [Found(.number, 39, "39")]),
    ]
    for (text, wanted) in rows { #expect(slots(text) == wanted, "\(text)") }
  }

  @Test func numbersApartStayApart() {
    #expect(slots("172 135 穿什么码") == [Found(.height, 172, "172"), Found(.number, 135, "135")])
    #expect(slots("X L") == [Found(.size, 0, "l")])
    #expect(slots("一米七 五十公斤") == [Found(.height, 170, "一米七"), Found(.weight, 50, "五十公斤")])
    #expect(slots("要2 100斤") == [Found(.number, 2, "2"), Found(.weight, 50, "100斤")])
    #expect(slots("160，120斤") == [Found(.height, 160, "160"), Found(.weight, 60, "120斤")])
  }

  @Test func whatOnlyLooksLikeAValue() {
    for text in ["一下", "万一", "一直没到", "退货", "什么码", "small", "axl", "第一次买", ""] {
      let found = slots(text).filter { $0.kind != .count && $0.kind != .number }
      #expect(found.isEmpty, "\(text): \(found)")
    }
    #expect(slots("一下").isEmpty)
    #expect(slots("万一").isEmpty)
  }
}
