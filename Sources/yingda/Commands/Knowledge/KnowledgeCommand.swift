import ArgumentParser
import Foundation
import Knowledge
import Text

/// The commands around a shop's knowledge folder.
struct KnowledgeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "knowledge",
    abstract: "检查、统计、编译、导入导出、比较知识库，新建店铺与商品。",
    discussion: """
      例：
        yingda knowledge lint                     检查（文件、行、怎么改）
        yingda knowledge audit                    留一检验：哪些条目被自己的问法找不到
        yingda knowledge export 知识.csv           导出，Excel 可直接打开
        yingda knowledge new 我的店                从最小的可用店铺开始
      """,
    subcommands: [
      Lint.self, Stats.self, Build.self, Audit.self, Export.self, Import.self, Diff.self, New.self,
      NewProductCommand.self,
    ])

  /// Loads a knowledge folder.
  static func load(_ path: String) throws -> KnowledgeBase {
    do { return try KnowledgeLoader.load(path) } catch { throw CommandFailure.input("\(error)") }
  }

  static func normalizer() throws -> Normalizer {
    do { return Normalizer(try CharacterTables.computed()) } catch {
      throw CommandFailure.input(error.description)
    }
  }

  /// Writes data as JSON with sorted keys.
  static func json(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }
}

/// A folder of knowledge; the commands around it need the sources, not a snapshot.
struct FolderOption: ParsableArguments {
  @Option(name: .long, help: ArgumentHelp("知识目录", valueName: "DIR"))
  var knowledge = "knowledge"
}
