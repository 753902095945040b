internal import Evaluation
internal import Knowledge

/// The week's report for the people of the shop.
public struct WeekReport: Sendable {
  let result: WeeklyMining.Result
  /// The version of the knowledge that was replayed.
  let version: String

  public init(_ result: WeeklyMining.Result, version: String) {
    self.result = result
    self.version = version
  }

  var figures: WeekFigures { result.figures }

  func proposals(_ kind: Proposal.Kind) -> [Proposal] {
    result.proposals.filter { $0.kind == kind }
  }

  /// What the bot would have done with the week's questions: label, count.
  var outcomes: [(label: String, tone: String, share: Proportion)] {
    [
      ("答对（或照规矩转人工）", "good-1", Proportion(figures.right, of: figures.questions)),
      ("答成别的", "bad-1", Proportion(figures.wrong, of: figures.questions)),
      ("反问或婉拒", "fair", Proportion(figures.askedBack, of: figures.questions)),
      ("没接住转人工", "poor", Proportion(figures.transferred, of: figures.questions)),
    ]
  }

  /// The share of sessions that are expected to end with a person for want of an answer, and by how
  /// much it falls when all is taken up.
  var transfer: (before: Double, fall: Double) {
    let before = figures.expectedTransfers / Double(max(1, figures.sessions))
    return (before, min(before, result.proposals.reduce(0) { $0 + $1.gain }))
  }

  static func support(_ proposal: Proposal) -> String {
    "\(proposal.support.customers) 位顾客，\(proposal.support.sessions) 段会话"
  }

  static func place(_ proposal: Proposal) -> String {
    let tier =
      switch proposal.tier {
      case .general: "通用"
      case .product: "商品"
      case .promotion: "活动"
      }
    return proposal.sku.map { "\(tier) \($0)" } ?? tier
  }

  /// The name of a side of a contradiction.
  static func name(_ side: Proposal.Side) -> String {
    switch side.source {
    case .knowledge: "知识库"
    case .agents: "客服（\(side.sessions.count) 段会话）"
    }
  }
}
