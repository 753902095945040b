public import Evaluation

/// A figure of the week beside the weeks before, and whether somebody should look.
public struct Drift: Sendable, Equatable {
  public let name: String
  public let before: Proportion
  public let now: Proportion
  public let isAlarm: Bool

  /// Weeks that a figure is compared with.
  static let weeks = 8
  /// A smaller rise than this share is no alarm, however sure it is.
  static let least = 0.01

  /// Alarms when the share rose by at least a point and the 95 % intervals do not touch.
  init(_ name: String, before: Proportion, now: Proportion) {
    self.name = name
    self.before = before
    self.now = now
    guard let old = before.interval, let new = now.interval, let was = before.value,
      let share = now.value
    else {
      isAlarm = false
      return
    }
    isAlarm = share - was >= Self.least && new.low > old.high
  }

  /// The figures that tell whether customers speak of other things than the knowledge does.
  public static func all(_ now: WeekMeasure, after earlier: [WeekMeasure]) -> [Drift] {
    let recent = earlier.suffix(weeks)
    func sum(_ share: (WeekMeasure) -> Proportion) -> Proportion {
      recent.reduce(into: Proportion()) { sum, week in
        sum.hits += share(week).hits
        sum.total += share(week).total
      }
    }
    return [
      Drift("生词率（知识里没有的字对）", before: sum(\.unknownShare), now: now.unknownShare),
      Drift("没把握的消息", before: sum(\.unsureShare), now: now.unsureShare),
      Drift("机器人会转人工的会话", before: sum(\.handedOverShare), now: now.handedOverShare),
    ]
  }
}
