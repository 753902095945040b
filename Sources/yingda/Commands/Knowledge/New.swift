import ArgumentParser
import Dialogue
import Knowledge

extension KnowledgeCommand {
  struct New: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "new",
      abstract: "新建一个最小的可用店铺，从它开始改成自己的。",
      discussion: "例：yingda knowledge new 我的店 && yingda chat --knowledge 我的店")

    @Argument(help: "新目录") var folder: String

    mutating func run() throws {
      do {
        let year = Int(ShopTime.current.day.prefix(4)) ?? 2026
        try FolderWriter.create(
          try KnowledgeTemplate.files(year: year), in: folder, isNewFolder: true)
      } catch {
        throw CommandFailure.input("\(error)")
      }
      Console.error("已建好 \(folder)；试试：yingda chat --knowledge \(folder)")
    }
  }

  struct NewProductCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "new-product",
      abstract: "按事实新建一个商品，共用问法会答的属性立刻可答。",
      discussion: """
        例：yingda knowledge new-product yx-lamp --name 云栖护眼台灯 --alias 台灯 --price 129 \\
              --fact 重量=1.2公斤 --fact 质保=2年 --fact 额定功率=12瓦
        """)

    @OptionGroup var folder: FolderOption
    @Argument(help: "SKU") var sku: String
    @Option(help: "商品全名") var name: String
    @Option(name: .customLong("alias"), help: "顾客怎么叫它，可多次") var aliases: [String] = []
    @Option(help: "类目") var category = ""
    @Option(help: "价格（元）") var price = 0.0
    @Option(name: .customLong("fact"), help: "事实 键=值，可多次") var facts: [String] = []

    mutating func run() throws {
      let base = try KnowledgeCommand.load(folder.knowledge)
      let parsed = try facts.map { text in
        guard let fact = Fact(text) else {
          throw CommandFailure.input("--fact: '\(text)' 不是 键=值；例如 重量=1.2公斤")
        }
        return fact
      }
      do {
        let product = try NewProduct(
          sku: sku, name: name, aliases: aliases, category: category, price: price, facts: parsed,
          in: base)
        try FolderWriter.create([product.file], in: folder.knowledge)
        Console.print(product.text)
      } catch {
        throw CommandFailure.input("\(error)")
      }
    }
  }
}
