/// Reads entries of the general and promotion tiers.
enum EntryReader {
  static let fields: Set<String> = [
    "id", "title", "scope", "not", "confusables", "questions", "answer", "again", "live", "skill",
    "risk", "declines", "window", "channel", "closed", "elsewhere",
  ]

  static func entries(_ root: YAMLNode, tier: Tier) -> [Entry] {
    root.allow(["topic", "entries"])
    guard let list = root.field("entries") else {
      root.report("has no `entries`; add the list")
      return []
    }
    let topic = root.text("topic") ?? ""
    return list.items.map { entry($0, tier: tier, topic: topic, sku: nil) }
  }

  static func entry(_ node: YAMLNode, tier: Tier, topic: String, sku: String?) -> Entry {
    node.allow(fields)
    let channel = node.text("channel")
    return Entry(
      id: node.required("id"),
      title: node.required("title"),
      scope: node.text("scope") ?? "",
      exclusions: node.texts("not"),
      confusables: node.texts("confusables"),
      questions: node.questions("questions"),
      answer: node.required("answer"),
      again: node.optional("again"),
      live: node.optional("live"),
      skill: node.text("skill") ?? "售前",
      risk: node.integer("risk", 0...3) ?? 0,
      declines: node.boolean("declines") ?? false,
      tier: tier,
      topic: topic,
      sku: sku,
      window: node.window("window"),
      channel: channel == "any" ? nil : channel,
      closed: node.optional("closed"),
      elsewhere: node.optional("elsewhere"),
      location: node.location)
  }
}
