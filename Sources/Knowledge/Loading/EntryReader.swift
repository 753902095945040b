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
    return list.items.map { entry($0, tier: tier, sku: nil) }
  }

  static func entry(_ node: YAMLNode, tier: Tier, sku: String?) -> Entry {
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
      again: node.text("again"),
      live: node.text("live"),
      skill: node.text("skill") ?? "售前",
      risk: node.integer("risk", 0...3) ?? 0,
      declines: node.boolean("declines") ?? false,
      tier: tier,
      sku: sku,
      window: node.window("window"),
      channel: channel == "any" ? nil : channel,
      closed: node.text("closed"),
      elsewhere: node.text("elsewhere"),
      location: node.location)
  }
}
