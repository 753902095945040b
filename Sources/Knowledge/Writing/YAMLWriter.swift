/// Writes knowledge as YAML made for diffs: fields in a fixed order, one question a line, quotes
/// only where they are needed, nothing for what has its usual value.
public enum YAMLWriter {
  /// A file of the general or promotion tier.
  public static func entries(_ entries: [Entry], topic: String) -> String {
    var lines = YAMLLines()
    if !topic.isEmpty { lines.field(0, "topic", topic) }
    write(entries, &lines)
    return lines.text
  }

  /// A product's file with its entries.
  public static func product(_ product: Product, entries: [Entry]) -> String {
    var lines = YAMLLines()
    lines.field(0, "sku", product.sku)
    lines.field(0, "name", product.name)
    lines.flow(0, "aliases", product.aliases)
    lines.flow(0, "weak_aliases", product.weakAliases)
    lines.flow(0, "hints", product.hints)
    if !product.category.isEmpty { lines.field(0, "category", product.category) }
    lines.line(0, "price: \(YAMLScalar.number(product.price))")
    lines.facts(0, "variants", product.variants)
    lines.facts(0, "facts", product.facts)
    if !entries.isEmpty { write(entries, &lines) }
    return lines.text
  }

  /// The wordings that hold for every product with an attribute.
  public static func shared(_ attributes: [SharedAttribute]) -> String {
    var lines = YAMLLines()
    lines.line(0, attributes.isEmpty ? "attributes: []" : "attributes:")
    for attribute in attributes {
      lines.line(2, "- attribute: \(YAMLScalar.text(attribute.attribute))")
      lines.field(4, "title", attribute.title)
      if !attribute.scope.isEmpty { lines.field(4, "scope", attribute.scope) }
      lines.flow(4, "facts", attribute.facts)
      lines.flow(4, "fallbacks", attribute.fallbacks)
      lines.field(4, "answer", attribute.answer)
      lines.block(4, "questions", attribute.questions.map(\.text))
    }
    return lines.text
  }

  /// The situations that go to a person.
  public static func handoff(_ situations: [HandoffSituation]) -> String {
    var lines = YAMLLines()
    lines.line(0, situations.isEmpty ? "situations: []" : "situations:")
    for situation in situations {
      lines.line(2, "- id: \(YAMLScalar.text(situation.id))")
      lines.field(4, "situation", situation.situation)
      lines.line(4, "level: \(situation.level)")
      lines.field(4, "skill", situation.skill)
      lines.field(4, "trigger", situation.trigger.rawValue)
      lines.field(4, "condition", situation.condition?.rawValue)
      lines.field(4, "reason", situation.reason.rawValue)
      lines.flow(4, "always", situation.always)
      lines.line(4, "related: \(YAMLScalar.list(situation.related))")
      if !situation.action.isEmpty { lines.field(4, "action", situation.action) }
      if !situation.playbook.isEmpty { lines.field(4, "playbook", situation.playbook) }
      lines.field(4, "reply", situation.reply)
      lines.line(4, "deadline: \(situation.deadline)")
      if situation.secondPerson { lines.line(4, "second_person: true") }
      lines.block(4, "examples", situation.examples.map(\.text))
      lines.block(4, "counterexamples", situation.counterexamples.map(\.text))
    }
    return lines.text
  }

  /// The messages that are not the shop's business.
  public static func outside(_ kinds: [OutsideKind]) -> String {
    var lines = YAMLLines()
    for kind in kinds {
      if kind.examples.isEmpty {
        lines.line(0, "\(YAMLScalar.key(kind.name)): []")
      } else {
        lines.block(0, kind.name, kind.examples.map(\.text))
      }
    }
    return lines.text
  }

  private static func write(_ entries: [Entry], _ lines: inout YAMLLines) {
    lines.line(0, entries.isEmpty ? "entries: []" : "entries:")
    for entry in entries {
      lines.line(2, "- id: \(YAMLScalar.text(entry.id))")
      lines.field(4, "title", entry.title)
      if !entry.scope.isEmpty { lines.field(4, "scope", entry.scope) }
      lines.block(4, "not", entry.exclusions)
      lines.flow(4, "confusables", entry.confusables)
      lines.field(4, "skill", entry.skill)
      if entry.risk > 0 { lines.line(4, "risk: \(entry.risk)") }
      if let window = entry.window { lines.line(4, "window: \(window.first)/\(window.last)") }
      lines.field(4, "channel", entry.channel)
      if entry.declines { lines.line(4, "declines: true") }
      lines.field(4, "answer", entry.answer)
      lines.field(4, "again", entry.again)
      lines.field(4, "live", entry.live)
      lines.field(4, "closed", entry.closed)
      lines.field(4, "elsewhere", entry.elsewhere)
      lines.block(4, "questions", entry.questions.map(\.text))
    }
  }
}
