import ArgumentParser
import Compiler
import Index
import Knowledge

extension KnowledgeCommand {
  struct Build: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "build",
      abstract: "把知识库编译成一个快照文件；它可以代替目录用在 --knowledge。",
      discussion: "例：yingda knowledge build --output 店铺.snapshot")

    @OptionGroup var folder: FolderOption
    @Option(name: [.short, .long], help: ArgumentHelp("写到哪里", valueName: "FILE"))
    var output = "knowledge.snapshot"
    @Option(
      help: ArgumentHelp(
        "试验用：不要模型的某一部分（\(ModelPart.allCases.map(\.rawValue).joined(separator: "、"))）",
        valueName: "PART"),
      transform: KnowledgeCommand.part)
    var without: [ModelPart] = []

    mutating func run() throws {
      KnowledgeCompiler.prepare()
      let base = try KnowledgeCommand.load(folder.knowledge)
      let progress = ProgressLine("正在编译知识库")
      defer { progress.finish() }
      do {
        var options = CompileOptions()
        for part in without { options.leaveOut(part) }
        let bytes = try KnowledgeCompiler.compile(base, options: options) { share, step in
          progress.update(share, step)
        }
        try AtomicFile.write(bytes, to: output)
        let version = String(try Snapshot(path: output).checksum, radix: 16)
        progress.finish()
        Console.print("\(output)  \(bytes.count) 字节  版本 \(version)")
      } catch {
        throw CommandFailure.input("\(error)")
      }
    }
  }

  struct Diff: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "diff",
      abstract: "比较两份知识：条目、字段、问法、词库的增删改。",
      discussion: "例：yingda knowledge diff 旧知识 knowledge")

    @Argument(help: "以前的目录") var before: String
    @Argument(help: "现在的目录") var after: String
    @Flag(help: "输出 JSON") var json = false

    mutating func run() throws {
      let diff = KnowledgeDiff(
        from: try KnowledgeCommand.load(before), to: try KnowledgeCommand.load(after))
      Console.print(json ? try KnowledgeCommand.json(diff) : diff.text)
    }
  }
}

extension KnowledgeCommand {
  static func part(_ name: String) throws -> ModelPart {
    guard let part = ModelPart(rawValue: name) else {
      let names = ModelPart.allCases.map(\.rawValue).joined(separator: "、")
      throw ValidationError("模型没有“\(name)”这一部分；可写 \(names)")
    }
    return part
  }
}
