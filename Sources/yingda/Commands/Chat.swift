import ArgumentParser
import Dialogue
import Foundation
import Release

struct Chat: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "chat",
    abstract: "与机器人对话；从管道读入时一行一句。",
    discussion: """
      对话中可用的命令：
        /why      上一句为什么这样答      /context  现在记住了什么
        /sku SKU  换到某商品页            /wrong ENTRY  指出上一句应归哪一条（进入审核）
        /good /bad  上一句答得好、不好    /wait 秒  让时间过去，看它会不会主动说话
        /reset    重新开始                /help /quit
      例：
        yingda chat --sku yx-down
        printf '这个能机洗不\\n那防水吗\\n' | yingda chat --sku yx-down --json
      """)

  @OptionGroup var source: KnowledgeOption
  @OptionGroup var options: ContextOptions
  @Flag(help: "每句输出一行 JSON") var json = false
  @Flag(help: "每句都说明为什么") var explain = false
  @OptionGroup var option: StateOption

  mutating func run() throws {
    let fixed = try options.fixedTime()
    let bot = try source.bot()
    let context = try options.context(for: bot)
    let reader = LineReader(prompt: "顾客  ")
    var loop = ChatLoop(
      bot: bot, context: context, fixedTime: fixed ?? (reader.isInteractive ? nil : .current),
      json: json, explain: explain, state: option.folder)
    if reader.isInteractive, !json { Console.print(Console.dim("输入 /help 看命令，/quit 结束。")) }
    if reader.isInteractive, !json { Console.print("应答  " + bot.welcome(at: fixed ?? .current)) }
    while let line = reader.next() {
      guard try loop.handle(line) else { break }
    }
  }
}

/// The state of an interactive dialogue.
struct ChatLoop {
  let bot: Bot
  let context: DialogueContext
  let fixedTime: ShopTime?
  let json: Bool
  let explain: Bool
  let state: StateFolder
  private var session: Session
  private var watch: DriftWatch
  private var last: Reply?
  private var elapsed = 0

  init(
    bot: Bot, context: DialogueContext, fixedTime: ShopTime?, json: Bool, explain: Bool,
    state: StateFolder
  ) {
    self.bot = bot
    self.context = context
    self.fixedTime = fixedTime
    self.json = json
    self.explain = explain
    self.state = state
    session = Session(context)
    watch = DriftWatch(bot)
  }

  /// Handles a line; false ends the dialogue.
  mutating func handle(_ line: String) throws -> Bool {
    if line.hasPrefix("/") { return try command(line) }
    // With a fixed clock, and from a pipe, each message comes twenty seconds after the one before.
    let time = now
    elapsed += fixedTime == nil ? 0 : 20
    let reply = bot.timedReply(
      to: line, in: &session, at: time, explain: !json || explain, carefully: watch.isCareful)
    note(watch.observe(reply))
    try noteChoice(line, reply)
    last = reply
    if json {
      Console.print(reply.json)
      return true
    }
    Console.print(Transcript.lines(reply))
    if explain { Console.print(Transcript.explanation(reply)) }
    return true
  }

  /// The clock: a fixed one or the system's, moved on by what has been waited for.
  private var now: ShopTime { (fixedTime ?? .current).adding(elapsed) }

  private mutating func command(_ line: String) throws -> Bool {
    let words = line.split(separator: " ").map(String.init)
    switch words[0] {
    case "/quit", "/exit": return false
    case "/reset":
      session = Session(context)
      elapsed = 0
      Console.error("已重新开始。")
    case "/why":
      Console.print(last.map(Transcript.explanation) ?? "还没有回答过。")
    case "/context":
      Console.print(bot.describe(session) + (watch.isCareful ? "\n警报中：说法与平时不同，作答更谨慎" : ""))
    case "/sku":
      guard words.count == 2, let product = bot.product(sku: words[1]) else {
        Console.error("用法：/sku SKU；已有 \(bot.skus.joined(separator: "、"))")
        return true
      }
      bot.look(at: product, in: &session)
      Console.error("现在看的是 \(words[1])。")
    case "/wrong":
      guard words.count == 2, bot.hasEntry(words[1]) else {
        Console.error("用法：/wrong ENTRY；先问一句，再写正确条目的 id")
        return true
      }
      try record(.wrong, right: words[1])
    case "/good": try record(.good)
    case "/bad": try record(.bad)
    case "/wait":
      guard words.count == 2, let seconds = Int(words[1]), (0...1_000_000).contains(seconds) else {
        Console.error("用法：/wait 300")
        return true
      }
      elapsed += seconds
      Console.print(bot.breakSilence(&session, at: now).map { "应答  " + $0 } ?? "（没有说话）")
    case "/help":
      Console.print(Chat.configuration.discussion)
    default:
      Console.error("没有命令 \(words[0])；输入 /help 看全部命令")
    }
    return true
  }

  /// Says when customers begin to speak otherwise than usual, and when they end.
  private func note(_ change: DriftWatch.Change?) {
    switch change {
    case .alarm:
      Console.error(
        "警报：没把握或没见过的说法比平时多出一倍以上，从现在起更谨慎，把握不到 "
          + "\(Int((bot.thresholds.carefulAt * 100).rounded()))% 不作答；请看 yingda train 的周报。")
    case .end: Console.error("警报解除：说法又和平时一样，恢复平时的阈值。")
    case nil: break
    }
  }

  /// A click on an offered entry tells which one the question before it meant. It is kept where a
  /// shop keeps its state; a dialogue for trying things out leaves nothing behind.
  private func noteChoice(_ line: String, _ reply: Reply) throws {
    guard let last, last.decision == .clarify, reply.decision == .answer, let entry = reply.entry,
      last.options.contains(where: { $0.entry == entry }),
      Int(line.trimmingCharacters(in: .whitespaces)) != nil
        || last.options.contains(where: { $0.title == line }),
      FileManager.default.fileExists(atPath: state.path)
    else { return }
    let feedback = Feedback(
      .option, text: last.text, given: last.entry, right: entry, reply: last.reply,
      version: last.version)
    do { try ReviewQueue.append(feedback, in: state) } catch {
      throw CommandFailure.input("\(error)；请用 --state 换一个目录")
    }
  }

  /// Puts feedback on the last reply into the review queue; nothing is learned from it by itself.
  private func record(_ kind: Feedback.Kind, right: String? = nil) throws {
    guard let last else {
      Console.error("还没有回答过；先问一句")
      return
    }
    let feedback = Feedback(
      kind, text: last.text, given: last.entry, right: right, reply: last.reply,
      version: last.version)
    do { try ReviewQueue.append(feedback, in: state) } catch {
      throw CommandFailure.input("\(error)；请用 --state 换一个目录")
    }
    Console.error("已记下，审核后才会生效（yingda review）" + (right.map { "：\($0)" } ?? ""))
  }
}
