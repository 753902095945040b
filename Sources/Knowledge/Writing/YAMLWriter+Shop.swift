extension YAMLWriter {
  /// The shop's settings, all of them.
  public static func shop(_ shop: ShopSettings) -> String {
    var lines = YAMLLines()
    lines.field(0, "name", shop.name)
    lines.field(0, "bot", shop.bot)
    lines.line(0, "hours:")
    lines.field(2, "opens", time(shop.opens))
    lines.field(2, "closes", time(shop.closes))
    lines.line(0, "confidence:")
    lines.line(2, "answer: \(YAMLScalar.number(shop.answerAt))")
    lines.line(2, "clarify: \(YAMLScalar.number(shop.clarifyAt))")
    lines.line(2, "live: \(YAMLScalar.number(shop.liveAnswerAt))")
    lines.line(2, "slope: \(YAMLScalar.number(shop.slope))")
    lines.line(2, "offset: \(YAMLScalar.number(shop.offset))")
    lines.line(0, "wrong_answers:")
    lines.line(2, "at_most: \(YAMLScalar.number(shop.promise.atMost))")
    lines.field(2, "of", shop.promise.base.rawValue)
    lines.line(2, "confidence: \(YAMLScalar.number(shop.promise.confidence))")
    lines.line(0, "drift:")
    lines.line(2, "unsure: \(YAMLScalar.number(shop.drift.unsure))")
    lines.line(2, "strange: \(YAMLScalar.number(shop.drift.strange))")
    lines.line(2, "careful: \(YAMLScalar.number(shop.drift.careful))")
    lines.line(0, "seconds:")
    lines.line(2, "focus: \(shop.focusSeconds)")
    lines.line(2, "burst: \(shop.burstSeconds)")
    lines.line(2, "nudge: \(shop.nudgeSeconds)")
    lines.line(0, "large_refund: \(YAMLScalar.number(shop.largeRefund))")
    write(shop.release, &lines)
    if !shop.texts.isEmpty {
      lines.line(0, "texts:")
      for (name, text) in shop.texts.sorted(by: { $0.key < $1.key }) { lines.field(2, name, text) }
    }
    lines.flow(0, "welcome", shop.welcome)
    lines.flow(0, "courtesies", shop.courtesies)
    lines.flow(0, "about_talk", shop.aboutTalk)
    if !shop.matters.isEmpty {
      lines.line(0, "matters:")
      for matter in shop.matters { lines.line(2, "- \(YAMLScalar.list(matter))") }
    }
    write(shop.autoReplies, &lines)
    write(shop.labels, &lines)
    return lines.text
  }

  /// Only limits that differ from the usual ones.
  private static func write(_ limits: ReleaseLimits, _ lines: inout YAMLLines) {
    let usual = ReleaseLimits()
    guard limits != usual else { return }
    lines.line(0, "release:")
    func field(_ name: String, _ value: Double, _ usual: Double) {
      if value != usual { lines.line(2, "\(name): \(YAMLScalar.number(value))") }
    }
    field("recognition_fall", limits.recognitionFall, usual.recognitionFall)
    field("wrong_rise", limits.wrongRise, usual.wrongRise)
    field("transfer_rise", limits.transferRise, usual.transferRise)
    field("missed_rise", limits.missedRise, usual.missedRise)
    field("outside_rise", limits.outsideRise, usual.outsideRise)
  }

  private static func write(_ replies: [AutoReply], _ lines: inout YAMLLines) {
    guard !replies.isEmpty else { return }
    lines.line(0, "auto_replies:")
    for reply in replies {
      lines.line(2, "- words: \(YAMLScalar.list(reply.words))")
      lines.flow(4, "without", reply.without)
      if !reply.reply.isEmpty { lines.field(4, "reply", reply.reply) }
      if let window = reply.window { lines.line(4, "window: \(window.first)/\(window.last)") }
      lines.field(4, "channel", reply.channel)
      lines.field(4, "entry", reply.entry)
      if reply.every > 0 { lines.line(4, "every: \(reply.every)") }
    }
  }

  private static func write(_ labels: [LabelRule], _ lines: inout YAMLLines) {
    guard !labels.isEmpty else { return }
    lines.line(0, "labels:")
    for label in labels {
      lines.line(2, "- name: \(YAMLScalar.text(label.name))")
      lines.flow(4, "entries", label.entries)
      lines.field(4, "decision", label.decision)
      if let level = label.level { lines.line(4, "level: \(level)") }
      lines.field(4, "reason", label.reason)
      lines.field(4, "channel", label.channel)
    }
  }

  private static func time(_ minutes: Int) -> String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return two(minutes / 60) + ":" + two(minutes % 60)
  }
}
