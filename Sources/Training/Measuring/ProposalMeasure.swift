/// How good the proposals of a labelled week are.
public struct ProposalMeasure: Sendable, Equatable {
  /// A count out of a total.
  public struct Share: Sendable, Equatable {
    public var hits = 0
    public var total = 0

    mutating func add(_ isHit: Bool) {
      total += 1
      if isHit { hits += 1 }
    }
  }

  /// Planted subjects that should become entries and that a proposal is about.
  public var topics = Share()
  /// Proposals of something new that are about such a subject, each subject once.
  public var entries = Share()
  /// Planted subjects that too few customers asked for and that were proposed all the same.
  public var belowSupport = Share()
  /// Contradictions, of agents with each other or with the knowledge, that a proposal shows.
  public var conflicts = Share()
  /// Contradicted subjects that were proposed with one side's answer only.
  public var silentConflicts = 0
  /// Wordings with a label that were given to the entry or subject of their label.
  public var wordings = Share()
  /// The same for wordings of entries that stand in the knowledge.
  public var knownWordings = Share()
  /// Personal strings found in proposals.
  public var leaks: [String] = []
  /// What to look at, one a line.
  public var differences: [String] = []

  /// Measures proposals by the labels of the sessions that they were made from.
  public init(
    _ proposals: [Proposal], gold: [SessionGold], transcripts: [Transcript], topics: PlantedTopics
  ) {
    let labels = Self.labels(gold, transcripts)
    var found: [String: Proposal.Kind] = [:]
    for proposal in proposals where proposal.entry == nil {
      let topic = Self.topic(of: proposal, in: topics)
      let isNew = topic.map { $0.shouldBecomeEntry && found[$0.slug] == nil } ?? false
      entries.add(isNew)
      if !isNew {
        differences.append("\(proposal.id) \(proposal.title): \(topic?.slug ?? "no planted topic")")
      }
      if let topic, found[topic.slug] != .answerConflict { found[topic.slug] = proposal.kind }
    }
    for topic in topics.topics {
      let kind = found[topic.slug]
      guard topic.shouldBecomeEntry else {
        belowSupport.add(kind != nil)
        continue
      }
      self.topics.add(kind != nil)
      if kind == nil { differences.append("\(topic.slug): not proposed") }
      guard topic.conflict else {
        if kind == .answerConflict { differences.append("\(topic.slug): no conflict") }
        continue
      }
      conflicts.add(kind == .answerConflict)
      if kind == .newEntry { silentConflicts += 1 }
      if kind != .answerConflict { differences.append("\(topic.slug): conflict not shown") }
    }
    for conflict in topics.existingConflicts {
      let isShown = proposals.contains {
        $0.kind == .answerConflict && $0.entry == conflict.entry
      }
      conflicts.add(isShown)
      if !isShown { differences.append("\(conflict.entry): conflict not shown") }
    }
    judgeWordings(proposals, labels, topics)
    let personal = Set(gold.flatMap(\.personal)).filter { $0.unicodeScalars.count >= 2 }
    for proposal in proposals {
      let line = ProposalFile.line(proposal)
      leaks += personal.filter { line.contains($0) }.sorted()
    }
  }

  private mutating func judgeWordings(
    _ proposals: [Proposal], _ labels: [String: [(text: String, label: String)]],
    _ topics: PlantedTopics
  ) {
    for proposal in proposals where proposal.kind != .answerConflict || proposal.entry == nil {
      let right =
        proposal.entry ?? Self.topic(of: proposal, in: topics).map { "new:\($0.slug)" } ?? ""
      for question in proposal.questions {
        let key = DecidedProposals.key(question)
        let label = proposal.evidence.flatMap { labels[$0] ?? [] }.first {
          $0.text.contains(key) || key.contains($0.text)
        }?.label
        guard let label else { continue }
        wordings.add(label == right)
        if proposal.entry != nil { knownWordings.add(label == right) }
        if label != right { differences.append("\(question): \(label), not \(right)") }
      }
    }
  }

  /// The planted subject that most of a proposal's sessions belong to.
  private static func topic(of proposal: Proposal, in topics: PlantedTopics) -> PlantedTopics.Topic?
  {
    topics.topics.first { topic in
      let shared = Set(topic.sessions).intersection(proposal.evidence).count
      return 2 * shared > proposal.evidence.count
    }
  }

  /// For each session, the labelled messages without what makes no difference.
  private static func labels(
    _ gold: [SessionGold], _ transcripts: [Transcript]
  ) -> [String: [(text: String, label: String)]] {
    var labels: [String: [(text: String, label: String)]] = [:]
    for (session, transcript) in zip(gold, transcripts) {
      labels[session.session] = session.questions.compactMap { question in
        guard transcript.messages.indices.contains(question.message) else { return nil }
        let text = PhraseCleaner.question(transcript.messages[question.message].text)
        return (DecidedProposals.key(text), question.label)
      }
    }
    return labels
  }
}
