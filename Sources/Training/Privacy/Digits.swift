/// Check sums and shapes of the numbers that people are known by.
enum Digits {
  /// The value of a digit, also of Chinese ones as they are read out; nil for anything else.
  static func value(_ cell: UInt32) -> Int? {
    if Cells.isDigit(cell) { return Int(cell - 0x30) }
    return spoken[cell]
  }

  static func isSpoken(_ cell: UInt32) -> Bool { spoken[cell] != nil }

  private static let spoken: [UInt32: Int] = {
    var table: [UInt32: Int] = [:]
    for (value, forms) in ["零〇○", "一幺壹", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"]
      .enumerated()
    {
      for cell in Cells.of(forms) { table[cell] = value }
    }
    return table
  }()

  static func isMobile(_ digits: some Collection<Int>) -> Bool {
    guard digits.count == 11, digits.first == 1 else { return false }
    return digits.dropFirst().first.map { $0 >= 3 } ?? false
  }

  /// A landline with its area code: 010, 02x or a four-digit code, then 7 or 8 digits.
  static func isLandline(_ digits: [Int]) -> Bool {
    guard digits.count >= 10, digits.count <= 12, digits[0] == 0 else { return false }
    if digits[1] == 1 {
      return digits[2] == 0 && (10...11).contains(digits.count) && digits[3] >= 2
    }
    if digits[1] == 2 { return digits.count <= 11 && digits[3] >= 2 }
    return digits[1] >= 3 && digits.count >= 11 && digits[4] >= 2
  }

  /// Public lines such as 400-820-8820 belong to a shop, not to a person.
  static func isHotline(_ digits: [Int]) -> Bool {
    digits.count == 10 && (digits[0] == 4 || digits[0] == 8) && digits[1] == 0 && digits[2] == 0
  }

  /// An identity card by its check digit (GB 11643, ISO 7064 MOD 11-2) and a possible birthday.
  /// - Parameter last: 0…10, where 10 is written X.
  static func isIdentityCard(_ digits: [Int], last: Int) -> Bool {
    guard digits.count == 17, hasBirthday(digits) else { return false }
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    let sum = zip(digits, weights).reduce(0) { $0 + $1.0 * $1.1 }
    return (12 - sum % 11) % 11 == last
  }

  /// Whether digits 6…13 are a date on which a living person may be born, as in an identity card.
  static func hasBirthday(_ digits: [Int]) -> Bool {
    guard digits.count >= 14, digits[0] >= 1, digits[0] <= 8 else { return false }
    return isDate(Array(digits[6..<14]))
  }

  /// Whether eight digits are a day of the last or this century.
  static func isDate(_ digits: [Int]) -> Bool {
    guard digits.count == 8 else { return false }
    let year = digits[0] * 1000 + digits[1] * 100 + digits[2] * 10 + digits[3]
    let month = digits[4] * 10 + digits[5]
    let day = digits[6] * 10 + digits[7]
    return 1900..<2100 ~= year && 1...12 ~= month && 1...31 ~= day
  }

  /// The check of bank cards (ISO/IEC 7812, Luhn).
  static func isLuhn(_ digits: [Int]) -> Bool {
    var sum = 0
    for (place, digit) in digits.reversed().enumerated() {
      let value = place.isMultiple(of: 2) ? digit : digit * 2
      sum += value > 9 ? value - 9 : value
    }
    return sum.isMultiple(of: 10)
  }
}
