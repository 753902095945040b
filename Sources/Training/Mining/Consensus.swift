/// What several answers have in common, by pairs of neighbouring letters.
struct Consensus {
  /// Below so many answers nothing can be called a single one's.
  private static let leastAnswers = 3
  /// Clauses as short as 不行哦 say yes or no and stay.
  private static let shortClause = 3

  private let backing: [UInt64: Int]
  private let total: Int
  private let answers: Int

  init(_ texts: [String]) {
    var backing: [UInt64: Int] = [:]
    for text in texts { for pair in Utterance(text).pairs { backing[pair, default: 0] += 1 } }
    self.backing = backing
    total = backing.values.reduce(0) { $0 + $1 - 1 }
    answers = texts.count
  }

  /// How well one of the answers speaks for all, 0…1: how much of what they agree on it says
  /// (recall) and how much of it they agree on (precision), recall counting twice (F2).
  func share(of text: String) -> Double {
    guard answers > 1 else { return 1 }
    let pairs = Utterance(text).pairs
    let agreed = pairs.reduce(0) { $0 + max(0, (backing[$1] ?? 0) - 1) }
    let recall = Double(agreed) / Double(max(1, total))
    let precision = Double(pairs.count(where: isBacked)) / Double(max(1, pairs.count))
    return agreed == 0 ? 0 : 5 * precision * recall / (4 * precision + recall)
  }

  /// One of the answers without the clauses in which no other has anything.
  func pruned(_ text: String) -> String {
    guard answers >= Self.leastAnswers else { return text }
    let pieces = PhraseCleaner.pieces(of: text)
    let kept = pieces.filter { piece in
      let utterance = Utterance(piece.text)
      return utterance.significant <= Self.shortClause || utterance.pairs.contains(where: isBacked)
    }
    return kept.isEmpty ? text : PhraseCleaner.joined(kept)
  }

  private func isBacked(_ pair: UInt64) -> Bool { 1 < backing[pair] ?? 0 }
}
