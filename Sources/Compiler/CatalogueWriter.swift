internal import Index
internal import Knowledge
internal import Shop

/// Brings entries, products, situations and rules into the form that the serving process reads.
struct CatalogueWriter {
  let base: KnowledgeBase
  let topicOfEntry: [Int]

  func write(to writer: inout SnapshotWriter) {
    var indices: [String: Int] = [:]
    for (index, entry) in base.entries.enumerated() { indices[entry.id] = index }
    let entries = zip(base.entries, topicOfEntry).map { entry, topic in
      let product = entry.sku.flatMap { sku in base.products.firstIndex { $0.sku == sku } }
      let facts = product.map { base.products[$0].facts + base.products[$0].variants } ?? []
      func render(_ text: String) -> String { Self.render(text, facts) }
      return ShopEntry(
        id: entry.id, title: entry.title, tier: entry.tier.rawValue, product: product, topic: topic,
        answer: render(entry.answer), again: entry.again.map(render), live: entry.live.map(render),
        closed: entry.closed, elsewhere: entry.elsewhere, skill: entry.skill, risk: entry.risk,
        declines: entry.declines, window: entry.window.map { [$0.first, $0.last] } ?? [],
        channel: entry.channel, isSmalltalk: Self.matches(base.shop.courtesies, entry.id),
        isOfTalk: Self.matches(base.shop.courtesies + base.shop.aboutTalk, entry.id))
    }
    let products = base.products.map { product in
      ShopProduct(
        sku: product.sku, name: product.name, alias: product.aliases.first ?? product.name,
        hints: product.hints,
        variants: product.variants.flatMap {
          $0.value.split { "、,，/()（）".contains($0) }.map(String.init)
        })
    }
    let situations = base.situations.map { situation in
      ShopSituation(
        id: situation.id, situation: situation.situation, level: situation.level,
        skill: situation.skill, entries: situation.related.compactMap { indices[$0] },
        byIntent: situation.trigger == .intent,
        always: situation.always.compactMap { indices[$0] },
        condition: situation.condition?.rawValue,
        reason: situation.reason.rawValue, reply: situation.reply,
        playbook: situation.playbook, deadline: situation.deadline,
        secondPerson: situation.secondPerson, keywords: situation.keywords,
        days: situation.days ?? 0)
    }
    Catalogue.write(
      entries: entries, products: products, situations: situations, rules: rules(indices),
      twins: twins(indices), to: &writer)
  }

  /// Whether an id is one of the patterns, or starts with what stands before the star of one.
  private static func matches(_ patterns: [String], _ id: String) -> Bool {
    patterns.contains { $0.hasSuffix("*") ? id.hasPrefix($0.dropLast()) : id == $0 }
  }

  /// Topics whose entries name each other as confusable, both ways, sorted.
  private func twins(_ indices: [String: Int]) -> [(Int, Int)] {
    var pairs: Set<[Int]> = []
    for (index, entry) in base.entries.enumerated() {
      for other in entry.confusables.compactMap({ indices[$0] }) {
        let pair = [topicOfEntry[index], topicOfEntry[other]]
        if pair[0] != pair[1] { pairs.formUnion([pair, [pair[1], pair[0]]]) }
      }
    }
    return pairs.sorted { ($0[0], $0[1]) < ($1[0], $1[1]) }.map { ($0[0], $0[1]) }
  }

  private func rules(_ indices: [String: Int]) -> ShopRules {
    let shop = base.shop
    var rules = ShopRules()
    rules.name = shop.name
    rules.opens = shop.opens
    rules.closes = shop.closes
    rules.answerAt = shop.answerAt
    rules.clarifyAt = shop.clarifyAt
    rules.liveAnswerAt = shop.liveAnswerAt
    rules.slope = shop.slope
    rules.offset = shop.offset
    rules.riskLimit = shop.promise.atMost
    rules.riskBase = shop.promise.base.rawValue
    rules.riskConfidence = shop.promise.confidence
    rules.usuallyUnsure = shop.drift.unsure
    rules.usuallyStrange = shop.drift.strange
    rules.carefulAt = shop.drift.careful
    rules.focusSeconds = shop.focusSeconds
    rules.burstSeconds = shop.burstSeconds
    rules.nudgeSeconds = shop.nudgeSeconds
    rules.largeRefund = shop.largeRefund
    for name in ShopSettings.defaultTexts.keys { rules.texts[name] = shop.text(name) }
    rules.autoReplies = shop.autoReplies.map { reply in
      ShopRules.AutoReply(
        words: reply.words, without: reply.without, reply: reply.reply,
        window: reply.window.map { [$0.first, $0.last] } ?? [], channel: reply.channel,
        entry: reply.entry, every: reply.every)
    }
    rules.matters = shop.matters.map(matching)
    rules.labels = shop.labels.map { label in
      ShopRules.Label(
        name: label.name, entries: label.entries.isEmpty ? nil : matching(label.entries),
        decision: label.decision, level: label.level, reason: label.reason, channel: label.channel)
    }
    rules.welcome = shop.welcome.compactMap { indices[$0] }
    return rules
  }

  /// Indices of the entries whose ids are among some patterns (`ship.*`: all that start so).
  private func matching(_ patterns: [String]) -> [Int] {
    base.entries.indices.filter { Self.matches(patterns, base.entries[$0].id) }
  }

  /// Fills the `{key}` placeholders of an answer with the product's facts.
  static func render(_ text: String, _ facts: [Fact]) -> String {
    guard text.contains("{") else { return text }
    var result = text
    for fact in facts { result = result.replacing("{\(fact.key)}", with: fact.value) }
    return result
  }
}
