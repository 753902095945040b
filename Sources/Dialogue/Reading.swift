internal import Language
internal import Matching
internal import Shop
internal import Text

/// A message read in its dialogue: what stands in it, and what the dialogue adds.
struct Reading {
  /// What was read; ranges of the analysis lead back to it.
  var text: String
  var analysis: Analysis
  /// The product the message is about.
  var product: Int?
  /// The product that the message names: the last by a name of its own, else the last.
  var named: Int?
  /// How the product was found, for the explanation.
  var productFrom = ""
  /// Whether the message says nothing but a product or a variant (那耳机呢, 24的呢).
  var isBare = false
  /// Whether the customer takes back what was said before.
  var isCorrection = false
  /// Whether the message only says that a question is coming (我想问下, 就是那个).
  var isOpening = false
  /// Whether the message holds no more than an interjection (哦, 嗯).
  var saysNothing = false
  /// Units that carry content.
  var contentUnits = 0

  /// Whether the message is so short that it leans on what was said before.
  var isElliptical: Bool { contentUnits <= 7 }
}

/// Reads messages in their dialogue.
final class Reader: Sendable {
  let matcher: Matcher
  let catalogue: Catalogue
  /// A row of the lexicons that is left out.
  private let unused: LexiconUse?
  /// Product hints, normalised.
  private let hints: PhraseSet
  private let productOfHint: [Int]
  /// Words of variants, normalised, by product.
  private let variants: [PhraseSet]

  init(matcher: Matcher, catalogue: Catalogue) {
    self.matcher = matcher
    self.catalogue = catalogue
    unused = nil
    let normalizer = matcher.analyzer.normalizer
    let hints = catalogue.products.enumerated().flatMap { index, product in
      product.hints.map { (scalars: normalizer.normalize($0).scalars, product: index) }
        .filter { $0.scalars.count >= 2 }
    }
    self.hints = PhraseSet(hints.map(\.scalars))
    productOfHint = hints.map(\.product)
    variants = catalogue.products.map { product in
      PhraseSet(product.variants.map { normalizer.normalize($0).scalars }.filter { $0.count >= 2 })
    }
  }

  /// The same reader with a row of the lexicons left out.
  init(_ other: Reader, without use: LexiconUse) {
    matcher = other.matcher
    catalogue = other.catalogue
    unused = use
    hints = other.hints
    productOfHint = other.productOfHint
    variants = other.variants
  }

  func read(_ text: String, in session: Session) -> Reading {
    var analysis = matcher.analyzer.analyze(text, without: unused)
    // On another product's page 箱子 is the parcel.
    if session.context.sku != nil, let focus = session.focus {
      analysis.products.removeAll { $0.isWeak && $0.product != focus }
    }
    let named =
      (analysis.products.last { !$0.isWeak } ?? analysis.products.last)?.product
    let product = named ?? session.focus
    let content = content(analysis, product)
    return Reading(
      text: text, analysis: analysis, product: product, named: named,
      productFrom: named != nil ? "本句点名" : product != nil ? "上文在谈" : "",
      isBare: content.isBare, isOpening: content.isOpening, saysNothing: content.saysNothing,
      contentUnits: content.units)
  }

  /// The one product whose tell-tale words stand in the message.
  func hinted(_ analysis: Analysis) -> Int? {
    var found: Set<Int> = []
    hints.search(analysis.scalars) { hint, _ in
      found.insert(productOfHint[hint])
      return found.count < 2
    }
    return found.count == 1 ? found.first : nil
  }

  /// What a message says besides products and words that say nothing; see `Reading`.
  private struct Content {
    var units = 0
    var isBare = false
    var isOpening = false
    var saysNothing = false
  }

  private func content(_ analysis: Analysis, _ product: Int?) -> Content {
    withUnsafeTemporaryAllocation(of: Bool.self, capacity: analysis.scalars.count) { covered in
      covered.initialize(repeating: false)
      return content(analysis, product, covered)
    }
  }

  /// - Parameter covered: for each code point whether it carries no content; as yet none.
  private func content(
    _ analysis: Analysis, _ product: Int?, _ covered: UnsafeMutableBufferPointer<Bool>
  ) -> Content {
    func cover(_ range: Range<Int>) {
      for index in range { covered[index] = true }
    }
    func cover(_ phrases: PhraseSet) {
      phrases.search(analysis.scalars) { _, range in
        cover(range)
        return true
      }
    }
    func uncovered() -> Int { analysis.units.count { !covered[Int($0.start)] } }
    var content = Content()
    for product in analysis.products { cover(product.range) }
    for marker in analysis.markers where marker.kind == .politeness { cover(marker.range) }
    cover(Self.fillers)
    content.units = uncovered()
    for slot in analysis.slots { cover(slot.range) }
    if let product { cover(variants[product]) }
    let namesNothing = analysis.products.isEmpty && analysis.slots.isEmpty
    content.isBare =
      analysis.questions & ~MarkerKind.whether.questionBit == 0
      && (!namesNothing || content.units > 0) && uncovered() == 0
    guard namesNothing, analysis.questions == 0 else { return content }
    content.saysNothing = content.units == 0
    cover(Self.openings)
    content.isOpening = !content.isBare && uncovered() == 0
    return content
  }

  /// Words that lead over to something without saying what.
  private static let fillers = PhraseSet([
    "说回", "回头说", "回到", "刚才", "刚刚", "那个", "这个", "那款", "这款", "那件", "这件", "还有", "对了",
    "再说", "再看", "看看", "想看", "想问", "问下", "我要", "我想", "要是", "换成", "那", "这", "呢", "的",
    "嗰个", "嗰只", "嗰", "吗", "啊", "呀", "哈", "吧", "嘛", "么", "喃", "个", "款", "件", "双", "只", "台", "下", "我",
    "想", "看",
    "问", "说", "和", "跟", "也", "就", "了", "哦", "噢", "嗯", "喂",
  ])

  /// Words that announce a question without saying which.
  private static let openings = PhraseSet([
    "情况", "事情", "问题", "事儿", "昨天", "前天", "上周", "上个月", "买的", "拍的", "下的", "单子", "订单", "东西",
    "就是", "跟你", "跟您", "咨询", "请教", "打听", "有点", "有个", "有件", "一下", "这单", "是", "有", "事", "点", "要",
    "你", "您", "在", "单", "买", "先", "先生",
  ])
}
