import ArgumentParser
import Dialogue
import Foundation

struct Chat: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "与机器人对话；从管道读入时一行一句。",
    discussion: """
      对话中可用的命令：
        /why      上一句为什么这样答      /context  现在记住了什么
        /sku SKU  换到某商品页            /wrong ENTRY  指出上一句应归哪一条（进入审核）
        /reset    重新开始                /help /quit
      例：
        yingda chat --sku yx-down
        printf '这个能机洗不\\n那防水吗\\n' | yingda chat --sku yx-down --json
      """)

  @OptionGroup var source: KnowledgeOption
  @OptionGroup var options: ContextOptions
  @Flag(help: "每句输出一行 JSON") var json = false
  @Flag(help: "每句都说明为什么") var explain = false
  @Option(help: ArgumentHelp("/wrong 的反馈写到哪里", valueName: "FILE"))
  var feedback = "feedback.jsonl"

  mutating func run() throws {
    let fixed = try options.fixedTime()
    let bot = try source.bot()
    let context = try options.context(for: bot)
    var loop = ChatLoop(
      bot: bot, context: context, fixedTime: fixed, json: json, explain: explain,
      feedback: feedback)
    let reader = LineReader(prompt: "顾客  ")
    if reader.isInteractive, !json { Console.print(Console.dim("输入 /help 看命令，/quit 结束。")) }
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
  let feedback: String
  private var session: Session
  private var last: Reply?
  private var elapsed = 0

  init(
    bot: Bot, context: DialogueContext, fixedTime: ShopTime?, json: Bool, explain: Bool,
    feedback: String
  ) {
    self.bot = bot
    self.context = context
    self.fixedTime = fixedTime
    self.json = json
    self.explain = explain
    self.feedback = feedback
    session = Session(context)
  }

  /// Handles a line; false ends the dialogue.
  mutating func handle(_ line: String) throws -> Bool {
    if line.hasPrefix("/") { return try command(line) }
    // With a fixed clock each message comes twenty seconds after the one before.
    let time = fixedTime?.adding(elapsed) ?? .current
    elapsed += 20
    let reply = bot.timedReply(to: line, in: &session, at: time, explain: true)
    last = reply
    if json {
      var reply = reply
      if !explain { reply.explanation = nil }
      Console.print(reply.json)
      return true
    }
    Console.print(Transcript.lines(reply))
    if explain { Console.print(Transcript.explanation(reply)) }
    return true
  }

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
      Console.print(bot.describe(session))
    case "/sku":
      guard words.count == 2, let product = bot.product(sku: words[1]) else {
        Console.error("用法：/sku SKU；已有 \(bot.skus.joined(separator: "、"))")
        return true
      }
      bot.look(at: product, in: &session)
      Console.error("现在看的是 \(words[1])。")
    case "/wrong":
      guard words.count == 2, bot.hasEntry(words[1]), let last else {
        Console.error("用法：/wrong ENTRY；先问一句，再写正确条目的 id")
        return true
      }
      try record(last, right: words[1])
    case "/help":
      Console.print(Chat.configuration.discussion)
    default:
      Console.error("没有命令 \(words[0])；输入 /help 看全部命令")
    }
    return true
  }

  private func record(_ reply: Reply, right: String) throws {
    var writer = JSONWriter()
    writer.object { writer in
      writer.key("text")
      writer.value(reply.text)
      writer.key("given")
      writer.value(reply.entry)
      writer.key("right")
      writer.value(right)
      writer.key("version")
      writer.value(reply.version)
    }
    let line = Data((writer.text + "\n").utf8)
    if !FileManager.default.fileExists(atPath: feedback) {
      guard FileManager.default.createFile(atPath: feedback, contents: nil) else {
        throw CommandFailure.input("\(feedback): 不能写；请用 --feedback 换一个文件")
      }
    }
    guard let handle = FileHandle(forWritingAtPath: feedback) else {
      throw CommandFailure.input("\(feedback): 不能写；请用 --feedback 换一个文件")
    }
    defer { try? handle.close() }
    try handle.seekToEnd()
    try handle.write(contentsOf: line)
    Console.error("已记下，审核后才会生效：\(right)")
  }
}
