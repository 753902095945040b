import ArgumentParser
import Dialogue
import Evaluation
import Foundation
import Knowledge
import Release
import Training

struct ReleaseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "release",
    abstract: "把接受的提案写进知识库，重放评测，通过关口才发布成新版本。",
    discussion: """
      没有通过关口时退出码为 1：什么都不改，旧版本照常服务，并找出是哪条提案造成的。
      正在服务的版本：.yingda/current/knowledge.snapshot（用在 --knowledge）。
      例：
        yingda release                           发布
        yingda release --dry-run                 只看会怎样
        yingda release --sessions 会话/           连上周的会话一起重放
        yingda release --without p-17            这次不带某条
        yingda release --list                    已有的版本
        yingda release --compare 3 4             两个版本差在哪里
        yingda rollback 3                        回到版本 3
      """)

  @OptionGroup var option: StateOption
  @OptionGroup var folder: FolderOption
  @OptionGroup var limits: LimitOptions
  @Option(help: ArgumentHelp("标注好的对话", valueName: "CASES")) var evaluation = "corpora/evaluation"
  @Option(
    parsing: .upToNextOption, help: ArgumentHelp("上周的会话，一并重放", valueName: "PATH"))
  var sessions: [String] = []
  @Option(parsing: .upToNextOption, help: ArgumentHelp("这次不带的提案", valueName: "ID"))
  var without: [String] = []
  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("看过了确实没错的提案：不再拿客服的说法和现有条目核对它", valueName: "ID"))
  var trust: [String] = []
  @Flag(help: "只重放和比较，不发布") var dryRun = false
  @Flag(help: "在标注对话上重新校准把握（多编译一次）") var refit = false
  @Flag(help: "没有通过时不找原因") var noBisect = false
  @Flag(help: "列出版本") var list = false
  @Option(parsing: .upToNextOption, help: ArgumentHelp("比较两个版本", valueName: "A B"))
  var compare: [String] = []
  @Flag(help: "--list 时输出 JSON") var json = false
  @Option(help: "变了的决定各列出几处（默认全部）") var rows: Int?

  mutating func run() async throws {
    do {
      if list {
        try printList()
      } else if !compare.isEmpty {
        try printComparison()
      } else {
        try await release()
      }
    } catch let error as InputError {
      throw CommandFailure.input("\(error)")
    } catch let error as StateError {
      throw CommandFailure.input("\(error)")
    } catch let error as KnowledgeError {
      throw CommandFailure.input("\(error)")
    } catch let error as ReleaseProblem {
      throw CommandFailure.result("\(error)")
    } catch let error as ReadingError {
      throw CommandFailure.input("\(error)")
    }
  }

  private func release() async throws {
    var job = try ReleaseJob.usual(
      state: option.folder, knowledge: folder.knowledge, evaluation: evaluation,
      sessions: sessions, limits: limits)
    job.without = Set(without)
    job.isDry = dryRun
    job.refits = refit
    job.trusted = Set(trust)
    if noBisect { job.culprits = 0 }
    try present(try await job.run())
  }

  private func present(_ outcome: ReleaseOutcome) throws {
    switch outcome {
    case .nothing:
      Console.print("没有要发布的：没有新接受的提案，知识目录与正在服务的版本一样。")
    case .lintFailed(let problems):
      Console.print(problems.map(\.description).joined(separator: "\n"))
      throw CommandFailure.result("没有发布：新的知识有 \(problems.count) 处错误；在 yingda review 里改或驳回。")
    case .refused(let report, let diff, let blame):
      Console.print(diff.text)
      Console.print(report.text(rows: rows ?? .max))
      throw CommandFailure.result(blame.refusal(of: report))
    case .wouldRelease(let manifest, let report, let diff):
      Console.print(diff.text)
      Console.print(report.text(rows: rows ?? .max))
      Console.print("\n可以发布：版本 \(manifest.number)（\(manifest.version)）。这次只是试一试，什么都没有写。")
    case .released(let manifest, let report, let diff, let kept):
      Console.print(diff.text)
      Console.print(report.text(rows: rows ?? .max))
      Console.print(
        "\n已发布版本 \(manifest.number)（\(manifest.version)），含 \(manifest.added.count) 条提案；"
          + "改了 \(manifest.changed.count) 个文件。")
      for path in kept { Console.error("\(path): 发布期间被人改过，没有覆盖；请自己合并") }
      Console.error("回到以前：yingda rollback \(manifest.parent ?? "版本")")
    }
  }

  private func printList() throws {
    let store = VersionStore(option.folder)
    let versions = try store.list()
    if json {
      Console.print(try KnowledgeCommand.json(versions))
      return
    }
    if versions.isEmpty { Console.error("还没有发布过。") }
    for version in versions {
      let mark = version.version == store.current ? "●" : " "
      let recognition = version.now[RateName.recognition.rawValue]?.proportion.value
      let rate = recognition.map { "  识别率 " + Figures.percent($0) } ?? ""
      Console.print(
        "\(mark) \(version.number)  \(version.version)  \(version.createdAt)  "
          + "提案 +\(version.added.count)\(rate)")
    }
  }

  private func printComparison() throws {
    guard compare.count == 2 else {
      throw CommandFailure.input("--compare: 要两个版本，如 --compare 3 4")
    }
    let store = VersionStore(option.folder)
    let bases = try compare.map {
      try KnowledgeLoader.load(store.knowledge(try store.find($0).version))
    }
    Console.print(KnowledgeDiff(from: bases[0], to: bases[1]).text)
  }
}

struct RollbackCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rollback",
    abstract: "回到以前发布的任何一个版本。",
    discussion: """
      知识目录跟着回去；发布以后手工改过的文件不动，会列出来。
      被退掉的提案又成为“已接受、待发布”；不想再发布就在 yingda review 里撤销或驳回。
      例：
        yingda rollback 3
        yingda rollback 5f2c9a
      """)

  @OptionGroup var option: StateOption
  @OptionGroup var folder: FolderOption
  @Argument(help: "版本号，或版本标识的开头；见 yingda release --list") var version: String

  mutating func run() throws {
    do {
      let store = VersionStore(option.folder)
      let result = try store.rollback(to: version, working: folder.knowledge)
      for path in result.kept { Console.error("\(path): 手工改过，没有动；请自己看") }
      Console.print("正在服务的是版本 \(result.version.number)（\(result.version.version)）。")
    } catch let error as StateError {
      throw CommandFailure.input("\(error)")
    }
  }
}

/// How much worse a release may be; what is not given is as shop.yaml says.
struct LimitOptions: ParsableArguments {
  @Option(help: "识别率最多下降多少，如 0.002") var maxRecognitionFall: Double?
  @Option(help: "误答率最多上升多少") var maxWrongRise: Double?
  @Option(help: "转人工率最多上升多少") var maxTransferRise: Double?
  @Option(help: "漏转最多上升多少") var maxMissedRise: Double?
  @Option(help: "超范围作答最多上升多少") var maxOutsideRise: Double?

  func validate() throws {
    let all = [maxRecognitionFall, maxWrongRise, maxTransferRise, maxMissedRise, maxOutsideRise]
    for case let limit? in all where !(0...1 ~= limit) {
      throw ValidationError("限度 \(limit) 不是 0 到 1 的比例；0.2 个百分点写成 0.002")
    }
  }

  func applied(to limits: ReleaseLimits) -> ReleaseLimits {
    var limits = limits
    limits.recognitionFall = maxRecognitionFall ?? limits.recognitionFall
    limits.wrongRise = maxWrongRise ?? limits.wrongRise
    limits.transferRise = maxTransferRise ?? limits.transferRise
    limits.missedRise = maxMissedRise ?? limits.missedRise
    limits.outsideRise = maxOutsideRise ?? limits.outsideRise
    return limits
  }
}
