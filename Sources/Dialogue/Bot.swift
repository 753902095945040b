public import Index
public import Language
package import Matching
package import Shop

/// One shop's bot: a snapshot of its knowledge and everything that answers from it.
///
/// It never changes; use it from any number of threads.
public final class Bot: Sendable {
  /// The version of the knowledge, in every reply.
  public let version: String
  package let matcher: Matcher
  package let catalogue: Catalogue
  let reader: Reader
  let risks: RiskPolicy
  let renderer: Renderer
  let standing: StandingPrior
  let labels: SessionLabels
  let keywordReplies: KeywordReplies
  /// For each topic the number of its family, and of its branch (0: none).
  let families: [Int]
  let branches: [Int]
  /// The topics of each family, ascending.
  let topicsOfFamily: [[Int]]

  /// Opens a snapshot. Costs milliseconds.
  public init(_ snapshot: Snapshot) throws(SnapshotError) {
    let digits = String(snapshot.checksum, radix: 16)
    version = String(repeating: "0", count: 16 - digits.count) + digits
    matcher = try Matcher(snapshot)
    catalogue = try Catalogue(snapshot)
    reader = Reader(matcher: matcher, catalogue: catalogue)
    renderer = Renderer(catalogue: catalogue)
    standing = StandingPrior(matcher: matcher, catalogue: catalogue)
    labels = SessionLabels(catalogue: catalogue)
    keywordReplies = KeywordReplies(catalogue.rules.autoReplies)
    families = Self.families(matcher, catalogue)
    risks = RiskPolicy(matcher: matcher, catalogue: catalogue, families: families)
    branches = Self.numbered(matcher.topics.map(Self.branch))
    var members = [[Int]](repeating: [], count: (families.max() ?? 0) + 1)
    for (topic, family) in families.enumerated() { members[family].append(topic) }
    topicsOfFamily = members
  }

  /// The same bot with a row of its lexicons left out, to see what the row does.
  public func without(_ use: LexiconUse) -> Bot { Bot(self, without: use) }

  private init(_ other: Bot, without use: LexiconUse) {
    version = other.version
    matcher = other.matcher
    catalogue = other.catalogue
    reader = Reader(other.reader, without: use)
    risks = other.risks
    renderer = other.renderer
    standing = other.standing
    labels = other.labels
    keywordReplies = other.keywordReplies
    families = other.families
    branches = other.branches
    topicsOfFamily = other.topicsOfFamily
  }

  /// The words that a message is cut into, as they were typed.
  public func words(of text: String) -> [String] {
    let analysis = matcher.analyzer.analyze(text)
    let bytes = Array(text.utf8)
    return analysis.words.map { String(decoding: bytes[analysis.originalRange($0)], as: UTF8.self) }
  }

  /// Whether most of a message is put as the knowledge has never seen it.
  public func isStrange(_ text: String) -> Bool {
    matcher.match(matcher.analyzer.analyze(text)).evidence.isStrange
  }

  /// The rows of the lexicons that the reading of a message makes use of.
  public func lexiconUses(in text: String) -> Set<LexiconUse> { matcher.analyzer.uses(in: text) }

  /// Answers a customer's message and updates the session. O(message · model).
  ///
  /// - Parameters:
  ///   - explain: whether the reply carries its trace.
  ///   - carefully: whether answers need the confidence that shop.yaml asks for while customers
  ///     speak otherwise than usual.
  public func reply(
    to text: String, in session: inout Session, at time: ShopTime, explain: Bool = false,
    carefully: Bool = false
  ) -> Reply {
    begin(&session, at: time)
    let text = Self.readable(text)
    session.add(.customer, text)
    var turn = Turn(
      bot: self, text: text, time: time, wantsExplanation: explain, isCareful: carefully)
    let reply = turn.run(&session)
    if !reply.reply.isEmpty { session.add(.bot, reply.reply) }
    return reply
  }

  /// A message of ordinary length whole, of a pasted book its start and end, where requests stand.
  private static func readable(_ text: String) -> String {
    // Counted in code points: one character can be any number of marks.
    guard text.utf8.count > 6000 else { return text }
    let scalars = text.unicodeScalars
    return String(scalars.prefix(800)) + " " + String(scalars.suffix(400))
  }

  /// Takes note of what a person of the shop wrote; from then on the bot is silent.
  public func personWrote(_ text: String, in session: inout Session, at time: ShopTime) {
    session.hasPerson = true
    session.pending = nil
    session.lastMessage = nil
    session.lastAt = time.seconds
    session.add(.person, text)
  }

  /// Gives the dialogue back to the bot.
  public func personLeft(_ session: inout Session) {
    session.hasPerson = false
    session.misses = 0
    session.asked = []
    session.level = 0
    session.gravest = nil
  }

  /// The product of a SKU id; nil when the shop has none of that id.
  public func product(sku: String) -> Int? {
    catalogue.products.firstIndex { $0.sku == sku }
  }

  /// The SKU of a product by its index in session values.
  public func sku(_ product: Int) -> String { catalogue.products[product].sku }

  /// Brings the session up to a point of time: the page's product, and what a silence ends.
  private func begin(_ session: inout Session, at time: ShopTime) {
    if let last = session.lastAt, time.seconds - last > catalogue.rules.focusSeconds {
      session.products = []
      session.pending = nil
      session.topics.removeAll()
      session.lastEntry = nil
      session.asked = []
      session.misses = 0
      session.lastMessage = nil
    }
    if session.products.isEmpty, let sku = session.context.sku, let page = product(sku: sku) {
      session.bring(page)
    }
    session.lastAt = time.seconds
    session.silence = .none
    session.turns += 1
    session.count(messageAt: time.seconds)
  }
}

extension Bot {
  /// The family of each topic: that of its name, but one for all entries of a matter.
  private static func families(_ matcher: Matcher, _ catalogue: Catalogue) -> [Int] {
    var names = matcher.topics.map(family)
    for (matter, entries) in catalogue.rules.matters.enumerated() {
      for entry in entries { names[catalogue.entries[entry].topic] = "matter \(matter)" }
    }
    return numbered(names)
  }

  /// The group of topics that a topic belongs to: the part of its name before the point.
  private static func family(of topic: Topic) -> Substring {
    switch topic.kind {
    case .attribute: "product"
    case .entry, .situation: topic.name.start(before: UInt8(ascii: "."))
    case .outside: "outside"
    }
  }

  /// The campaign within the promotions that a topic belongs to (promo.d11); empty elsewhere.
  private static func branch(of topic: Topic) -> Substring {
    guard topic.name.hasPrefix("promo."), topic.name.utf8.contains(UInt8(ascii: "-")) else {
      return ""
    }
    return topic.name.start(before: UInt8(ascii: "-"))
  }

  /// A number for each distinct name; the empty name is 0.
  private static func numbered(_ names: [Substring]) -> [Int] {
    var numbers: [Substring: Int] = ["": 0]
    return names.map { name in
      let number = numbers[name] ?? numbers.count
      numbers[name] = number
      return number
    }
  }
}

extension Bot {
  /// The SKUs of the shop.
  public var skus: [String] { catalogue.products.map(\.sku) }

  /// Whether the shop has an entry of an id.
  public func hasEntry(_ id: String) -> Bool { index(ofEntry: id) != nil }

  func index(ofEntry id: String) -> Int? { catalogue.index(of: id) }

  /// Puts a product into focus, as when the customer opens its page.
  public func look(at product: Int, in session: inout Session) {
    session.bring(product)
  }

  /// What a session remembers, for people. O(session).
  public func describe(_ session: Session) -> String {
    var lines = ["轮数：\(session.turns)，渠道：\(session.context.channel.rawValue)"]
    if let focus = session.focus {
      let others = session.products.dropLast().reversed().map { catalogue.products[$0].alias }
      lines.append(
        "在谈：\(catalogue.products[focus].alias)"
          + (others.isEmpty ? "" : "（谈过：\(others.joined(separator: "、"))）"))
    }
    if let entry = session.lastEntry { lines.append("上一问：\(catalogue.entries[entry].title)") }
    switch session.pending {
    case .product(let topic, _): lines.append("等顾客说是哪款商品：\(matcher.topics[topic].name)")
    case .choice(let entries):
      lines.append("等顾客选：\(entries.map { catalogue.entries[$0].title }.joined(separator: "、"))")
    case nil: break
    }
    if session.misses > 0 { lines.append("连续没接住：\(session.misses) 次") }
    if !session.slots.isEmpty {
      let slots = session.slots.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
      lines.append("信息：\(slots.joined(separator: "，"))")
    }
    if !session.labels.isEmpty {
      lines.append("标签：\(session.labels.sorted().joined(separator: "、"))")
    }
    if session.hasPerson { lines.append("人工接待中") }
    return lines.joined(separator: "\n")
  }
}

extension Bot {
  /// What a customer reads who opens the dialogue: the questions asked most, and the hours when
  /// nobody is there.
  public func welcome(at time: ShopTime) -> String {
    let titles = catalogue.rules.welcome.map { catalogue.entries[$0].title }
    let greeting = renderer.options(catalogue.rules.text("welcome"), titles)
    return renderer.isOpen(at: time) ? greeting : greeting + "\n" + renderer.closedNote
  }

  /// What the bot says into a silence: a nudge once, later the closing words once; nil otherwise.
  public func breakSilence(_ session: inout Session, at time: ShopTime) -> String? {
    guard let last = session.lastAt, !session.hasPerson, session.turns > 0 else { return nil }
    let rules = catalogue.rules
    let silent = time.seconds - last
    if silent >= rules.focusSeconds, session.silence != .closed {
      session.silence = .closed
      return rules.text("closing")
    }
    if silent >= rules.nudgeSeconds, session.silence == .none {
      session.silence = .nudged
      return rules.text("nudge")
    }
    return nil
  }
}

extension Bot {
  /// The settings of shop.yaml that evaluations need.
  public struct Thresholds: Sendable, Equatable {
    /// The least confidence of an answer.
    public let answerAt: Double
    /// The calibration in force: slope and offset of the log-odds.
    public let slope: Double
    public let offset: Double
    /// The promised risk, of `answers` or of `questions`, and how surely.
    public let riskLimit: Double
    public let riskBase: String
    public let riskConfidence: Double
    /// The least confidence of an answer while customers speak otherwise than usual.
    public let carefulAt: Double
  }

  public var thresholds: Thresholds {
    let rules = catalogue.rules
    return Thresholds(
      answerAt: rules.answerAt, slope: rules.slope, offset: rules.offset,
      riskLimit: rules.riskLimit, riskBase: rules.riskBase, riskConfidence: rules.riskConfidence,
      carefulAt: rules.carefulAt)
  }
}

extension String {
  /// The text before the first of an ASCII character, or all of it.
  fileprivate func start(before character: UInt8) -> Substring {
    self[..<(utf8.firstIndex(of: character) ?? endIndex)]
  }
}
