import Knowledge
import Language
import TestSupport
import Testing

@Suite struct ProductTests {
  let analyzer: Analyzer

  init() throws {
    analyzer = try Shared.analyzer.get()
  }

  private func products(_ text: String) -> [String] {
    analyzer.analyze(text).products.map { analyzer.lexicon.products[$0.product] }
  }

  @Test func everyNameAndAliasIsFound() throws {
    let products = try Shared.base.get().products
    for (index, product) in products.enumerated() {
      for name in [product.name] + product.aliases {
        let analysis = analyzer.analyze("我想问\(name)")
        let mention = analysis.products.last
        #expect(mention != nil, "\(product.location): \(name)")
        guard let mention else { continue }
        let owners = products.indices.filter {
          ([products[$0].name] + products[$0].aliases).contains(name)
        }
        #expect(owners == [index], "\(product.location): \(name)")
        #expect(mention.product == index, "\(product.location): \(name)")
        #expect(!mention.bySound, "\(product.location): \(name)")
      }
    }
  }

  @Test func namesTypedBySound() {
    let rows = [("羽绒依多少钱", "yx-down"), ("冲风衣防水吗", "yx-shell"), ("奶份几段", "yx-formula")]
    for (text, sku) in rows {
      let analysis = analyzer.analyze(text)
      #expect(products(text) == [sku], "\(text)")
      #expect(analysis.products.first?.bySound == true, "\(text)")
    }
  }

  @Test func whatOnlySoundsSimilar() {
    for text in ["鱼有点多", "鱼又不新鲜", "我要退货", "什么时候发货", "多少钱", "在吗", "谢谢", "没收到"] {
      #expect(products(text).isEmpty, "\(text): \(products(text))")
    }
  }

  @Test func severalProductsInOrder() {
    #expect(products("羽绒服和空气炸锅一起买") == ["yx-down", "yx-airfryer"])
  }

  @Test func theLongestNameWins() throws {
    let analyzer = try Shared.analyzer(
      LexiconRows(),
      products: [
        .init(sku: "a", names: ["耳机"]), .init(sku: "b", names: ["耳机套"]),
        .init(sku: "c", names: ["耳机套装盒"]),
      ])
    func names(_ text: String) -> [String] {
      analyzer.analyze(text).products.map { analyzer.lexicon.products[$0.product] }
    }
    #expect(names("耳机套") == ["b"])
    #expect(names("耳机套装盒和耳机") == ["c", "a"])
    #expect(names("耳机套装") == ["b"])
    #expect(names("耳朵") == [])
  }
}
