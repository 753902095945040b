internal import Dialogue
internal import Index
internal import Knowledge
internal import Shop

/// Turns topics and contradictions into proposals, the most useful first.
struct ProposalDrafter {
  /// How often an answer that stands in the knowledge is found by those who ask again, and serves
  /// them; the recognition of a tuned shop.
  private static let reach = 0.9
  private static let questionsKept = 30
  /// The share of answers that must be fit for everybody, and of their words; what agents say of
  /// single orders is below.
  private static let leastGeneral = 0.7
  private static let leastShare = 0.55

  let shop: ShopView
  let draft: GroupDraft
  let options: MiningOptions
  let sessions: Int

  /// The proposals of a week, ranked by gain.
  func proposals(
    _ groups: [QuestionGroup], _ contradictions: EntryContradictions
  ) -> [Proposal] {
    var proposals: [Ranked] = []
    var known: [Int: [ReplayedQuestion]] = [:]
    let recency = Recency(groups.lazy.flatMap(\.members).compactMap(\.question.at).max())
    var taken: Set<ReplayedQuestion.Key> = []
    for group in groups {
      if let proposal = newTopic(group) {
        proposals.append(Ranked(proposal, recency.share(of: group.members)))
        taken.formUnion(group.members.map(\.key))
        continue
      }
      for member in group.members {
        if let entry = EntryLink.entry(of: member) { known[entry, default: []].append(member) }
      }
    }
    for (entry, members) in known.sorted(by: { $0.key < $1.key }) {
      if let proposal = newQuestions(entry, members) {
        proposals.append(Ranked(proposal, recency.share(of: members)))
      }
    }
    for found in contradictions.cases(without: taken) {
      if let proposal = conflict(found) { proposals.append(Ranked(proposal, 1)) }
    }
    return proposals.filter { !options.decided.covers($0.proposal) }.sorted {
      ($1.value, $1.proposal.support.customers, $0.proposal.id)
        < ($0.value, $0.proposal.support.customers, $1.proposal.id)
    }.map(\.proposal)
  }

  /// A proposal with what it is worth: its gain, less where it was asked for long ago.
  private struct Ranked {
    let proposal: Proposal
    let value: Double

    init(_ proposal: Proposal, _ recency: Double) {
      self.proposal = proposal
      value = proposal.gain * recency
    }
  }

  // MARK: New topics

  private func newTopic(_ group: QuestionGroup) -> Proposal? {
    guard group.customers.count >= options.leastCustomers, EntryLink.entry(of: group) == nil
    else { return nil }
    guard isGeneral(group.members) else { return nil }
    let questions = draft.questions(
      of: group.members, mean: group.mean, limit: Self.questionsKept)
    guard
      let title = draft.title(
        of: questions, answers: group.members.map(\.answer), mean: group.mean)
    else { return nil }
    let (tier, product) = TierGuess.tier(of: group.members)
    var proposal = Proposal(
      id: "", kind: .newEntry, tier: tier, sku: product.map { shop.catalogue.products[$0].sku },
      title: title, questions: questions,
      support: Proposal.Support(
        sessions: group.sessions.count, customers: group.customers.count),
      evidence: Array(group.sessions.sorted().prefix(QuestionGroup.evidenceKept)),
      gain: gain(group.transfers))
    if let (more, fewer) = AnswerSides.find(in: group.members),
      let first = side(more), let second = side(fewer)
    {
      proposal.kind = .answerConflict
      proposal.conflicts = [first, second]
    } else {
      guard let answer = draft.answer(of: group.members) else { return nil }
      proposal.answer = answer
    }
    return identified(proposal)
  }

  /// Whether agents answered with what holds for everybody.
  private func isGeneral(_ members: [ReplayedQuestion]) -> Bool {
    let drafts = members.filter { !$0.answer.isEmpty }
      .map { AnswerDraft($0.question.answerText) }
    let count = Double(drafts.count)
    return drafts.count >= 2
      && Self.leastGeneral * count <= Double(drafts.count(where: \.isUsable))
      && Self.leastShare * count <= drafts.reduce(0) { $0 + $1.share }
  }

  private func side(_ side: AnswerSides.Side) -> Proposal.Side? {
    draft.quote(of: side.members).map {
      Proposal.Side(quote: $0, source: .agents, sessions: side.sessions)
    }
  }

  // MARK: Known entries

  private func newQuestions(_ index: Int, _ members: [ReplayedQuestion]) -> Proposal? {
    let entry = shop.catalogue.entries[index]
    guard let tier = Tier(rawValue: entry.tier) else { return nil }
    let matter = draft.vectors.vector(text: entry.title + "\n" + entry.answer.string)
    var questions: [String] = []
    var keys: Set<String> = []
    for member in members {
      if let text = draft.wording(of: member, mean: matter),
        keys.insert(DecidedProposals.key(text)).inserted
      {
        questions.append(text)
      }
    }
    let customers = Set(members.map(\.customer))
    guard !questions.isEmpty, customers.count >= options.leastCustomersOfWordings else {
      return nil
    }
    let evidence = Set(members.map(\.question.session)).sorted()
    let transfers = members.reduce(0) {
      $0 + $1.verdict.transfer / Double($1.openInSession)
    }
    return identified(
      Proposal(
        id: "", kind: .newQuestions, entry: entry.id, tier: tier,
        sku: entry.product.map { shop.catalogue.products[$0].sku }, title: entry.title,
        questions: Array(questions.prefix(Self.questionsKept)),
        support: Proposal.Support(sessions: evidence.count, customers: customers.count),
        evidence: Array(evidence.prefix(QuestionGroup.evidenceKept)), gain: gain(transfers)))
  }

  private func conflict(_ found: EntryContradictions.Case) -> Proposal? {
    let entry = shop.catalogue.entries[found.entry]
    guard let tier = Tier(rawValue: entry.tier) else { return nil }
    let evidence = Set(found.findings.map(\.session)).sorted()
    var keys: Set<String> = []
    var sides = [Proposal.Side(quote: entry.answer.string, source: .knowledge)]
    for finding in found.findings {
      let quote = PhraseCleaner.withoutMarks(finding.quote).replacing("\n", with: "；")
      let key = DecidedProposals.key(quote)
      guard !quote.isEmpty, draft.isClean(quote), keys.insert(key).inserted else { continue }
      let sessions = found.findings.filter { DecidedProposals.key($0.quote) == key }
        .map(\.session)
      sides.append(
        Proposal.Side(
          quote: quote, source: .agents, sessions: Set(sessions + [finding.session]).sorted()))
    }
    guard sides.count > 1 else { return nil }
    let questions = Set(found.findings.map(\.question)).sorted()
      .filter { !$0.isEmpty && draft.isClean($0) && $0.unicodeScalars.count <= 48 }
    return identified(
      Proposal(
        id: "", kind: .answerConflict, entry: entry.id, tier: tier,
        sku: entry.product.map { shop.catalogue.products[$0].sku }, title: entry.title,
        questions: questions,
        support: Proposal.Support(
          sessions: evidence.count, customers: Set(found.findings.map(\.customer)).count),
        evidence: evidence, gain: 0, conflicts: sides))
  }

  // MARK: Figures and ids

  private func gain(_ transfers: Double) -> Double {
    sessions == 0 ? 0 : min(1, Self.reach * transfers / Double(sessions))
  }

  /// The proposal with an id made from what it proposes, so that the same has the same on every run.
  private func identified(_ proposal: Proposal) -> Proposal {
    var proposal = proposal
    let parts =
      [proposal.kind.rawValue, proposal.entry ?? "", proposal.sku ?? ""]
      + proposal.questions.map(DecidedProposals.key).sorted()
      + proposal.conflicts.map { DecidedProposals.key($0.quote) }.sorted()
    proposal.id = "p-" + Fingerprint.of(parts)
    return proposal
  }
}
