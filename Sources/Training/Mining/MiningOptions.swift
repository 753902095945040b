/// What is proposed and what is not.
public struct MiningOptions: Sendable {
  /// Distinct customers who must have asked for something before an entry for it is proposed.
  public var leastCustomers = 4
  /// The same for wordings of an entry that stands already: its answer is proven.
  public var leastCustomersOfWordings = 1
  /// What reviewers have decided; it is not proposed again.
  public var decided = DecidedProposals()

  public init() {}
}
