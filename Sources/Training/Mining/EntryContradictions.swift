internal import Language
internal import Matching
internal import Shop

/// Gathers what agents answered against the entries of the knowledge.
struct EntryContradictions {
  /// One agent's answer that says something else than the entry.
  struct Finding {
    var session: String
    var customer: String
    var question: String
    var quote: String
    /// Whether the question is surely the entry's.
    var isSure: Bool
    /// What contradicts: a kind of quantity, or a denied character.
    var sign: String
  }

  /// A contradicted entry.
  struct Case {
    var entry: Int
    var findings: [Finding]
    /// Customers who asked for the entry and were told something that can be compared.
    var compared: Int
  }

  private static let possible = 0.2
  private static let surely = 0.6
  private static let leastCustomers = 2
  private static let leastShare = 0.15
  private static let findingsKept = 60

  private let shop: ShopView
  private var findings: [Int: [Finding]] = [:]
  private var compared: [Int: Int] = [:]
  private let terms: [Terms]

  /// What an entry states.
  private struct Terms: Sendable {
    var quantities: Set<Quantity>
    var plain: Set<UInt32>
    var denied: Set<UInt32>

    /// The amounts of a kind.
    func amounts(_ kind: Quantity.Kind) -> Set<Quantity> { quantities.filter { $0.kind == kind } }
  }

  init(shop: ShopView) {
    self.shop = shop
    terms = (0..<shop.catalogue.count).map { index in
      let entry = shop.catalogue.entry(index)
      let text = [entry.answer, entry.again ?? "", entry.live ?? ""].joined(separator: "\n")
      return Self.terms(text, shop.matcher.analyzer)
    }
  }

  /// Compares an agent's answer with the entries that the question may mean.
  mutating func add(_ question: ReplayedQuestion) {
    guard !question.answer.isEmpty else { return }
    let said = Self.terms(question.answer, shop.matcher.analyzer)
    for candidate in question.candidates where candidate.probability >= Self.possible {
      let stated = terms[candidate.entry]
      let isSure = candidate.probability >= Self.surely
      let signs = Self.contradictions(said, stated, isSure: isSure)
      let isComparable = !signs.isEmpty || Self.isComparable(said, stated)
      if isSure, isComparable { compared[candidate.entry, default: 0] += 1 }
      for sign in signs where findings[candidate.entry]?.count ?? 0 < Self.findingsKept {
        findings[candidate.entry, default: []].append(
          Finding(
            session: question.question.session, customer: question.customer,
            question: question.text, quote: question.question.answerText, isSure: isSure,
            sign: sign))
      }
    }
  }

  /// The entries that enough customers were told something else about, by their index.
  func cases() -> [Case] {
    var cases: [Case] = []
    for (entry, list) in findings.sorted(by: { $0.key < $1.key }) {
      let bySign = Dictionary(grouping: list, by: \.sign)
      let best = bySign.sorted { $0.key < $1.key }.max {
        Set($0.value.map(\.customer)).count < Set($1.value.map(\.customer)).count
      }
      guard let found = best?.value, found.contains(where: \.isSure) else { continue }
      let customers = Set(found.map(\.customer)).count
      let share = Double(customers) / Double(max(customers, compared[entry] ?? 0))
      guard customers >= Self.leastCustomers, share >= Self.leastShare else { continue }
      cases.append(Case(entry: entry, findings: found, compared: compared[entry] ?? 0))
    }
    return cases
  }

  /// Times and amounts of a kind that both state and that have nothing in common, and words that
  /// one denies and the other affirms.
  private static func contradictions(_ said: Terms, _ stated: Terms, isSure: Bool) -> [String] {
    var signs: [String] = []
    for (kind, name) in [(Quantity.Kind.duration, "duration"), (.money, "money")] {
      let mine = said.amounts(kind)
      let theirs = stated.amounts(kind)
      if isSure, !mine.isEmpty, !theirs.isEmpty, mine.isDisjoint(with: theirs) {
        signs.append(name)
      }
    }
    let denied = said.denied.subtracting(said.plain).intersection(stated.plain)
      .subtracting(stated.denied)
    let affirmed = stated.denied.subtracting(stated.plain).intersection(said.plain)
      .subtracting(said.denied)
    for cell in denied.union(affirmed).sorted() { signs.append("deny:\(cell)") }
    return signs
  }

  private static func isComparable(_ said: Terms, _ stated: Terms) -> Bool {
    let kinds = [Quantity.Kind.duration, .money]
    return kinds.contains { !said.amounts($0).isEmpty && !stated.amounts($0).isEmpty }
      || said.plain.intersection(stated.plain).count >= 4
  }

  private static func terms(_ text: String, _ analyzer: Analyzer) -> Terms {
    let analysis = analyzer.analyze(text)
    var plain: Set<UInt32> = []
    var denied: Set<UInt32> = []
    for (unit, isNegated) in zip(analysis.units, analysis.negated) where unit.kind == .han {
      let cell = analysis.scalars[Int(unit.start)]
      guard !functionWords.contains(cell) else { continue }
      if isNegated { denied.insert(cell) } else { plain.insert(cell) }
    }
    return Terms(quantities: Set(Quantity.all(in: text)), plain: plain, denied: denied)
  }

  /// Characters that are denied and affirmed without a matter of their own.
  private static let functionWords = CellSet(
    "的了是有会能可以要用在到给您你我他她它们这那个么吗呢吧啊哦哈亲就也都还很更最再又和与或及但而且把被让对于从向为因所以如果则时候请先"
      + "后前上下里外中不没别未无非只要些什怎样多少几一二三四五六七八九十两件天元月日号年小定实际需好得着过来去看说想知道行管做")
}
