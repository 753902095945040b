import Dialogue
import Testing

@Suite struct ShopTimeTests {
  @Test func clocksAreRead() {
    let rows = [
      ("1970-01-01T00:00:00Z", 0), ("1970-01-01T08:00:00+08:00", 0),
      ("2026-06-10T12:00:00+08:00", 1_781_064_000), ("2024-02-29T00:00:00Z", 1_709_164_800),
      ("2000-02-29T23:59:59Z", 951_868_799), ("1969-12-31T23:59:59Z", -1),
      ("2026-06-10T04:00:00.123Z", 1_781_064_000), ("2026-06-10t04:00:00z", 1_781_064_000),
      ("2026-06-09T23:30:00-04:30", 1_781_064_000),
    ]
    for (text, seconds) in rows { #expect(ShopTime(text)?.seconds == seconds, "\(text)") }
  }

  @Test func brokenClocksAreRefused() {
    for text in [
      "", "2026-06-10", "2026-06-10T12:00:00", "2026-13-01T00:00:00Z", "2026-02-29T00:00:00Z",
      "2026-06-31T00:00:00Z", "2026-06-10T24:00:00Z", "2026-06-10T12:60:00Z",
      "2026-06-10T12:00:00+8",
      "2026-06-10T12:00:00+08:00x", "2026-06-10T12:00:00.", "２026-06-10T12:00:00Z", "now",
      "1900-02-29T00:00:00Z", "2026-06-10T12:00:00+24:00", "2026-06-10T12:00:00Zz",
    ] {
      #expect(ShopTime(text) == nil, "\(text)")
    }
  }

  @Test func daysAndMinutesAreThoseOfBeijing() {
    let rows = [
      ("2026-06-10T15:59:59Z", "2026-06-10", 1439), ("2026-06-10T16:00:00Z", "2026-06-11", 0),
      ("2024-02-28T16:00:00Z", "2024-02-29", 0), ("1969-12-31T15:59:00Z", "1969-12-31", 1439),
      ("2026-12-31T16:00:00Z", "2027-01-01", 0), ("2026-06-10T00:00:00Z", "2026-06-10", 480),
    ]
    for (text, day, minute) in rows {
      #expect(ShopTime(text)?.day == day, "\(text)")
      #expect(ShopTime(text)?.minuteOfDay == minute, "\(text)")
    }
  }

  @Test func everyDayIsReadAsItIsWritten() {
    for day in stride(from: -40_000, to: 60_000, by: 17) {
      let time = ShopTime(seconds: day * 86_400)
      #expect(ShopTime(time.day + "T08:00:00+08:00")?.seconds == time.seconds, "\(time.day)")
    }
  }
}
