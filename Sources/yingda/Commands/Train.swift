import ArgumentParser
import Dialogue
import Foundation
import Index
import Release
import Training

struct Train: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "每周再训练：人工会话变成有依据的知识提案，附报告。",
    discussion: """
      例：
        yingda train --transcripts transcripts --out week
        yingda train --transcripts a.jsonl b.csv --out week --min-customers 5
        yingda train --weekly --transcripts week      每周一次：提案、发布审核过的、写报告
        yingda train --transcripts week.jsonl --gold week.gold.jsonl --topics week.topics.json

      在 --out 的目录里写下 proposals.jsonl、report.md 与 report.html。个人信息在一切处理之前打码。
      """)

  @OptionGroup var source: KnowledgeOption
  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("人工会话：JSONL、CSV、TSV 或目录", valueName: "PATH"))
  var transcripts: [String]
  @Option(help: ArgumentHelp("写提案与报告的目录", valueName: "DIR")) var out: String?
  @Option(help: ArgumentHelp("复核记录所在的目录；已接受或拒绝的不再提", valueName: "DIR"))
  var state = ".yingda"
  @Option(help: "新条目至少要有几位不同的顾客问过") var minCustomers = MiningOptions().leastCustomers
  @Option(help: ArgumentHelp("标注文件：量打码与问答配对", valueName: "FILE")) var gold: String?
  @Option(help: ArgumentHelp("埋设话题的文件：与 --gold 一起量提案", valueName: "FILE"))
  var topics: String?

  @Flag(help: "每周的整套工作：提案进审核队列，审核过的过关口后发布，报告写进状态目录；重跑不会重复")
  var weekly = false
  @Flag(help: "--weekly 时不发布") var noRelease = false
  @Option(help: ArgumentHelp("--weekly 时关口重放的标注对话", valueName: "CASES"))
  var evaluation = "corpora/evaluation"
  @OptionGroup var limits: LimitOptions

  func validate() throws {
    if transcripts.isEmpty { throw ValidationError("--transcripts: 请给出至少一个文件或目录") }
    if out == nil, gold == nil, !weekly {
      throw ValidationError("请给出 --out DIR（写提案），或 --gold FILE（量准确度）")
    }
    if topics != nil, gold == nil { throw ValidationError("--topics 要与 --gold 一起用") }
    if minCustomers < 1 { throw ValidationError("--min-customers: 至少是 1") }
  }

  mutating func run() async throws {
    if weekly {
      let command = self
      try await WeeklyRun(
        state: StateFolder(state), source: source, transcripts: transcripts,
        evaluation: evaluation, releases: !noRelease, limits: limits
      ).run { snapshot in try command.mine(try ShopView(snapshot)).proposals }
      return
    }
    let shop: ShopView
    do { shop = try ShopView(try source.snapshot()) } catch let error as SnapshotError {
      throw CommandFailure.input(error.description)
    }
    do {
      let result = try mine(shop)
      if let out { try write(result, version: shop.bot.version, to: out) }
      if let gold {
        Console.print(
          try TrainingMeasurement(shop: shop, gold: gold, topics: topics)
            .text(transcripts, result.proposals))
      }
    } catch let failure as CommandFailure {
      throw failure
    } catch {
      throw CommandFailure.input("\(error)")
    }
  }

  private func mine(_ shop: ShopView) throws -> WeeklyMining.Result {
    var options = MiningOptions()
    options.leastCustomers = minCustomers
    options.decided = try DecidedProposals.read(DecidedProposals.path(in: state))
    let progress = ProgressLine("正在阅读会话")
    let result = try WeeklyMining(shop: shop, options: options).run(
      paths: transcripts, journal: state + "/mining"
    ) {
      progress.update(Double($0.bytesRead) / Double(max(1, $0.bytesTotal)), "\($0.sessions) 段")
    }
    progress.finish()
    for problem in result.reading.problems { Console.error("\(problem)") }
    if result.reading.brokenLines > 0 {
      Console.error("跳过了 \(result.reading.brokenLines) 行读不了的记录。")
    }
    return result
  }

  private func write(_ result: WeeklyMining.Result, version: String, to folder: String) throws {
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw CommandFailure.input("--out: 目录 '\(folder)' 建不了：\(error.localizedDescription)")
    }
    try ProposalFile.write(result.proposals, to: folder + "/proposals.jsonl")
    let report = WeekReport(result, version: version)
    try AtomicFile.write(Array(report.markdown.utf8), to: folder + "/report.md")
    try AtomicFile.write(Array(report.html.utf8), to: folder + "/report.html")
    Console.error(
      "\(result.figures.sessions) 段会话，\(result.proposals.count) 条提案：\(folder)/proposals.jsonl")
  }
}
