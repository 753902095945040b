import Knowledge
import Language
import Testing

@Suite("A shop to start from, and a new product")
struct TemplateTests {
  private func template() throws -> (TemporaryFolder, KnowledgeBase) {
    let folder = try TemporaryFolder()
    try FolderWriter.create(
      try KnowledgeTemplate.files(year: 2026), in: folder.path, isNewFolder: true)
    return (folder, try KnowledgeLoader.load(folder.path))
  }

  @Test("the template loads, and the linter finds nothing")
  func clean() throws {
    let (_, base) = try template()
    let report = KnowledgeLint.check(
      base, LintOptions(today: "2026-06-01"), normalizer: try Fixture.normalizer.get())
    #expect(report.problems.isEmpty, "\(report.text)")
  }

  @Test("it holds some of everything")
  func contents() throws {
    let (_, base) = try template()
    #expect((8...12).contains(base.entries.count { $0.tier == .general }))
    #expect(base.entries.allSatisfy { base.questions(of: $0).count >= 5 })
    #expect(base.products.count == 1)
    #expect((10...15).contains(base.entries.count { $0.tier == .product }))
    #expect(base.entries.count { $0.tier == .promotion } == 1)
    #expect(base.situations.count == 3)
    #expect(base.outside.map(\.name) == ["near", "far", "gibberish", "spam"])
    #expect(!base.lexicon.words.isEmpty && !base.lexicon.polyphones.isEmpty)
  }

  @Test("it refuses a folder that holds something")
  func refuses() throws {
    let (folder, _) = try template()
    let files = try KnowledgeTemplate.files(year: 2030)
    let before = folder.read("promotions/member-day.yaml")
    let error = #expect(throws: KnowledgeError.self) {
      try FolderWriter.create(files, in: folder.path, isNewFolder: true)
    }
    #expect(error?.problems.first?.message.contains("name a new one") == true)
    #expect(folder.read("promotions/member-day.yaml") == before)
  }

  @Test("its files are written back as they are, but for comments and lists")
  func roundTrip() throws {
    let (folder, base) = try template()
    _ = try FolderWriter.write(KnowledgeFiles.all(of: base), to: folder.path)
    #expect(try KnowledgeLoader.load(folder.path).withoutPlaces == base.withoutPlaces)
  }

  // MARK: - New products

  private let facts = [
    "重量=2公斤", "质保=一年", "尺寸（大号）=30厘米", "清洗=水洗", "材质=木", "防水=不防水", "颜色=原木",
    "配件=螺丝", "产地=福建", "首次使用=擦净", "气味=无",
  ].compactMap { Fact($0) }

  @Test("a product with facts gets 10 to 15 answered questions, which lint clean")
  func newProduct() throws {
    var (_, base) = try template()
    let new = try NewProduct(
      sku: "demo-stool", name: "小木凳", aliases: ["凳子"], category: "家居", price: 45.5,
      facts: facts, in: base)
    #expect((10...15).contains(new.entries.count))
    #expect(new.unused.map(\.key) == ["气味"])
    #expect(new.unanswered.map(\.attribute) == ["storage"])
    #expect(new.text.contains("需要手写：气味"))
    base.products.append(new.product)
    base.entries += new.entries
    let report = KnowledgeLint.check(base, normalizer: try Fixture.normalizer.get())
    #expect(report.problems.isEmpty, "\(report.text)")
  }

  @Test("answers hold placeholders, titles the name, the price becomes a fact")
  func answers() throws {
    let (folder, base) = try template()
    let new = try NewProduct(
      sku: "demo-stool", name: "小木凳", aliases: ["凳子"], price: 45.5, facts: facts, in: base)
    let size = try #require(new.entries.first { $0.id == "demo-stool.size" })
    #expect(size.title == "凳子多大")
    #expect(size.answer == "亲，凳子的尺寸：{尺寸（大号）}～")
    #expect(size.live == "{尺寸（大号）}")
    #expect(new.product.value(of: "规格价格") == "45.5元")
    try FolderWriter.create([new.file], in: folder.path)
    let loaded = try KnowledgeLoader.load(folder.path)
    #expect(loaded.products.map(\.sku) == ["demo-stool", "demo-umbrella"])
    #expect(loaded.entries.count { $0.sku == "demo-stool" } == new.entries.count)
    #expect(throws: KnowledgeError.self) { try FolderWriter.create([new.file], in: folder.path) }
  }

  @Test("without an answer of the shared attribute there is a plain one; long facts stay off live")
  func plainAnswer() throws {
    var base = try Fixture.load(Fixture.files)
    base.sharedAttributes[0].answer = nil
    let long = String(repeating: "长", count: 31)
    let new = try NewProduct(
      sku: "c", name: "箱子", facts: [Fact(key: "重量", value: long)], in: base)
    #expect(new.entries.map(\.answer) == ["亲，箱子的重量：{重量}。还想了解什么，随时问我～"])
    #expect(new.entries.map(\.live) == [nil])
    #expect(new.text.contains("不足 10 个"))
  }

  @Test("arguments that cannot be used are named, all of them")
  func arguments() throws {
    let base = try Fixture.load(Fixture.files)
    let error = #expect(throws: KnowledgeError.self) {
      try NewProduct(
        sku: "a", name: " ", price: -1,
        facts: [
          Fact(key: "a{", value: "b"), Fact(key: "c", value: ""), Fact(key: "c", value: "d"),
        ],
        in: base)
    }
    #expect(error?.problems.map(\.field) == ["sku", "name", "price", "facts", "facts", "facts"])
    for sku in ["", "a.b", "../x", "shared", "杯"] {
      #expect(throws: KnowledgeError.self) {
        try NewProduct(sku: sku, name: "x", facts: [], in: base)
      }
    }
    #expect(Fact("重量") == nil)
    #expect(Fact("=a") == nil)
    #expect(Fact("a=b=c") == Fact(key: "a", value: "b=c"))
  }
}
