public import Training

/// What a refused release is put down to.
public struct Blame: Sendable, Equatable {
  /// What speaks against a proposal.
  public struct Suspicion: Sendable, Equatable {
    /// Labelled turns and dialogues that concern its entry, of the rate that speaks most against it.
    public var change: PairedChange
    /// A message that is answered worse now.
    public var example: String?
    /// Customers who were told what only the old answer says; nil: its answer was not held against
    /// sessions, or is not contradicted.
    public var contradictedBy: Int?
    /// Wordings that are surely another entry's.
    public var misplaced: WordingReview.Item?

    /// Whether sessions or the version that serves say otherwise.
    public var isContradicted: Bool { contradictedBy != nil || misplaced != nil }

    /// Whether it is more than chance.
    public var isGrave: Bool {
      isContradicted || change.chance <= GateCheck.significance
    }
  }

  public struct Culprit: Sendable, Equatable {
    public let proposal: Proposal
    public let suspicion: Suspicion
  }

  public let culprits: [Culprit]
  /// Whether the rest passes; false with no proposals: what people edited fails by itself; nil:
  /// not looked for.
  public let passesWithout: Bool?

  public var proposals: [Proposal] { culprits.map(\.proposal) }
}
