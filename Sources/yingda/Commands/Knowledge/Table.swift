import ArgumentParser
import Index
import Knowledge

extension KnowledgeCommand {
  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "export",
      abstract: "把全部条目导出成 CSV（Excel 可直接打开）。",
      discussion: "例：yingda knowledge export 知识.csv")

    @OptionGroup var folder: FolderOption
    @Argument(help: "写到哪里") var file: String

    mutating func run() throws {
      let base = try KnowledgeCommand.load(folder.knowledge)
      do { try AtomicFile.write(Array(EntryTable.csv(base.entries).utf8), to: file) } catch {
        throw CommandFailure.input(error.description)
      }
      Console.error("已导出 \(base.entries.count) 条到 \(file)")
    }
  }

  struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "import",
      abstract: "把 CSV 里的条目导入知识目录；先给出改动，--write 才写。",
      discussion: "例：yingda knowledge import 知识.csv --write")

    @OptionGroup var folder: FolderOption
    @Argument(help: "导出时那样的 CSV") var file: String
    @Flag(help: "CSV 里没有的条目一并删除") var removing = false
    @Flag(help: "写入文件（否则只显示改动）") var write = false

    mutating func run() throws {
      let base = try KnowledgeCommand.load(folder.knowledge)
      do {
        let table = try KnowledgeImport(
          csv: try EntryTable.text(at: file), file: file, into: base, removing: removing)
        Console.print(table.changes.text)
        guard write else {
          if !table.files.isEmpty { Console.error("还没有写入；加 --write 才写。") }
          return
        }
        for place in FolderWriter.lostComments(table.files, in: folder.knowledge) {
          Console.error("\(place): 这里的注释不会保留")
        }
        let changed = try FolderWriter.write(table.files, to: folder.knowledge)
        for path in changed { Console.error("已写 \(path)") }
      } catch {
        throw CommandFailure.input("\(error)")
      }
    }
  }
}
