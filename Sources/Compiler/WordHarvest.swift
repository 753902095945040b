internal import Index
internal import Knowledge
internal import Text

/// Finds the words in the knowledge's own texts by ICU, so that queries need no dictionary but ours.
enum WordHarvest {
  /// Entries that are read at a time.
  private static let share = 32

  /// Words of 2–5 Han characters that occur at least twice, with their counts.
  static func words(in base: KnowledgeBase, normalizer: Normalizer) throws(ICUError) -> [String:
    Int]
  {
    let entries = base.entries
    let parts = Parallel.map((entries.count + share - 1) / share) { part in
      let range = (part * share)..<min(entries.count, (part + 1) * share)
      return Result { () throws(ICUError) in try count(entries[range], normalizer) }
    }
    var counts: [[UInt16]: Int] = [:]
    for part in parts { counts.merge(try part.get(), uniquingKeysWith: +) }
    var words: [String: Int] = [:]
    for (word, count) in counts where count >= 2 {
      words[String(decoding: word, as: UTF16.self)] = count
    }
    return words
  }

  /// The words of some entries, with their counts.
  private static func count(
    _ entries: ArraySlice<Entry>, _ normalizer: Normalizer
  ) throws(ICUError) -> [[UInt16]: Int] {
    var breaker = try WordBreaker()
    var counts: [[UInt16]: Int] = [:]
    for entry in entries {
      for text in entry.questions.map(\.text) + [entry.title, entry.scope] {
        let units = Array(normalizer.normalize(text).string.utf16)
        var start = 0
        for end in breaker.ends(of: units) {
          let word = units[start..<end]
          start = end
          guard (2...5).contains(word.count),
            word.allSatisfy({ normalizer.tables.kind(of: UInt32($0)) == .han })
          else { continue }
          counts[Array(word), default: 0] += 1
        }
      }
    }
    return counts
  }
}
