internal import Dialogue

/// Times as exports write them.
enum TranscriptTime {
  /// Reads RFC 3339, Beijing time as 2026-11-09 8:56[:10] or 2026/11/9 8:56, and seconds or
  /// milliseconds since 1970; nil when it is none of them.
  static func parse(_ text: String) -> ShopTime? {
    if let time = ShopTime(text) { return time }
    var numbers: [Int] = []
    var digits = 0
    var separators: [UInt8] = []
    for byte in text.utf8 {
      if 0x30...0x39 ~= byte {
        if digits == 0 { numbers.append(0) }
        guard digits < 15 else { return nil }
        numbers[numbers.count - 1] = numbers[numbers.count - 1] * 10 + Int(byte - 0x30)
        digits += 1
      } else {
        digits = 0
        separators.append(byte)
      }
    }
    if numbers.count == 1, separators.isEmpty { return epoch(numbers[0]) }
    guard numbers.count >= 3, numbers.count <= 7, 1970..<3000 ~= numbers[0],
      separators.allSatisfy({ Array("-/ T:.".utf8).contains($0) })
    else { return nil }
    let hour = numbers.count > 3 ? numbers[3] : 0
    let minute = numbers.count > 4 ? numbers[4] : 0
    let second = numbers.count > 5 ? numbers[5] : 0
    return ShopTime(
      "\(numbers[0])-\(two(numbers[1]))-\(two(numbers[2]))T\(two(hour)):\(two(minute)):\(two(second))+08:00"
    )
  }

  private static func epoch(_ value: Int) -> ShopTime? {
    switch value {
    case 100_000_000..<10_000_000_000: ShopTime(seconds: value)
    case 100_000_000_000..<10_000_000_000_000: ShopTime(seconds: value / 1000)
    default: nil
    }
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
