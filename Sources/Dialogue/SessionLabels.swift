internal import Shop

/// Labels that tell at a glance what a dialogue was about and how it went.
struct SessionLabels: Sendable {
  private let catalogue: Catalogue
  /// Rules that need no entry, and those of each entry that one needs.
  private var general: [Rule] = []
  private var ofEntry: [String: [Rule]] = [:]

  /// A rule of the shop, the entry apart; nil fields ask for nothing.
  private struct Rule {
    let name: String
    let decision: Decision?
    let level: Int?
    let reason: HandoffReason?
    let channel: DialogueContext.Channel?

    /// Nil when the rule names a decision, reason or channel that there is not.
    init?(_ label: ShopRules.Label) {
      decision = label.decision.flatMap(Decision.init)
      reason = label.reason.flatMap(HandoffReason.init)
      channel = label.channel.flatMap(DialogueContext.Channel.init)
      guard (decision == nil) == (label.decision == nil), (reason == nil) == (label.reason == nil),
        (channel == nil) == (label.channel == nil)
      else { return nil }
      name = label.name
      level = label.level
    }

    /// All conditions that the rule names.
    func holds(_ session: Session, _ reply: Reply) -> Bool {
      if let decision, decision != reply.decision { return false }
      if let level, (reply.handoff?.level ?? 0) < level { return false }
      if let reason, reply.handoff?.reason != reason { return false }
      if let channel, session.context.channel != channel { return false }
      return true
    }
  }

  init(catalogue: Catalogue) {
    self.catalogue = catalogue
    for label in catalogue.rules.labels {
      guard let rule = Rule(label) else { continue }
      guard let entries = label.entries else {
        general.append(rule)
        continue
      }
      for entry in entries { ofEntry[catalogue.entries[entry].id, default: []].append(rule) }
    }
  }

  /// Puts the labels of a reply on its session. O(labels of the entry).
  func put(on session: inout Session, _ reply: Reply) {
    for rule in general where rule.holds(session, reply) { session.label(rule.name) }
    if reply.decision == .answer || reply.decision == .handoff, let entry = reply.entry {
      for rule in ofEntry[entry] ?? [] where rule.holds(session, reply) {
        session.label(rule.name)
      }
    }
    if let product = session.focus { session.label(catalogue.products[product].alias) }
  }
}
