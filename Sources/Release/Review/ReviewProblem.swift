public import Training

/// Why a step cannot be taken; in the words of the shop's staff.
public enum ReviewProblem: Error, Sendable, Equatable, CustomStringConvertible {
  case unknown(String)
  case noAnswer(String)
  case noEntry(String)
  case unknownEntry(String)
  case noQuestions(String)
  case noReason(String)
  case badSplit(String)
  case nothingToUndo

  public var description: String {
    switch self {
    case .unknown(let id): "没有提案 \(id)；用 --list 看全部"
    case .noAnswer(let id): "\(id)：还没有答案；按 e 写好答案，或按数字采用一方的说法"
    case .noEntry(let id): "\(id)：没有写明条目；按 e 填上“条目”"
    case .unknownEntry(let entry): "知识里没有条目 \(entry)；写一个已有条目的 id"
    case .noQuestions(let id): "\(id)：一个问法都没有；至少留一个"
    case .noReason(let id): "\(id)：驳回要写理由"
    case .badSplit(let id): "\(id)：两份都要有问法；写要分出去的问法序号，如 2,4-6"
    case .nothingToUndo: "没有可撤销的操作"
    }
  }
}

extension Proposal {
  /// Whether a release can make knowledge of it.
  ///
  /// - Parameter entries: the ids of the knowledge; nil: not known, not checked.
  func checkAcceptable(_ entries: Set<String>?) throws(ReviewProblem) {
    if kind != .answerConflict, questions.isEmpty { throw .noQuestions(id) }
    if kind != .newQuestions, answer.isEmpty { throw .noAnswer(id) }
    switch kind {
    case .newEntry: break
    case .newQuestions:
      guard let entry else { throw .noEntry(id) }
      if let entries, !entries.contains(entry) { throw .unknownEntry(entry) }
    case .answerConflict:
      // Without an entry the settled answer makes a new one, which needs wordings.
      if entry == nil, questions.isEmpty { throw .noQuestions(id) }
      if let entry, let entries, !entries.contains(entry) { throw .unknownEntry(entry) }
    }
  }

  /// The two parts, the first with the wordings named.
  ///
  /// - Parameter places: the wordings of the second part, from 0.
  public func split(_ places: Set<Int>) throws(ReviewProblem) -> [Proposal] {
    var first = self
    var second = self
    first.id = id + ".1"
    second.id = id + ".2"
    first.questions = questions.enumerated().filter { !places.contains($0.offset) }.map(\.element)
    second.questions = questions.enumerated().filter { places.contains($0.offset) }.map(\.element)
    guard let title = second.questions.first, !first.questions.isEmpty else { throw .badSplit(id) }
    second.title = title
    return [first, second]
  }
}
