internal import Language
internal import Text

/// Measures how varied the questions of entries are.
struct QuestionDiversity {
  private let base: KnowledgeBase
  private let normalizer: Normalizer
  /// Markers and names of products: words that say nothing of what is asked.
  private let functionWords: Set<[UInt32]>

  init(_ base: KnowledgeBase, _ normalizer: Normalizer) {
    self.base = base
    self.normalizer = normalizer
    let words =
      base.lexicon.markers.map(\.form) + base.products.flatMap { [$0.name] + $0.aliases }
    functionWords = Set(words.map { normalizer.normalize($0).scalars })
  }

  func measure() throws(ICUError) -> KnowledgeStats.Diversity {
    var breaker = try WordBreaker()
    var similarities: [Double] = []
    var asked = 0
    var without = 0
    for entry in base.entries {
      let questions = entry.questions.map { normalizer.normalize($0.text).scalars }
      if questions.count > 1 { similarities.append(Self.meanSimilarity(questions)) }
      let words = contentWords(entry.title, &breaker)
      guard !words.isEmpty else { continue }
      asked += questions.count
      without += questions.count { question in
        !words.contains { Self.contains(question, $0) }
      }
    }
    return KnowledgeStats.Diversity(
      similarity: similarities.isEmpty
        ? 0 : similarities.reduce(0, +) / Double(similarities.count),
      withoutTitleWord: asked == 0 ? 0 : Double(without) / Double(asked))
  }

  /// The words of a title of at least two characters that are neither markers nor products.
  private func contentWords(_ title: String, _ breaker: inout WordBreaker) -> [[UInt32]] {
    let units = Array(normalizer.normalize(title).string.utf16)
    var words: [[UInt32]] = []
    var start = 0
    for end in breaker.ends(of: units) {
      let word = String(decoding: units[start..<end], as: UTF16.self).unicodeScalars.map(\.value)
      if word.count > 1, !functionWords.contains(word) { words.append(word) }
      start = end
    }
    return words
  }

  /// The mean of |A ∩ B| ÷ |A ∪ B| over all pairs, A and B being sets of character bigrams.
  private static func meanSimilarity(_ questions: [[UInt32]]) -> Double {
    let sets = questions.map(bigrams)
    var sum = 0.0
    var pairs = 0
    for left in sets.indices {
      for right in sets.index(after: left)..<sets.endIndex {
        let common = intersectionCount(sets[left], sets[right])
        let union = sets[left].count + sets[right].count - common
        sum += union == 0 ? 1 : Double(common) / Double(union)
        pairs += 1
      }
    }
    return sum / Double(pairs)
  }

  /// The bigrams of a text, sorted, each once; a single character stands for itself.
  private static func bigrams(_ scalars: [UInt32]) -> [UInt64] {
    if scalars.count == 1 { return [UInt64(scalars[0])] }
    let all = zip(scalars, scalars.dropFirst()).map { UInt64($0) << 32 | UInt64($1) }
    return Set(all).sorted()
  }

  private static func intersectionCount(_ left: [UInt64], _ right: [UInt64]) -> Int {
    var (i, j, count) = (0, 0, 0)
    while i < left.count, j < right.count {
      if left[i] == right[j] {
        count += 1
        i += 1
        j += 1
      } else if left[i] < right[j] {
        i += 1
      } else {
        j += 1
      }
    }
    return count
  }

  private static func contains(_ text: [UInt32], _ part: [UInt32]) -> Bool {
    guard part.count <= text.count else { return false }
    return (0...(text.count - part.count)).contains { text[$0...].starts(with: part) }
  }
}
