import Language
import Matching
import Testing

@Suite struct PhraseSetTests {
  private struct Hit: Hashable {
    let phrase: Int
    let range: Range<Int>
  }

  private func hits(_ set: PhraseSet, _ text: [UInt32]) -> [Hit] {
    var found: [Hit] = []
    set.search(text) { phrase, range in
      found.append(Hit(phrase: phrase, range: range))
      return true
    }
    return found
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func findsWhatANaiveSearchFinds(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    // Few letters, some of which share their low bits.
    let alphabet: [UInt32] = [1, 2, 3, 513, 514, 515]
    func word(_ longest: Int) -> [UInt32] {
      var word: [UInt32] = []
      for _ in 0..<random.below(longest) { word.append(alphabet[random.below(6)]) }
      return word
    }
    let phrases = (0..<random.below(30)).map { _ in word(5) }
    let text = word(60)
    let set = PhraseSet(phrases)
    var expected: [Hit] = []
    for (number, phrase) in phrases.enumerated() where !phrase.isEmpty {
      for start in text.indices where text[start...].starts(with: phrase) {
        expected.append(Hit(phrase: number, range: start..<(start + phrase.count)))
      }
    }
    let found = hits(set, text)
    #expect(found.count == expected.count && Set(found) == Set(expected))
    #expect(found.map(\.range.lowerBound) == found.map(\.range.lowerBound).sorted())
    #expect(set.isIn(text) == !expected.isEmpty)
    #expect(set.begins(text) == expected.contains { $0.range.lowerBound == 0 })
  }

  @Test func emptyPhrasesAreNeverFound() {
    #expect(!PhraseSet([""]).isIn([1, 2, 3]))
    #expect(!PhraseSet([String]()).begins([1]))
    #expect(!PhraseSet(["退"]).isIn([]))
  }
}
