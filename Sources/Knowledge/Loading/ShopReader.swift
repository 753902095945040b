/// Reads shop.yaml.
enum ShopReader {
  static func read(_ root: YAMLNode) -> ShopSettings {
    root.allow([
      "name", "bot", "hours", "confidence", "wrong_answers", "drift", "seconds", "large_refund",
      "texts", "auto_replies", "welcome", "courtesies", "about_talk", "matters", "labels",
      "release",
    ])
    var shop = ShopSettings()
    shop.location = root.location
    shop.name = root.required("name")
    shop.bot = root.text("bot") ?? shop.bot
    if let hours = root.field("hours") {
      hours.allow(["opens", "closes"])
      shop.opens = minutes(hours, "opens") ?? shop.opens
      shop.closes = minutes(hours, "closes") ?? shop.closes
    }
    if let confidence = root.field("confidence") {
      confidence.allow(["answer", "clarify", "live", "slope", "offset"])
      shop.answerAt = confidence.number("answer", 0...1) ?? shop.answerAt
      shop.clarifyAt = confidence.number("clarify", 0...1) ?? shop.clarifyAt
      shop.liveAnswerAt = confidence.number("live", 0...1) ?? shop.liveAnswerAt
      shop.slope = confidence.number("slope", 0.01...100) ?? shop.slope
      shop.offset = confidence.number("offset", -100...100) ?? shop.offset
    }
    if let promise = root.field("wrong_answers") {
      promise.allow(["at_most", "of", "confidence"])
      shop.promise.atMost = promise.number("at_most", 0...1) ?? shop.promise.atMost
      shop.promise.confidence = promise.number("confidence", 0...1) ?? shop.promise.confidence
      if let base = promise.text("of") {
        if let known = RiskPromise.Base(rawValue: base) {
          shop.promise.base = known
        } else {
          promise.field("of")?.report("must be answers or questions, not '\(base)'")
        }
      }
    }
    if let drift = root.field("drift") {
      drift.allow(["unsure", "strange", "careful"])
      shop.drift.unsure = drift.number("unsure", 0...1) ?? shop.drift.unsure
      shop.drift.strange = drift.number("strange", 0...1) ?? shop.drift.strange
      shop.drift.careful = drift.number("careful", 0...1) ?? shop.drift.careful
    }
    if let seconds = root.field("seconds") {
      seconds.allow(["focus", "burst", "nudge"])
      shop.focusSeconds = seconds.integer("focus", 0...1_000_000) ?? shop.focusSeconds
      shop.burstSeconds = seconds.integer("burst", 0...600) ?? shop.burstSeconds
      shop.nudgeSeconds = seconds.integer("nudge", 0...1_000_000) ?? shop.nudgeSeconds
    }
    shop.largeRefund = root.number("large_refund", 0...1_000_000_000) ?? shop.largeRefund
    if let texts = root.field("texts") {
      texts.allow(Set(ShopSettings.defaultTexts.keys))
      for (name, value) in texts.fields { shop.texts[name] = value.text }
    }
    if let limits = root.field("release") { shop.release = release(limits) }
    shop.welcome = root.texts("welcome")
    shop.courtesies = root.texts("courtesies")
    shop.aboutTalk = root.texts("about_talk")
    shop.matters = (root.field("matters")?.items ?? []).map(\.texts)
    shop.autoReplies = (root.field("auto_replies")?.items ?? []).map(autoReply)
    shop.labels = (root.field("labels")?.items ?? []).map(label)
    return shop
  }

  private static func release(_ node: YAMLNode) -> ReleaseLimits {
    node.allow(["recognition_fall", "wrong_rise", "transfer_rise", "missed_rise", "outside_rise"])
    var limits = ReleaseLimits()
    limits.recognitionFall = node.number("recognition_fall", 0...1) ?? limits.recognitionFall
    limits.wrongRise = node.number("wrong_rise", 0...1) ?? limits.wrongRise
    limits.transferRise = node.number("transfer_rise", 0...1) ?? limits.transferRise
    limits.missedRise = node.number("missed_rise", 0...1) ?? limits.missedRise
    limits.outsideRise = node.number("outside_rise", 0...1) ?? limits.outsideRise
    return limits
  }

  private static func autoReply(_ node: YAMLNode) -> AutoReply {
    node.allow(["words", "without", "reply", "window", "channel", "entry", "every"])
    let words = node.texts("words")
    if words.isEmpty { node.report("needs `words`; without them it would answer everything") }
    let entry = node.text("entry")
    let reply = entry == nil ? node.required("reply") : node.text("reply") ?? ""
    return AutoReply(
      words: words, without: node.texts("without"), reply: reply,
      window: node.window("window"), channel: node.text("channel"), entry: entry,
      every: node.integer("every", 0...86_400) ?? 0, location: node.location)
  }

  private static func label(_ node: YAMLNode) -> LabelRule {
    node.allow(["name", "entries", "decision", "level", "reason", "channel"])
    let rule = LabelRule(
      name: node.required("name"), entries: node.texts("entries"),
      decision: node.text("decision"), level: node.integer("level", 1...3),
      reason: node.text("reason"), channel: node.text("channel"), location: node.location)
    let isEmpty =
      rule.entries.isEmpty && rule.decision == nil && rule.level == nil && rule.reason == nil
      && rule.channel == nil
    if isEmpty { node.report("needs a condition; without one it would stand on every dialogue") }
    return rule
  }

  /// A time of day as `08:00`, in minutes; `24:00` is the day's end.
  private static func minutes(_ node: YAMLNode, _ name: String) -> Int? {
    guard let value = node.field(name), let text = value.text else { return nil }
    let parts = text.split(separator: ":").compactMap { Int($0) }
    guard parts.count == 2, (0...24).contains(parts[0]), (0...59).contains(parts[1]),
      parts[0] * 60 + parts[1] <= 1440
    else {
      value.report("must be a time in quotes such as \"08:00\", not '\(text)'")
      return nil
    }
    return parts[0] * 60 + parts[1]
  }
}
