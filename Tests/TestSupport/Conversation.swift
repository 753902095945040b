public import Dialogue

/// A dialogue with a bot on a clock of its own.
public struct Conversation {
  public let bot: Bot
  public var session: Session
  public var time: ShopTime

  /// Noon of a day on which the small shop's promotions run.
  public static let noon = ShopTime(seconds: 1_781_064_000)

  public init(_ bot: Bot, _ context: DialogueContext = DialogueContext(), at time: ShopTime = noon)
  {
    self.bot = bot
    self.time = time
    session = Session(context)
  }

  /// Says something some seconds after the last message.
  @discardableResult
  public mutating func say(_ text: String, after seconds: Int = 20, explain: Bool = false) -> Reply
  {
    time = time.adding(seconds)
    return bot.reply(to: text, in: &session, at: time, explain: explain)
  }

  /// Says several things.
  public mutating func say(_ texts: [String]) -> [Reply] { texts.map { say($0) } }
}

extension Reply {
  /// What was decided, without its words: those may differ when something is asked again.
  public var verdict: String {
    let options = options.map(\.entry).joined(separator: ",")
    return "\(decision.rawValue) \(entry ?? "-") [\(options)] \(handoff?.situation ?? "")"
  }
}
