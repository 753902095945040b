/// Gathers what understood sessions tell, session by session.
struct MiningIntake {
  private let shop: ShopView
  private var miner: TopicMiner
  private var contradictions: EntryContradictions
  private(set) var figures = WeekFigures()

  init(shop: ShopView) {
    self.shop = shop
    miner = TopicMiner(shop: shop)
    contradictions = EntryContradictions(shop: shop)
  }

  mutating func add(_ session: MiningJournal.Session) {
    figures.add(session, shop: shop)
    for question in session.questions {
      contradictions.add(question)
      miner.add(question)
    }
  }

  /// The proposals of all that was taken in, the most useful first.
  mutating func proposals(_ options: MiningOptions, masker: PrivacyMasker) -> [Proposal] {
    let groups = miner.finish()
    let drafter = ProposalDrafter(
      shop: shop, draft: GroupDraft(vectors: miner.vectors, masker: masker, shop: shop),
      options: options, sessions: figures.sessions)
    return drafter.proposals(groups, contradictions)
  }
}
