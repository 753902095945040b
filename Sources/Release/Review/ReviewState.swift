public import Training

/// What became of the proposals, a pure function of the queue and the journal.
public struct ReviewState: Sendable, Equatable {
  public enum Status: Sendable, Equatable {
    case open
    /// Put off: it comes again after the others.
    case later
    case accepted
    case rejected(reason: String)
    /// Its parts are decided in its place.
    case split
  }

  public struct Item: Sendable, Equatable {
    /// As it was proposed.
    public let original: Proposal
    /// As the reviewer left it.
    public var proposal: Proposal
    public var status: Status

    /// Whether a reviewer has to look at it.
    public var isWaiting: Bool { status == .open || status == .later }
  }

  /// In the order in which they are gone through; parts follow what they were split from.
  public private(set) var items: [Item]
  /// The steps in force: those that were not taken back.
  public private(set) var steps: [ReviewAction] = []
  private let queue: [Proposal]

  /// - Complexity: O(proposals + steps · proposals).
  public init(_ queue: [Proposal], _ journal: [ReviewAction] = []) {
    self.queue = queue
    items = Self.fresh(queue)
    var steps: [ReviewAction] = []
    for action in journal {
      if action == .undo { _ = steps.popLast() } else { steps.append(action) }
    }
    for step in steps { apply(step) }
  }

  /// Those that wait for a decision: the open ones, then those put off.
  public var waiting: [Item] {
    items.filter { $0.status == .open } + items.filter { $0.status == .later }
  }

  /// Those that a release makes knowledge of, as the reviewer left them.
  public var accepted: [Proposal] {
    items.filter { $0.status == .accepted }.map(\.proposal)
  }

  /// How many were rejected.
  public var rejected: Int {
    items.count { if case .rejected = $0.status { true } else { false } }
  }

  /// What mining must not propose again.
  public var decided: DecidedProposals {
    DecidedProposals(
      items.compactMap { item in
        switch item.status {
        case .open, .later: nil
        case .accepted: DecidedProposals.Record(item.original, .accepted)
        case .rejected(let reason):
          DecidedProposals.Record(item.original, .rejected, reason: reason)
        case .split: DecidedProposals.Record(item.original, .replaced)
        }
      })
  }

  public func item(_ id: String) -> Item? { items.first { $0.proposal.id == id } }

  /// Takes a step; steps on proposals that are no longer there do nothing.
  public mutating func apply(_ action: ReviewAction) {
    if action == .undo {
      let left = Array(steps.dropLast())
      self = ReviewState(queue, left)
      return
    }
    steps.append(action)
    guard let place = items.firstIndex(where: { $0.proposal.id == action.proposal }) else { return }
    switch action {
    case .undo: break
    case .accept: items[place].status = .accepted
    case .later: items[place].status = .later
    case .reject(_, let reason): items[place].status = .rejected(reason: reason)
    case .edit(let proposal):
      items[place].proposal = proposal
      items[place].status = .open
    case .merge(_, let entry):
      items[place].proposal.kind = .newQuestions
      items[place].proposal.entry = entry
      items[place].proposal.answer = ""
      items[place].proposal.conflicts = []
      items[place].status = .accepted
    case .split(_, let parts):
      items[place].status = .split
      items.insert(contentsOf: Self.fresh(parts), at: place + 1)
    }
  }

  private static func fresh(_ proposals: [Proposal]) -> [Item] {
    proposals.map { Item(original: $0, proposal: $0, status: .open) }
  }
}
