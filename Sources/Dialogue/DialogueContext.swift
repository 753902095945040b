/// What is known of a dialogue from outside: where it takes place and with whom.
public struct DialogueContext: Sendable, Equatable, Codable {
  public enum Channel: String, Sendable, CaseIterable, Codable {
    case live, kol, video, dm, web, wechat, wecom
  }

  public var channel: Channel = .web
  /// The product of the page that the customer looks at.
  public var sku: String?
  public var customer: String?

  public init(channel: Channel = .web, sku: String? = nil, customer: String? = nil) {
    self.channel = channel
    self.sku = sku
    self.customer = customer
  }
}

/// A point of time in seconds since 1970 with Beijing's calendar, which shops live by.
public struct ShopTime: Sendable, Equatable, Comparable {
  /// Seconds since 1970-01-01T00:00:00Z.
  public var seconds: Int

  public init(seconds: Int) {
    self.seconds = seconds
  }

  /// Reads RFC 3339, for instance 2026-06-18T10:00:00+08:00; nil when malformed.
  public init?(_ text: String) {
    guard let seconds = RFC3339.seconds(text) else { return nil }
    self.seconds = seconds
  }

  /// The clock of cases and commands that name no time of their own.
  public static let evaluation = ShopTime(seconds: 1_795_158_000)

  /// Beijing has no daylight saving time.
  private static let offset = 8 * 3600

  /// The day in Beijing as 2026-06-18.
  public var day: String { RFC3339.day(seconds + Self.offset) }

  /// Days since 1970 in Beijing.
  var dayNumber: Int { Int((Double(seconds + Self.offset) / 86_400).rounded(.down)) }

  /// Minutes since midnight in Beijing, 0…1439.
  public var minuteOfDay: Int {
    let local = seconds + Self.offset
    return ((local % 86_400) + 86_400) % 86_400 / 60
  }

  public func adding(_ seconds: Int) -> ShopTime { ShopTime(seconds: self.seconds + seconds) }

  public static func < (left: ShopTime, right: ShopTime) -> Bool { left.seconds < right.seconds }
}

/// Dates by the proleptic Gregorian calendar, without Foundation.
enum RFC3339 {
  static func seconds(_ text: String) -> Int? {
    let bytes = Array(text.utf8)
    guard bytes.count >= 20, bytes[4] == 0x2D, bytes[7] == 0x2D,
      [0x54, 0x74, 0x20].contains(bytes[10]), bytes[13] == 0x3A, bytes[16] == 0x3A
    else { return nil }
    func number(_ range: Range<Int>) -> Int? {
      guard range.upperBound <= bytes.count,
        bytes[range].allSatisfy({ (0x30...0x39).contains($0) })
      else { return nil }
      return bytes[range].reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
      let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19),
      (1...12).contains(month), (1...daysIn(month, year)).contains(day), hour < 24, minute < 60,
      second < 61
    else { return nil }
    var position = 19
    if bytes[position] == 0x2E {
      position += 1
      while position < bytes.count, (0x30...0x39).contains(bytes[position]) { position += 1 }
    }
    guard position < bytes.count else { return nil }
    var offset = 0
    switch bytes[position] {
    case 0x5A, 0x7A:
      guard position + 1 == bytes.count else { return nil }
    case 0x2B, 0x2D:
      guard position + 6 == bytes.count, bytes[position + 3] == 0x3A,
        let hours = number(position + 1..<position + 3),
        let minutes = number(position + 4..<position + 6), hours < 24, minutes < 60
      else { return nil }
      offset = (hours * 60 + minutes) * 60 * (bytes[position] == 0x2B ? 1 : -1)
    default: return nil
    }
    return days(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second - offset
  }

  static func day(_ seconds: Int) -> String {
    var days = seconds / 86_400
    if seconds % 86_400 < 0 { days -= 1 }
    // Hinnant, “chrono-compatible low-level date algorithms”: civil from days.
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthIndex = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * monthIndex + 2) / 5 + 1
    let month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    return "\(year)-\(two(month))-\(two(day))"
  }

  private static func daysIn(_ month: Int, _ year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let year = month <= 2 ? year - 1 : year
    let era = (year >= 0 ? year : year - 399) / 400
    let yearOfEra = year - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}
