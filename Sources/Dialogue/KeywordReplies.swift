internal import Language
internal import Shop

/// Finds which of the shop's keyword replies a message asks for by its words.
struct KeywordReplies: Sendable {
  private let phrases: PhraseSet
  /// The words of each reply among the phrases: those that it needs, and those that it excludes.
  private let replies: [(needed: Range<Int>, excluded: Range<Int>)]

  init(_ rules: [ShopRules.AutoReply]) {
    var words: [String] = []
    replies = rules.map { rule in
      let start = words.count
      words += rule.words
      let middle = words.count
      words += rule.without
      return (start..<middle, middle..<words.count)
    }
    phrases = PhraseSet(words)
  }

  /// The replies all of whose words, and none of whose excluded words, stand in a text, ascending.
  func matching(_ text: [UInt32]) -> [Int] {
    var found: Set<Int> = []
    phrases.search(text) { phrase, _ in
      found.insert(phrase)
      return true
    }
    guard !found.isEmpty else { return [] }
    return replies.indices.filter { reply in
      replies[reply].needed.allSatisfy(found.contains)
        && !replies[reply].excluded.contains(where: found.contains)
    }
  }
}
