import ArgumentParser
import Dialogue
import Foundation

struct Ask: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ask", _superCommandName: "yingda",
    abstract: "问一句，得一答。",
    discussion: """
      例：
        yingda ask 什么时候发货
        yingda ask 多重 --sku yx-down --json
        yingda ask 这个阔以退不 --explain
      """)

  @OptionGroup var source: KnowledgeOption
  @OptionGroup var options: ContextOptions
  @Flag(help: "输出 JSON") var json = false
  @Flag(help: "说明为什么这样答") var explain = false
  @Argument(help: "顾客的话") var text: [String]

  mutating func run() throws {
    let time = try options.fixedTime() ?? .current
    let reply = try source.once { bot in
      var session = Session(try options.context(for: bot))
      return bot.timedReply(
        to: text.joined(separator: " "), in: &session, at: time, explain: explain)
    }
    if json {
      Console.print(reply.json)
    } else {
      Console.print(Transcript.lines(reply))
      if explain { Console.print(Transcript.explanation(reply)) }
    }
  }
}

extension Bot {
  /// A reply with the time it took.
  func timedReply(
    to text: String, in session: inout Session, at time: ShopTime, explain: Bool,
    carefully: Bool = false
  ) -> Reply {
    let start = ContinuousClock.now
    var reply = reply(to: text, in: &session, at: time, explain: explain, carefully: carefully)
    let elapsed = (ContinuousClock.now - start).components
    reply.elapsedMicroseconds =
      Int(elapsed.seconds) * 1_000_000 + Int(elapsed.attoseconds / 1_000_000_000_000)
    return reply
  }
}
