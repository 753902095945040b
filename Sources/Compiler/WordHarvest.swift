internal import Knowledge
internal import Text

/// Finds the words in the knowledge's own texts by ICU, so that queries need no dictionary but ours.
enum WordHarvest {
  /// Words of 2–5 Han characters that occur at least twice, with their counts.
  static func words(in base: KnowledgeBase, normalizer: Normalizer) throws(ICUError) -> [String:
    Int]
  {
    var breaker = try WordBreaker()
    var counts: [String: Int] = [:]
    for entry in base.entries {
      for text in entry.questions.map(\.text) + [entry.title, entry.scope] {
        let units = Array(normalizer.normalize(text).string.utf16)
        var start = 0
        for end in breaker.ends(of: units) {
          let word = units[start..<end]
          start = end
          guard (2...5).contains(word.count),
            word.allSatisfy({ normalizer.tables.kind(of: UInt32($0)) == .han })
          else { continue }
          counts[String(decoding: word, as: UTF16.self), default: 0] += 1
        }
      }
    }
    return counts.filter { $0.value >= 2 }
  }
}
