internal import Shop

/// Labels that tell at a glance what a dialogue was about and how it went.
struct SessionLabels: Sendable {
  private let catalogue: Catalogue
  private var rules: [ShopRules.Label] { catalogue.rules.labels }

  init(catalogue: Catalogue) {
    self.catalogue = catalogue
  }

  /// Puts the labels of a reply on its session. O(labels).
  func put(on session: inout Session, _ reply: Reply) {
    let isSettled = reply.decision == .answer || reply.decision == .handoff
    let entry = isSettled ? reply.entry.flatMap(catalogue.index) : nil
    for rule in rules where holds(rule, entry, session, reply) { session.labels.insert(rule.name) }
    if let product = session.focus { session.labels.insert(catalogue.products[product].alias) }
  }

  /// All conditions that a rule names.
  private func holds(
    _ rule: ShopRules.Label, _ entry: Int?, _ session: Session, _ reply: Reply
  ) -> Bool {
    if let entries = rule.entries {
      guard let entry, entries.contains(entry) else { return false }
    }
    if let decision = rule.decision, decision != reply.decision.rawValue { return false }
    if let level = rule.level, (reply.handoff?.level ?? 0) < level { return false }
    if let reason = rule.reason, reply.handoff?.reason.rawValue != reason { return false }
    if let channel = rule.channel, session.context.channel.rawValue != channel { return false }
    return true
  }
}
