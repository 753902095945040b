import ArgumentParser
import Compiler
import Dialogue
import Foundation
import Index

/// Where the knowledge is.
struct KnowledgeOption: ParsableArguments {
  @Option(name: .long, help: ArgumentHelp("知识目录或编译好的快照", valueName: "DIR|SNAPSHOT"))
  var knowledge = "knowledge"

  /// Opens the snapshot, compiling the folder where needed.
  func snapshot() throws -> Snapshot { try Self.snapshot(of: knowledge) }

  func bot() throws -> Bot { try Self.bot(of: knowledge) }

  static func snapshot(of knowledge: String, checkingLater: Bool = false) throws -> Snapshot {
    let progress = ProgressLine("正在编译知识库")
    defer { progress.finish() }
    do {
      return try KnowledgeCache.open(knowledge, checkingLater: checkingLater) { share, step in
        progress.update(share, step)
      }
    } catch {
      throw CommandFailure.input("\(error)")
    }
  }

  static func bot(of knowledge: String) throws -> Bot {
    do { return try Bot(try snapshot(of: knowledge)) } catch let error as SnapshotError {
      throw CommandFailure.input(error.description)
    }
  }

  /// Runs what a bot is needed for once before the process ends, checking of the snapshot's large
  /// sections only what is used; where that is damaged, all is opened anew and checked.
  func once<Result>(_ body: (Bot) throws -> Result) throws -> Result {
    do {
      let snapshot = try Self.snapshot(of: knowledge, checkingLater: true)
      let bot = try Bot(snapshot)
      // The process ends soon; taking the bot to pieces would cost a tenth of the start.
      _ = Unmanaged.passRetained(bot)
      let result = try body(bot)
      if (try? snapshot.checkUsed()) != nil { return result }
    } catch let error as SnapshotError {
      throw CommandFailure.input(error.description)
    }
    return try body(try bot())
  }
}

/// Clock, channel, product and customer of a dialogue.
struct ContextOptions: ParsableArguments {
  @Option(help: ArgumentHelp("时钟，如 2026-06-18T10:00:00+08:00；不写则用现在", valueName: "RFC3339"))
  var now: String?

  @Option(help: "渠道：live、kol、video、dm、web、wechat、wecom")
  var channel: String?

  @Option(help: ArgumentHelp("顾客正在看的商品", valueName: "SKU"))
  var sku: String?

  @Option(help: ArgumentHelp("顾客编号", valueName: "ID"))
  var customer: String?

  /// The clock at the start; nil when it is the system's.
  func fixedTime() throws -> ShopTime? {
    guard let now else { return nil }
    guard let time = ShopTime(now) else {
      throw CommandFailure.input(
        "--now: '\(now)' 不是 RFC 3339 时间；请写成 2026-06-18T10:00:00+08:00")
    }
    return time
  }

  func context(for bot: Bot) throws -> DialogueContext {
    var context = DialogueContext(sku: sku, customer: customer)
    if let channel {
      guard let known = DialogueContext.Channel(rawValue: channel) else {
        let names = DialogueContext.Channel.allCases.map(\.rawValue).joined(separator: "、")
        throw CommandFailure.input("--channel: 没有渠道 '\(channel)'；可选 \(names)")
      }
      context.channel = known
    }
    if let sku, bot.product(sku: sku) == nil {
      throw CommandFailure.input(
        "--sku: 没有商品 '\(sku)'；已有 \(bot.skus.joined(separator: "、"))")
    }
    return context
  }
}

extension ShopTime {
  /// The system's clock.
  static var current: ShopTime { ShopTime(seconds: Int(Date().timeIntervalSince1970)) }
}
