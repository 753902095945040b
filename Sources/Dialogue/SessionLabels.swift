internal import Shop

/// Labels that tell at a glance what a dialogue was about and how it went.
struct SessionLabels: Sendable {
  private let catalogue: Catalogue
  /// Rules that need no entry, and those of each entry that one needs.
  private var general: [ShopRules.Label] = []
  private var ofEntry: [Int: [ShopRules.Label]] = [:]

  init(catalogue: Catalogue) {
    self.catalogue = catalogue
    for rule in catalogue.rules.labels {
      guard let entries = rule.entries else {
        general.append(rule)
        continue
      }
      for entry in entries { ofEntry[entry, default: []].append(rule) }
    }
  }

  /// Puts the labels of a reply on its session. O(labels of the entry).
  func put(on session: inout Session, _ reply: Reply) {
    for rule in general where holds(rule, session, reply) { session.labels.insert(rule.name) }
    if reply.decision == .answer || reply.decision == .handoff,
      let entry = reply.entry.flatMap(catalogue.index)
    {
      for rule in ofEntry[entry] ?? [] where holds(rule, session, reply) {
        session.labels.insert(rule.name)
      }
    }
    if let product = session.focus { session.labels.insert(catalogue.products[product].alias) }
  }

  /// All conditions that a rule names, the entry apart.
  private func holds(_ rule: ShopRules.Label, _ session: Session, _ reply: Reply) -> Bool {
    if let decision = rule.decision, decision != reply.decision.rawValue { return false }
    if let level = rule.level, (reply.handoff?.level ?? 0) < level { return false }
    if let reason = rule.reason, reply.handoff?.reason.rawValue != reason { return false }
    if let channel = rule.channel, session.context.channel.rawValue != channel { return false }
    return true
  }
}
