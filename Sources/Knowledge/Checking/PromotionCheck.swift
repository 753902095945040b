internal import Language

/// Windows hold real days that are not over, and what holds at times has words for other times.
struct PromotionCheck {
  private let base: KnowledgeBase
  private let options: LintOptions

  init(_ base: KnowledgeBase, _ options: LintOptions) {
    self.base = base
    self.options = options
  }

  func run(_ findings: inout Findings) {
    for entry in base.entries {
      if let window = entry.window {
        check(window, entry.location, "window", &findings)
        if entry.closed == nil {
          findings.error(
            .missingClosed, entry.location, "closed", "有 window 却没有 closed；写上活动时间以外怎么回答")
        }
      }
      if let channel = entry.channel {
        check(channel, entry.location, "channel", &findings)
        if entry.elsewhere == nil {
          findings.error(
            .missingElsewhere, entry.location, "elsewhere",
            "有 channel 却没有 elsewhere；写上在其他渠道怎么回答")
        }
      }
    }
    for reply in base.shop.autoReplies {
      if let window = reply.window {
        check(window, reply.location, "auto_replies.window", &findings)
      }
      if let channel = reply.channel {
        check(channel, reply.location, "auto_replies.channel", &findings)
      }
    }
  }

  private func check(
    _ window: DayWindow, _ location: SourceLocation, _ field: String, _ findings: inout Findings
  ) {
    let impossible = [window.first, window.last].filter { !Self.isDay($0) }
    if !impossible.isEmpty {
      findings.error(
        .impossibleDay, location, field, "日历上没有 \(impossible.joined(separator: "、"))；改成真实的日期")
    } else if let today = options.today, window.last < today {
      findings.warning(
        .deadWindow, location, field, "到 \(window.last) 已经结束；换成下一次的日期，或删去条目")
    }
  }

  private func check(
    _ channel: String, _ location: SourceLocation, _ field: String, _ findings: inout Findings
  ) {
    guard !Self.channels.contains(channel) else { return }
    let known = Self.channels.joined(separator: "、")
    findings.error(.unknownChannel, location, field, "不认识渠道“\(channel)”；可用的有 \(known)")
  }

  private static let channels = ["any", "live", "kol", "video", "dm", "web", "wechat", "wecom"]

  /// Whether a text such as `2026-02-28` is a day of the Gregorian calendar.
  private static func isDay(_ text: String) -> Bool {
    let numbers = text.split(separator: "-").compactMap { Int($0) }
    guard numbers.count == 3, (1...12).contains(numbers[1]) else { return false }
    let isLeap = numbers[0] % 4 == 0 && (numbers[0] % 100 != 0 || numbers[0] % 400 == 0)
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return (1...lengths[numbers[1] - 1]).contains(numbers[2])
  }
}
