internal import Language
internal import Matching
internal import Shop
internal import Text

/// A message read in its dialogue: what stands in it, and what the dialogue adds.
struct Reading {
  var analysis: Analysis
  /// The product the message is about.
  var product: Int?
  /// How the product was found, for the explanation.
  var productFrom = ""
  /// Whether the message says nothing but a product or a variant (那耳机呢, 24的呢).
  var isBare = false
  /// Whether the customer takes back what was said before.
  var isCorrection = false
  /// Units that carry content.
  var contentUnits = 0

  /// Whether the message is so short that it leans on what was said before.
  var isElliptical: Bool { contentUnits <= 7 }
}

/// Reads messages in their dialogue.
struct Reader {
  let matcher: Matcher
  let catalogue: Catalogue
  /// Product hints, normalised.
  private let hints: [(scalars: [UInt32], product: Int)]
  /// Words of variants, normalised, by product.
  private let variants: [[[UInt32]]]

  init(matcher: Matcher, catalogue: Catalogue) {
    self.matcher = matcher
    self.catalogue = catalogue
    let normalizer = matcher.analyzer.normalizer
    hints = catalogue.products.enumerated().flatMap { index, product in
      product.hints.map { (normalizer.normalize($0).scalars, index) }
        .filter { $0.0.count >= 2 }
    }
    variants = catalogue.products.map { product in
      product.variants.map { normalizer.normalize($0).scalars }.filter { $0.count >= 2 }
    }
  }

  func read(_ text: String, in session: Session) -> Reading {
    var reading = Reading(analysis: matcher.analyzer.analyze(text))
    // On another product's page 箱子 is the parcel.
    let isElsewhere = session.context.sku != nil && session.focus != nil
    if isElsewhere {
      reading.analysis.products.removeAll { $0.isWeak && $0.product != session.focus }
    }
    if let named = reading.analysis.products.last {
      reading.product = named.product
      reading.productFrom = named.bySound ? "按读音认出的商品名" : "本句点名"
    } else if let focus = session.focus {
      reading.product = focus
      reading.productFrom = "上文在谈"
    }
    countContent(&reading)
    return reading
  }

  /// The one product whose tell-tale words stand in the message.
  func hinted(_ analysis: Analysis) -> Int? {
    var found: Set<Int> = []
    for (scalars, product) in hints where contains(analysis.scalars, scalars) {
      found.insert(product)
    }
    return found.count == 1 ? found.first : nil
  }

  private func countContent(_ reading: inout Reading) {
    let analysis = reading.analysis
    var covered = [Bool](repeating: false, count: analysis.scalars.count)
    func cover(_ range: Range<Int>) {
      for index in range { covered[index] = true }
    }
    for product in analysis.products { cover(product.range) }
    for marker in analysis.markers where marker.kind == .politeness { cover(marker.range) }
    for filler in Self.fillers {
      for start in occurrences(of: filler, in: analysis.scalars) {
        cover(start..<start + filler.count)
      }
    }
    reading.contentUnits = analysis.units.filter { !covered[Int($0.start)] }.count
    for slot in analysis.slots { cover(slot.range) }
    if let product = reading.product {
      for variant in variants[product] {
        for start in occurrences(of: variant, in: analysis.scalars) {
          cover(start..<start + variant.count)
        }
      }
    }
    let rest = analysis.units.filter { !covered[Int($0.start)] }.count
    reading.isBare =
      rest == 0 && analysis.questions & ~MarkerKind.whether.questionBit == 0
      && (!analysis.products.isEmpty || !analysis.slots.isEmpty || reading.contentUnits > 0)
  }

  private func contains(_ text: [UInt32], _ part: [UInt32]) -> Bool {
    !occurrences(of: part, in: text).isEmpty
  }

  private func occurrences(of part: [UInt32], in text: [UInt32]) -> [Int] {
    guard !part.isEmpty, part.count <= text.count else { return [] }
    return (0...(text.count - part.count)).filter { text[$0...].starts(with: part) }
  }

  /// Words that lead over to something without saying what; longer ones first.
  private static let fillers: [[UInt32]] = [
    "说回", "回头说", "回到", "刚才", "刚刚", "那个", "这个", "那款", "这款", "那件", "这件", "还有", "对了",
    "再说", "再看", "看看", "想看", "想问", "问下", "我要", "我想", "要是", "换成", "那", "这", "呢", "的",
    "嗰个", "嗰只", "嗰", "吗", "啊", "呀", "哈", "吧", "嘛", "么", "喃", "个", "款", "件", "双", "只", "台", "下", "我",
    "想", "看",
    "问", "说", "和", "跟", "也", "就", "了", "哦", "噢", "嗯", "喂",
  ].map { $0.unicodeScalars.map(\.value) }
}
