internal import Index
internal import Shop

/// Gathers what agents answered against the entries of the knowledge.
struct EntryContradictions {
  /// One agent's answer that says something else than the entry.
  struct Finding {
    var key: ReplayedQuestion.Key
    var customer: String
    var question: String
    var quote: String
    /// Whether the question is surely the entry's.
    var isSure: Bool
    /// What contradicts: a kind of quantity, or a denied character.
    var sign: String

    var session: String { key.session }
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

  private var findings: [Int: [Finding]] = [:]
  private var compared: [Int: Int] = [:]
  private let terms: [Terms]

  /// What a text states.
  private struct Terms: Sendable {
    /// Each clause with a time or an amount in it, with its telling characters.
    var clauses: [(quantities: Set<Quantity>, words: Set<UInt32>)]
    var plain: Set<UInt32>
    var denied: Set<UInt32>

    /// The clauses that name something of a kind.
    func clauses(_ kind: Quantity.Kind) -> [(amounts: Set<Quantity>, words: Set<UInt32>)] {
      clauses.compactMap { clause in
        let amounts = clause.quantities.filter { $0.kind == kind }
        return amounts.isEmpty ? nil : (amounts, clause.words)
      }
    }
  }

  init(shop: ShopView) {
    terms = shop.catalogue.entries.indices.map { index in
      let entry = shop.catalogue.entries[index]
      let texts = [entry.answer, entry.again, entry.live].map { $0?.string ?? "" }
      return Self.terms(texts.joined(separator: "\n"))
    }
  }

  /// Compares an agent's answer with the entries that the question may mean.
  mutating func add(_ question: ReplayedQuestion) {
    guard !question.answer.isEmpty else { return }
    let said = Self.terms(question.answer)
    for candidate in question.candidates where candidate.probability >= Self.possible {
      let stated = terms[candidate.entry]
      let isSure = candidate.probability >= Self.surely
      let signs = Self.contradictions(said, stated, isSure: isSure)
      let isComparable = !signs.isEmpty || Self.isComparable(said, stated)
      if isSure, isComparable { compared[candidate.entry, default: 0] += 1 }
      for sign in signs where findings[candidate.entry]?.count ?? 0 < Self.findingsKept {
        findings[candidate.entry, default: []].append(
          Finding(
            key: question.key, customer: question.customer,
            question: question.text, quote: question.question.answerText, isSure: isSure,
            sign: sign))
      }
    }
  }

  /// The entries that enough customers were told something else about, by their index.
  ///
  /// - Parameter others: questions that turned out to be about something else, by session and
  ///   message.
  func cases(without others: Set<ReplayedQuestion.Key>) -> [Case] {
    var cases: [Case] = []
    for (entry, all) in findings.sorted(by: { $0.key < $1.key }) {
      let list = all.filter { !others.contains($0.key) }
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

  /// Times and amounts that differ where both speak of the same, and words that one denies and the
  /// other affirms.
  private static func contradictions(_ said: Terms, _ stated: Terms, isSure: Bool) -> [String] {
    var signs: [String] = []
    for (kind, name) in [(Quantity.Kind.duration, "duration"), (.money, "money")]
    where isSure && differ(said.clauses(kind), stated.clauses(kind)) {
      signs.append(name)
    }
    let denied = said.denied.subtracting(said.plain).intersection(stated.plain)
      .subtracting(stated.denied)
    let affirmed = stated.denied.subtracting(stated.plain).intersection(said.plain)
      .subtracting(said.denied)
    for cell in denied.union(affirmed).sorted() { signs.append("deny:\(cell)") }
    return signs
  }

  /// Whether no clause names what the clause of the other side that is most like it names.
  private static func differ(
    _ said: [(amounts: Set<Quantity>, words: Set<UInt32>)],
    _ stated: [(amounts: Set<Quantity>, words: Set<UInt32>)]
  ) -> Bool {
    guard !said.isEmpty, !stated.isEmpty else { return false }
    return said.allSatisfy { clause in
      let shared = stated.map { $0.words.intersection(clause.words).count }
      let most = shared.max() ?? 0
      let meant = zip(stated, shared).filter { $0.1 == most }.map(\.0.amounts)
      return meant.allSatisfy { $0.isDisjoint(with: clause.amounts) }
    }
  }

  /// Whether an answer to a question that is surely an entry's says something else than a text.
  static func contradict(_ said: String, _ stated: String) -> Bool {
    !contradictions(terms(said), terms(stated), isSure: true).isEmpty
  }

  private static func isComparable(_ said: Terms, _ stated: Terms) -> Bool {
    let kinds = [Quantity.Kind.duration, .money]
    return kinds.contains { !said.clauses($0).isEmpty && !stated.clauses($0).isEmpty }
      || said.plain.intersection(stated.plain).count >= 4
  }

  private static func terms(_ text: String) -> Terms {
    let denial = Denial(text)
    let clauses = PhraseCleaner.pieces(of: text).compactMap { piece in
      let quantities = Set(Quantity.all(in: piece.text))
      let words = Set(Cells.of(piece.text).filter(Denial.isTelling))
      return quantities.isEmpty ? nil : (quantities: quantities, words: words)
    }
    return Terms(clauses: clauses, plain: denial.plain, denied: denial.denied)
  }
}
