public import Compiler
public import Knowledge
internal import Matching

/// A shop of some twenty entries, three products and five situations, written for tests.
public enum SmallShop {
  /// Fits in a second and knows its own wordings well.
  public static var options: CompileOptions {
    var options = CompileOptions()
    options.variants = 2
    options.training.hidden = 64
    options.training.epochs = 40
    options.training.batch = 16
    return options
  }

  /// Compiles files as a knowledge folder.
  public static func compile(_ files: [String: String]) throws -> [UInt8] {
    try KnowledgeCompiler.compile(try load(files), options: options)
  }

  /// Reads files as a knowledge folder.
  public static func load(_ files: [String: String]) throws -> KnowledgeBase {
    let folder = try TemporaryFolder(files)
    return try KnowledgeLoader.load(folder.path)
  }

  public static let files: [String: String] = [
    "shop.yaml": shop, "general/ship.yaml": ship, "general/return.yaml": returns,
    "general/service.yaml": service, "general/smalltalk.yaml": smalltalk,
    "products/t-cup.yaml": cup, "products/t-down.yaml": down, "products/t-ear.yaml": earbuds,
    "products/shared.yaml": shared, "promotions/six.yaml": promotions, "handoff.yaml": handoff,
    "outside.yaml": outside,
    "lexicon/dialect.tsv": table(
      ["form", "region", "standard", "condition", "example", "counterexample"],
      [
        ["阔以", "四川", "可以", "!prev=开", "阔以退不", "开阔以后"],
        ["啥子", "四川", "什么", "", "啥子时候发货", ""],
        ["咋个", "四川", "怎么", "!next=子", "运费咋个算", "我咋个子矮"],
      ]),
    "lexicon/synonyms.tsv": table(
      ["group", "forms", "example"],
      [
        ["发货", "发货|寄出|发出", "什么时候寄出"], ["快递", "快递|包裹|物流", "包裹到哪了"],
        ["怎么", "怎么|如何", "如何开发票"],
      ]),
    "lexicon/words.tsv": table(
      ["word", "topic", "example"],
      [["退货", "return", "我要退货"], ["开发票", "invoice", "能开发票吗"], ["优惠券", "coupon", "优惠券怎么用"]]),
    "lexicon/markers.tsv": table(
      ["form", "kind", "example"],
      [
        ["不", "negation", "不退了"], ["不用", "negation", "不用转人工"], ["不是", "negation", "我不是要投诉"],
        ["别", "negation", "别发货"], ["没", "negation", "没收到"], ["不了", "complement", "用不了"],
        ["能不能", "whether", "能不能退"], ["怎么", "how", "怎么算"], ["什么时候", "when", "什么时候发货"],
        ["多少钱", "howMuch", "多少钱"], ["多久", "howLong", "多久到账"], ["请问", "politeness", "请问在吗"],
        ["你好", "politeness", "你好"],
      ]),
  ]

  /// Files with others in their places.
  public static func files(_ changes: [String: String]) -> [String: String] {
    files.merging(changes) { $1 }
  }

  private static func table(_ header: [String], _ rows: [[String]]) -> String {
    ([header] + rows).map { $0.joined(separator: "\t") + "\n" }.joined()
  }
}
