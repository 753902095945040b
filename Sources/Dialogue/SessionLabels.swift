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
    for rule in rules where holds(rule, session, reply) { session.labels.insert(rule.name) }
    if let product = session.focus { session.labels.insert(catalogue.products[product].alias) }
  }

  /// All conditions that a rule names.
  private func holds(_ rule: ShopRules.Label, _ session: Session, _ reply: Reply) -> Bool {
    if !rule.entries.isEmpty {
      guard let entry = reply.entry, reply.decision == .answer || reply.decision == .handoff,
        rule.entries.contains(where: { matches($0, entry) })
      else { return false }
    }
    if let decision = rule.decision, decision != reply.decision.rawValue { return false }
    if let level = rule.level, (reply.handoff?.level ?? 0) < level { return false }
    if let reason = rule.reason, reply.handoff?.reason.rawValue != reason { return false }
    if let channel = rule.channel, session.context.channel.rawValue != channel { return false }
    return true
  }

  /// Whether an id is the pattern, or starts with what stands before its star.
  private func matches(_ pattern: String, _ id: String) -> Bool {
    pattern.hasSuffix("*") ? id.hasPrefix(pattern.dropLast()) : id == pattern
  }
}
