import ArgumentParser
import Dialogue
import Knowledge

extension KnowledgeCommand {
  struct Lint: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "lint",
      abstract: "检查知识库：未知 id 与事实、重复与矛盾的问法、过期窗口等。",
      discussion: "有错误时退出码为 1；只有提醒时为 0。")

    @OptionGroup var folder: FolderOption
    @Option(help: ArgumentHelp("评测语句所在目录，知识里不得有它们", valueName: "DIR"))
    var evaluation = "corpora/evaluation"
    @Option(help: ArgumentHelp("今天，如 2026-11-20；用来找过期的活动", valueName: "DAY"))
    var today: String?
    @Option(help: "每条至少几个问法") var fewest = 5
    @Flag(help: "输出 JSON") var json = false

    mutating func run() throws {
      let base = try KnowledgeCommand.load(folder.knowledge)
      var options = LintOptions(
        evaluationFolder: evaluation, today: today ?? ShopTime.current.day)
      options.fewestQuestions = fewest
      let report = KnowledgeLint.check(
        base, options, normalizer: try KnowledgeCommand.normalizer())
      Console.print(json ? try KnowledgeCommand.json(report.problems) : report.text)
      if !report.errors.isEmpty { throw CommandFailure.result("") }
    }
  }

  struct Stats: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "stats",
      abstract: "统计：条目、问法、词库、问法的多样性。")

    @OptionGroup var folder: FolderOption
    @Flag(help: "输出 JSON") var json = false

    mutating func run() throws {
      let base = try KnowledgeCommand.load(folder.knowledge)
      let stats: KnowledgeStats
      do {
        stats = try KnowledgeStats(of: base, normalizer: try KnowledgeCommand.normalizer())
      } catch let failure as CommandFailure {
        throw failure
      } catch {
        throw CommandFailure.input("\(error)")
      }
      Console.print(json ? try KnowledgeCommand.json(stats) : stats.text)
    }
  }
}
