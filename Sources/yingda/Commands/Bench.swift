import ArgumentParser
import Bench
import Foundation
import Index

struct BenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "性能套件：读句、建索引、检索、匹配、回复、启动、内存。",
    discussion: """
      数据由知识库的问法按种子重组而成（换商品、换同义词、拼句、笔误），次次相同，并非真人提问。
      时间取本线程的 CPU 时间，不受别的进程影响；表格写到标准输出。
      例：
        yingda bench                               全部套件，500 到 100 万个问句
        yingda bench --suite retrieval --sizes 10k,100k --json out.json
        yingda bench --sizes 1M --write-data data  只写出问句和查询，供别的引擎用
      """)

  @OptionGroup var folder: FolderOption
  @Option(
    help: ArgumentHelp(
      "只测这些：" + BenchSuite.allCases.map(\.rawValue).joined(separator: ","), valueName: "A,B"))
  var suite: String?
  @Option(help: ArgumentHelp("题库大小", valueName: "500,10k,…")) var sizes = "500,10k,100k,1M"
  @Option(help: ArgumentHelp("结果另存为 JSON", valueName: "FILE")) var json: String?
  @Option(help: ArgumentHelp("写出问句和查询；不写 --suite 就到此为止", valueName: "DIR"))
  var writeData: String?
  @Option(help: ArgumentHelp("回复多少句来看堆的增长", valueName: "N")) var replies = 100_000

  mutating func run() throws {
    guard replies >= 1 else { throw CommandFailure.input("--replies: \(replies) 太小；至少 1") }
    let (suites, sizes) = try arguments()
    let progress = ProgressLine("正在测量")
    defer { progress.finish() }
    let source = CorpusSource(try KnowledgeCommand.load(folder.knowledge))
    let data = BenchData(source, largest: sizes.last ?? 0) { progress.update($0, "生成问句") }
    if let writeData {
      do { try data.write(to: writeData, sizes: sizes) } catch {
        throw CommandFailure.input("--write-data: \(error)")
      }
      if suite == nil { return }
    }
    let run = BenchRun(
      data: data, sizes: sizes, normalizer: try KnowledgeCommand.normalizer(),
      snapshot: try KnowledgeOption.snapshot(of: folder.knowledge), knowledge: folder.knowledge,
      program: Bundle.main.executablePath ?? CommandLine.arguments[0], replies: replies
    ) { progress.update($0, $1) }
    let report: BenchReport
    do { report = try run.run(suites) } catch let failure as BenchFailure {
      throw CommandFailure.result("\(failure)")
    }
    progress.finish()
    Console.print(report.text)
    if let json {
      do { try AtomicFile.write(Array(report.json.utf8), to: json) } catch {
        throw CommandFailure.input("--json: \(error)")
      }
    }
  }

  private func arguments() throws -> ([BenchSuite], [Int]) {
    do {
      return (
        try suite.map { try BenchSuite.list($0) } ?? BenchSuite.allCases,
        try BenchSizes.list(sizes)
      )
    } catch {
      throw CommandFailure.input("\(error)")
    }
  }
}

/// What the suites `start` and `memory` measure in a process of its own.
struct BenchProbeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench-probe", abstract: "打开题库、逐句查询、报告内存；供 bench 使用。",
    shouldDisplay: false)

  @Flag(help: "只校验用到的部分") var once = false
  @Argument(help: "题库文件") var file: String
  @Argument(help: "查询") var text: [String]

  mutating func run() throws {
    do { Console.print(try ServingProbe.run(file, text, once: once)) } catch let error
      as SnapshotError
    {
      throw CommandFailure.input("\(error)")
    }
  }
}

/// One of the engines that `Benchmarks/peers` asks in turns.
struct BenchTurnsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench-turns", abstract: "建题库、测一遍，再逐行应答；供 Benchmarks/peers 使用。",
    shouldDisplay: false)

  @OptionGroup var folder: FolderOption
  @Argument(help: ArgumentHelp("题库大小", valueName: "10k")) var size: String

  mutating func run() throws {
    var turns = try turns()
    Console.print(turns.ready)
    while let line = readLine() {
      guard let answer = turns.answer(line) else {
        throw CommandFailure.input("'\(line)' 不是「次数 引擎」")
      }
      Console.print(answer)
    }
  }

  /// The questions are let go once their base stands.
  private func turns() throws -> BenchTurns {
    let sizes: [Int]
    do { sizes = try BenchSizes.list(size) } catch { throw CommandFailure.input("\(error)") }
    guard let size = sizes.first, sizes.count == 1 else {
      throw CommandFailure.input("只测一个题库大小，不是 '\(self.size)'")
    }
    let source = CorpusSource(try KnowledgeCommand.load(folder.knowledge))
    return try BenchTurns(
      BenchData(source, largest: size), normalizer: try KnowledgeCommand.normalizer(),
      shop: try KnowledgeOption.snapshot(of: folder.knowledge))
  }
}

/// The work whose instructions `Benchmarks/instructions` counts.
struct BenchWorkCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench-work", abstract: "固定次数的固定工作，供数指令用；不写工作名则写出它要的题库。",
    shouldDisplay: false)

  @Option(help: "知识目录或快照") var knowledge: String
  @Option(help: "题库文件") var base: String
  @Option(help: "工作名") var work: String?
  @Option(help: "次数") var times = 100

  mutating func run() throws {
    guard let work else {
      let bytes = CountedWork.base(
        of: try KnowledgeCommand.load(knowledge), normalizer: try KnowledgeCommand.normalizer())
      do { try AtomicFile.write(bytes, to: base) } catch {
        throw CommandFailure.input("--base: \(error)")
      }
      return
    }
    guard let known = CountedWork(rawValue: work), times >= 1 else {
      throw CommandFailure.input("--work: 没有工作 '\(work)'，或次数 \(times) 太小")
    }
    do { Console.print("\(try known.run(times, knowledge: knowledge, base: base))") } catch let
      error as SnapshotError
    { throw CommandFailure.input("\(error)") }
  }
}
