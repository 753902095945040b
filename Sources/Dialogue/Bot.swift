public import Index

internal import Language
internal import Matching
internal import Shop

/// One shop's bot: a snapshot of its knowledge and everything that answers from it.
///
/// A value that never changes; use it from any number of threads.
public struct Bot: Sendable {
  /// The version of the knowledge, in every reply.
  public let version: String
  let matcher: Matcher
  let catalogue: Catalogue
  let reader: Reader
  let risks: RiskPolicy
  let renderer: Renderer

  /// Opens a snapshot. Costs milliseconds.
  public init(_ snapshot: Snapshot) throws(SnapshotError) {
    let digits = String(snapshot.checksum, radix: 16)
    version = String(repeating: "0", count: 16 - digits.count) + digits
    matcher = try Matcher(snapshot)
    catalogue = try Catalogue(snapshot)
    reader = Reader(matcher: matcher, catalogue: catalogue)
    risks = RiskPolicy(matcher: matcher, catalogue: catalogue)
    renderer = Renderer(catalogue: catalogue)
  }

  /// Answers a customer's message and updates the session. O(message · model).
  ///
  /// - Parameter explain: whether the reply carries its trace.
  public func reply(
    to text: String, in session: inout Session, at time: ShopTime, explain: Bool = false
  ) -> Reply {
    begin(&session, at: time)
    session.add(.customer, text)
    var turn = Turn(bot: self, text: text, time: time, wantsExplanation: explain)
    let reply = turn.run(&session)
    if !reply.reply.isEmpty { session.add(.bot, reply.reply) }
    return reply
  }

  /// Takes note of what a person of the shop wrote; from then on the bot is silent.
  public func personWrote(_ text: String, in session: inout Session, at time: ShopTime) {
    session.hasPerson = true
    session.pending = nil
    session.lastAt = time.seconds
    session.add(.person, text)
  }

  /// Gives the dialogue back to the bot.
  public func personLeft(_ session: inout Session) {
    session.hasPerson = false
    session.misses = 0
    session.level = 0
  }

  /// The product of a SKU id; nil when the shop has none of that id.
  public func product(sku: String) -> Int? {
    catalogue.products.firstIndex { $0.sku == sku }
  }

  /// The id of an entry by its index in session values.
  public func entryID(_ index: Int) -> String { catalogue.entry(index).id }

  /// The SKU of a product by its index in session values.
  public func sku(_ product: Int) -> String { catalogue.products[product].sku }

  /// Brings the session up to a point of time: the page's product, and what a silence ends.
  private func begin(_ session: inout Session, at time: ShopTime) {
    if let last = session.lastAt, time.seconds - last > catalogue.rules.focusSeconds {
      session.products = []
      session.pending = nil
      session.lastTopic = nil
      session.lastEntry = nil
      session.misses = 0
    }
    if session.products.isEmpty, let sku = session.context.sku, let page = product(sku: sku) {
      session.bring(page)
    }
    session.lastAt = time.seconds
    session.hasNudged = false
    session.turns += 1
  }
}

extension Bot {
  /// The group of topics that a topic belongs to: the part of its name before the point.
  func family(of topic: Int) -> Substring {
    let value = matcher.topics[topic]
    switch value.kind {
    case .attribute: return "product"
    case .entry, .situation: return value.name.prefix { $0 != "." }
    case .outside: return "outside"
    }
  }
}
