public import Training

/// Rewritten answers held against what people of the shop told customers in the sessions replayed.
public struct AnswerReview: Sendable, Equatable {
  /// The chance at which customers who were told otherwise speak against an answer; they are few.
  static let significance = 0.05

  public struct Item: Sendable, Equatable {
    public let finding: AnswerWitnesses.Finding
    public let change: PairedChange

    /// Whether clearly more customers were told what only the old answer says.
    public var isAgainst: Bool { change.chance <= AnswerReview.significance }
  }

  public let items: [Item]

  public init(_ findings: [AnswerWitnesses.Finding] = []) {
    items = findings.map {
      Item(finding: $0, change: PairedChange(worse: $0.against, better: $0.inFavour))
    }
  }

  public var passed: Bool { !items.contains(where: \.isAgainst) }
}
