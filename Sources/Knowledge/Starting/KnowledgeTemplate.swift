internal import Language

/// A small shop that works, to start one's own from.
public enum KnowledgeTemplate {
  /// The files of the shop.
  ///
  /// - Parameter year: its promotion runs from this year's first day to the next year's last.
  /// - Throws: `KnowledgeError` when the sample product cannot be made of its facts.
  public static func files(year: Int) throws(KnowledgeError) -> [KnowledgeFile] {
    let plain: [(String, String)] = [
      ("shop.yaml", shop), ("general/service.yaml", service), ("general/ship.yaml", ship),
      ("general/order.yaml", order), ("general/aftersale.yaml", aftersale),
      ("promotions/member-day.yaml", promotion(year: year)), ("products/shared.yaml", shared),
      ("handoff.yaml", handoff), ("outside.yaml", outside),
    ]
    let product = try sampleProduct()
    return plain.map { KnowledgeFile(path: $0.0, text: $0.1) } + lexicon + [product]
  }

  /// The umbrella, made as `new-product` makes products.
  private static func sampleProduct() throws(KnowledgeError) -> KnowledgeFile {
    let file = YAMLFile(name: "products/shared.yaml", text: shared)
    var base = KnowledgeBase()
    if let root = file.root { base.sharedAttributes = ProductReader.shared(root) }
    guard file.problems.isEmpty else { throw KnowledgeError(file.problems) }
    let product = try NewProduct(
      sku: "demo-umbrella", name: "晴山三折晴雨伞", aliases: ["晴雨伞", "雨伞", "折叠伞"],
      category: "日用/雨伞", price: 79, facts: sampleFacts, in: base)
    let head = """
      # 一个商品一个文件：名称、别名、参数（facts）和条目。
      # 答案里的 {参数名} 会换成 facts 里的值，改参数就等于改所有答案。
      # 顾客对这款商品特有的问法，写进条目的 questions；通用的问法在 shared.yaml。

      """
    return KnowledgeFile(path: product.file.path, text: head + (product.file.text ?? ""))
  }

  private static let sampleFacts = [
    Fact(key: "规格价格", value: "单把79元，两把装149元"),
    Fact(key: "重量", value: "约320克"),
    Fact(key: "质保", value: "180天内伞骨断裂免费换新"),
    Fact(key: "尺寸", value: "撑开直径98厘米，折叠后长24厘米"),
    Fact(key: "清洗", value: "清水冲净后撑开阴干，不要机洗"),
    Fact(key: "面料", value: "210T碰击布，黑胶防晒层"),
    Fact(key: "防水", value: "面料防泼水，中雨不渗"),
    Fact(key: "颜色", value: "雾灰、松绿、藏蓝"),
    Fact(key: "配件", value: "伞套一个、说明卡一张"),
    Fact(key: "产地", value: "浙江绍兴"),
    Fact(key: "使用方法", value: "按一下自动撑开，再按一下自动收合"),
    Fact(key: "储存", value: "晾干后入套，放在阴凉处"),
  ]
}
