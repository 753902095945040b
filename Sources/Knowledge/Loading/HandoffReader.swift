/// Reads the situations that go to a person, and the messages that are not the shop's business.
enum HandoffReader {
  static func read(_ root: YAMLNode) -> [HandoffSituation] {
    root.allow(["situations"])
    guard let list = root.field("situations") else {
      root.report("has no `situations`; add the list")
      return []
    }
    return list.items.map(situation)
  }

  private static func situation(_ node: YAMLNode) -> HandoffSituation {
    node.allow([
      "id", "situation", "level", "skill", "related", "always", "trigger", "condition", "reason",
      "action",
      "playbook", "reply",
      "deadline", "second_person", "examples", "counterexamples",
    ])
    let trigger = node.required("trigger")
    if HandoffSituation.Trigger(rawValue: trigger) == nil {
      node.field("trigger")?.report("must be intent or condition, not '\(trigger)'")
    }
    let condition = node.text("condition")
    if let condition, HandoffSituation.Condition(rawValue: condition) == nil {
      let known = HandoffSituation.Condition.allCases.map(\.rawValue).joined(separator: ", ")
      node.field("condition")?.report("must be one of \(known), not '\(condition)'")
    }
    let reason = node.text("reason")
    if let reason, HandoffSituation.Reason(rawValue: reason) == nil {
      let known = HandoffSituation.Reason.allCases.map(\.rawValue).joined(separator: ", ")
      node.field("reason")?.report("must be one of \(known), not '\(reason)'")
    }
    return HandoffSituation(
      id: node.required("id"),
      situation: node.required("situation"),
      level: node.integer("level", 1...3) ?? 1,
      skill: node.required("skill"),
      related: node.texts("related"),
      trigger: HandoffSituation.Trigger(rawValue: trigger) ?? .intent,
      always: node.texts("always"),
      condition: condition.flatMap(HandoffSituation.Condition.init),
      reason: reason.flatMap(HandoffSituation.Reason.init) ?? .risk,
      action: node.text("action") ?? "",
      playbook: node.text("playbook") ?? "",
      reply: node.required("reply"),
      deadline: node.integer("deadline", 1...10_000) ?? 60,
      secondPerson: node.boolean("second_person") ?? false,
      examples: node.questions("examples"),
      counterexamples: node.questions("counterexamples"),
      location: node.location)
  }

  static func outside(_ root: YAMLNode) -> [OutsideKind] {
    root.fields.map { name, node in
      OutsideKind(
        name: name,
        examples: node.items.compactMap { item in
          item.text.map { Question($0, item.location) }
        },
        location: node.location)
    }
  }
}
