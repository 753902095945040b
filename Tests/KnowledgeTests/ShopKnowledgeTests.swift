import Foundation
import Knowledge
import Testing

@Suite("The laws hold for the shop in this package")
struct ShopKnowledgeTests {
  private let base: KnowledgeBase

  init() throws {
    let root = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    base = try KnowledgeLoader.load(root.appendingPathComponent("knowledge").path)
  }

  @Test("written and loaded, it is the same")
  func written() throws {
    let folder = try TemporaryFolder()
    _ = try FolderWriter.write(KnowledgeFiles.all(of: base), to: folder.path)
    #expect(try KnowledgeLoader.load(folder.path).withoutPlaces == base.withoutPlaces)
  }

  @Test("exported and imported, it is the same and no file changes")
  func exported() throws {
    let result = try KnowledgeImport(
      csv: EntryTable.csv(base.entries), file: "t.csv", into: base, removing: true)
    #expect(result.files.isEmpty)
    #expect(result.base.withoutPlaces == base.withoutPlaces)
  }

  @Test("a new product of its shared attributes answers ten questions and more")
  func newProduct() throws {
    let facts = base.sharedAttributes.compactMap { attribute in
      attribute.facts.first.map { Fact(key: $0, value: "见说明") }
    }
    let new = try NewProduct(sku: "test-new", name: "新品", facts: Array(facts.prefix(12)), in: base)
    #expect((10...15).contains(new.entries.count))
  }
}
