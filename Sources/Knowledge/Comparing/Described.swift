/// A thing of the knowledge as named texts, so that all kinds are compared alike.
struct Described {
  struct Key: Hashable {
    let kind: KnowledgeDiff.Kind
    let id: String
  }

  let item: KnowledgeDiff.Item
  /// The same names in the same order for all things of a kind.
  let fields: [(name: String, value: String)]

  var key: Key { Key(kind: item.kind, id: item.id) }

  private init(
    _ kind: KnowledgeDiff.Kind, _ id: String, title: String, questions: [Question] = [],
    _ fields: [(name: String, value: String)]
  ) {
    item = KnowledgeDiff.Item(
      kind: kind, id: id, title: title, questions: questions.map(\.text))
    self.fields = fields
  }

  /// The share of the questions of both that stand in both, 0…1.
  func likeness(_ other: Described) -> Double {
    let left = Set(item.questions)
    let right = Set(other.item.questions)
    if left.isEmpty, right.isEmpty { return item.title == other.item.title ? 1 : 0 }
    return Double(left.intersection(right).count) / Double(left.union(right).count)
  }

  static func all(of base: KnowledgeBase) -> [Described] {
    [shop(base.shop)] + base.entries.map(entry) + base.products.map(product)
      + base.sharedAttributes.map(attribute)
      + base.situations.map(situation)
      + base.outside.map {
        Described(.outside, $0.name, title: $0.name, questions: $0.examples, [])
      }
  }

  private static func entry(_ entry: Entry) -> Described {
    Described(
      .entry, entry.id, title: entry.title, questions: entry.questions,
      [
        ("title", entry.title), ("scope", entry.scope), ("not", lines(entry.exclusions)),
        ("confusables", lines(entry.confusables)), ("tier", entry.tier.rawValue),
        ("sku", entry.sku ?? ""), ("topic", entry.topic), ("skill", entry.skill),
        ("risk", String(entry.risk)), ("declines", String(entry.declines)),
        ("window", window(entry.window)), ("channel", entry.channel ?? ""),
        ("answer", entry.answer), ("again", entry.again ?? ""), ("live", entry.live ?? ""),
        ("closed", entry.closed ?? ""), ("elsewhere", entry.elsewhere ?? ""),
      ])
  }

  private static func product(_ product: Product) -> Described {
    Described(
      .product, product.sku, title: product.name,
      [
        ("name", product.name), ("aliases", lines(product.aliases)),
        ("weak_aliases", lines(product.weakAliases)), ("hints", lines(product.hints)),
        ("category", product.category),
        ("price", YAMLScalar.number(product.price)), ("variants", facts(product.variants)),
        ("facts", facts(product.facts)),
      ])
  }

  private static func attribute(_ attribute: SharedAttribute) -> Described {
    Described(
      .attribute, attribute.attribute, title: attribute.title, questions: attribute.questions,
      [
        ("title", attribute.title), ("scope", attribute.scope),
        ("facts", lines(attribute.facts)), ("fallbacks", lines(attribute.fallbacks)),
        ("answer", attribute.answer ?? ""),
      ])
  }

  private static func situation(_ situation: HandoffSituation) -> Described {
    Described(
      .situation, situation.id, title: situation.situation, questions: situation.examples,
      [
        ("situation", situation.situation), ("level", String(situation.level)),
        ("skill", situation.skill), ("always", lines(situation.always)),
        ("related", lines(situation.related)),
        ("trigger", situation.trigger.rawValue),
        ("condition", situation.condition?.rawValue ?? ""),
        ("reason", situation.reason.rawValue), ("action", situation.action),
        ("playbook", situation.playbook), ("reply", situation.reply),
        ("deadline", String(situation.deadline)),
        ("second_person", String(situation.secondPerson)),
        ("keywords", lines(situation.keywords)),
        ("days", situation.days.map(String.init) ?? ""),
        ("counterexamples", lines(situation.counterexamples.map(\.text))),
      ])
  }

  /// The settings, by the names that they have in shop.yaml.
  private static func shop(_ shop: ShopSettings) -> Described {
    Described(
      .shop, "shop.yaml", title: shop.name,
      [
        ("name", shop.name), ("bot", shop.bot), ("hours.opens", String(shop.opens)),
        ("hours.closes", String(shop.closes)),
        ("confidence.answer", YAMLScalar.number(shop.answerAt)),
        ("confidence.clarify", YAMLScalar.number(shop.clarifyAt)),
        ("confidence.live", YAMLScalar.number(shop.liveAnswerAt)),
        ("confidence.slope", YAMLScalar.number(shop.slope)),
        ("confidence.offset", YAMLScalar.number(shop.offset)),
        ("wrong_answers.at_most", YAMLScalar.number(shop.promise.atMost)),
        ("wrong_answers.of", shop.promise.base.rawValue),
        ("wrong_answers.confidence", YAMLScalar.number(shop.promise.confidence)),
        ("release.recognition_fall", YAMLScalar.number(shop.release.recognitionFall)),
        ("release.wrong_rise", YAMLScalar.number(shop.release.wrongRise)),
        ("release.transfer_rise", YAMLScalar.number(shop.release.transferRise)),
        ("release.missed_rise", YAMLScalar.number(shop.release.missedRise)),
        ("release.outside_rise", YAMLScalar.number(shop.release.outsideRise)),
        ("drift.unsure", YAMLScalar.number(shop.drift.unsure)),
        ("drift.strange", YAMLScalar.number(shop.drift.strange)),
        ("drift.careful", YAMLScalar.number(shop.drift.careful)),
        ("seconds.focus", String(shop.focusSeconds)),
        ("seconds.burst", String(shop.burstSeconds)),
        ("seconds.nudge", String(shop.nudgeSeconds)),
        ("large_refund", YAMLScalar.number(shop.largeRefund)),
        (
          "texts",
          lines(shop.texts.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" })
        ),
        ("welcome", lines(shop.welcome)),
        ("courtesies", lines(shop.courtesies)),
        ("about_talk", lines(shop.aboutTalk)),
        ("matters", lines(shop.matters.map { $0.joined(separator: ",") })),
        ("auto_replies", lines(shop.autoReplies.map(autoReply))),
        ("labels", lines(shop.labels.map(label))),
      ])
  }

  private static func autoReply(_ reply: AutoReply) -> String {
    [
      reply.words.joined(separator: "+"), reply.without.map { "-\($0)" }.joined(), reply.reply,
      window(reply.window), reply.channel ?? "", reply.entry ?? "",
      reply.every > 0 ? "/\(reply.every) s" : "",
    ].filter { !$0.isEmpty }.joined(separator: " ")
  }

  private static func label(_ label: LabelRule) -> String {
    [
      label.name, label.entries.joined(separator: ","), label.decision ?? "",
      label.level.map { "≥\($0)" } ?? "", label.reason ?? "", label.channel ?? "",
    ].filter { !$0.isEmpty }.joined(separator: " ")
  }

  private static func lines(_ texts: [String]) -> String { texts.joined(separator: "\n") }

  private static func facts(_ facts: [Fact]) -> String {
    lines(facts.map { "\($0.key): \($0.value)" })
  }

  private static func window(_ window: DayWindow?) -> String {
    window.map { "\($0.first)/\($0.last)" } ?? ""
  }
}
