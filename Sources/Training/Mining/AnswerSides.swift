/// Finds out whether agents contradict one another about the same question.
struct AnswerSides {
  /// A side of a contradiction: what some agents say.
  struct Side {
    var members: [ReplayedQuestion]

    var customers: Set<String> { Set(members.map(\.customer)) }
    var sessions: [String] { Set(members.map(\.question.session)).sorted() }
  }

  /// Customers whom each side must have told so; one agent may be mistaken or misread.
  private static let leastCustomers = 2
  /// Below this a side is a slip among many right answers.
  private static let leastShare = 0.12

  /// The sides, the one with more customers first; nil when nobody contradicts.
  static func find(in members: [ReplayedQuestion]) -> (Side, Side)? {
    let answered = members.mainQuestions()
    return byStance(answered) ?? byTerms(answered)
  }

  // MARK: Yes and no

  private static func byStance(_ members: [ReplayedQuestion]) -> (Side, Side)? {
    var yes = members.filter { Stance.of($0.answer) == .yes }
    var no = members.filter { Stance.of($0.answer) == .no }
    // Who states the same terms says the same thing of another case: 不行，30件起 and 可以，30件起.
    let isExplained = { (member: ReplayedQuestion, others: [ReplayedQuestion]) in
      let terms = Set(Quantity.all(in: member.answer))
      let sharing = others.count { !terms.isDisjoint(with: Quantity.all(in: $0.answer)) }
      return 2 * sharing >= others.count && sharing > 0
    }
    let allYes = yes
    yes.removeAll { isExplained($0, no) }
    no.removeAll { isExplained($0, allYes) }
    let found = sides(Side(members: yes), Side(members: no), of: members, least: 1)
    guard let (more, fewer) = found, fewer.customers.count < leastCustomers else { return found }
    // One who is alone may be misread, unless he denies just what is asked and the others affirm.
    let matter = asked(in: members)
    return more.customers.count > leastCustomers
      && (denies(more, fewer, of: matter) || denies(fewer, more, of: matter)) ? found : nil
  }

  /// Whether one side denies what the other affirms of the matter asked about.
  private static func denies(_ side: Side, _ other: Side, of asked: Set<UInt32>) -> Bool {
    let denied = common(side) { $0.denied.subtracting($0.plain) }
    let affirmed = common(other) { $0.plain.subtracting($0.denied) }
    return !denied.intersection(affirmed).isDisjoint(with: asked)
  }

  /// The characters that at least a third of a side's answers have.
  private static func common(
    _ side: Side, _ characters: (Denial) -> Set<UInt32>
  ) -> Set<UInt32> {
    var counts: [UInt32: Int] = [:]
    for member in side.members {
      for cell in characters(Denial(member.answer)) { counts[cell, default: 0] += 1 }
    }
    return Set(counts.filter { side.members.count <= 3 * $0.value }.keys)
  }

  /// The telling characters in more than one of the questions.
  private static func asked(in members: [ReplayedQuestion]) -> Set<UInt32> {
    var counts: [UInt32: Int] = [:]
    for member in members {
      for cell in Set(Cells.of(member.text)) where Denial.isTelling(cell) {
        counts[cell, default: 0] += 1
      }
    }
    return Set(counts.filter { $0.value > 1 }.keys)
  }

  // MARK: Terms

  /// Different times or amounts in answers that name one each.
  private static func byTerms(_ members: [ReplayedQuestion]) -> (Side, Side)? {
    for kind in [Quantity.Kind.duration, .money, .percent] {
      var byValue: [Quantity: [ReplayedQuestion]] = [:]
      for member in members {
        let stated = Set(Quantity.all(in: member.answer).filter { $0.kind == kind })
        if stated.count == 1, let only = stated.first { byValue[only, default: []].append(member) }
      }
      let ranked = byValue.sorted {
        ($1.value.count, $0.key.hundredths) < ($0.value.count, $1.key.hundredths)
      }
      guard ranked.count >= 2 else { continue }
      // Another product may have other terms.
      let isSameProduct = ranked[0].value.contains { first in
        ranked[1].value.contains { $0.product == first.product }
      }
      if isSameProduct,
        let found = sides(
          Side(members: ranked[0].value), Side(members: ranked[1].value), of: members,
          least: leastCustomers)
      {
        return found
      }
    }
    return nil
  }

  private static func sides(
    _ first: Side, _ second: Side, of members: [ReplayedQuestion], least: Int
  ) -> (Side, Side)? {
    let (more, fewer) =
      second.customers.count > first.customers.count ? (second, first) : (first, second)
    let share = Double(fewer.members.count) / Double(max(1, members.count))
    guard fewer.customers.count >= least, share >= leastShare else { return nil }
    return (more, fewer)
  }
}

extension [ReplayedQuestion] {
  /// The first question of each session, by session: what follows asks about something else of the
  /// same matter.
  func mainQuestions(answeredOnly: Bool = true) -> [ReplayedQuestion] {
    var first: [String: ReplayedQuestion] = [:]
    for member in self where !answeredOnly || !member.answer.isEmpty {
      let known = first[member.question.session]
      if known.map({ member.question.message < $0.question.message }) ?? true {
        first[member.question.session] = member
      }
    }
    return first.values.sorted { $0.question.session < $1.question.session }
  }
}
