public import Dialogue

/// Whoever answers customers in an evaluation: the bot, a baseline, or a script.
///
/// Dialogues run side by side, so one responder is used from several threads.
public protocol Responder: Sendable {
  /// The state of one dialogue.
  associatedtype State

  /// Begins a dialogue.
  func open(_ context: DialogueContext) -> State

  /// Answers a customer's message.
  func reply(to text: String, in state: inout State, at time: ShopTime) -> Reply

  /// Takes note of what a person of the shop wrote.
  func personWrote(_ text: String, in state: inout State, at time: ShopTime)
}

/// The bot as it answers customers.
public struct BotResponder: Responder {
  private let bot: Bot

  public init(_ bot: Bot) {
    self.bot = bot
  }

  public func open(_ context: DialogueContext) -> Session { Session(context) }

  public func reply(to text: String, in session: inout Session, at time: ShopTime) -> Reply {
    bot.reply(to: text, in: &session, at: time)
  }

  public func personWrote(_ text: String, in session: inout Session, at time: ShopTime) {
    bot.personWrote(text, in: &session, at: time)
  }
}
