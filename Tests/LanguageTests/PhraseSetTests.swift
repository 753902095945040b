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
    let alphabet = (0..<6).map { UInt32($0 % 3 + 512 * ($0 / 3) + 1) }
    func word(_ longest: Int) -> [UInt32] {
      (0..<random.below(longest)).map { _ in alphabet[random.below(alphabet.count)] }
    }
    let phrases = (0..<random.below(30)).map { _ in word(5) }
    let text = word(60)
    let set = PhraseSet(phrases)
    let expected = phrases.enumerated().flatMap { number, phrase in
      text.indices.filter { !phrase.isEmpty && text[$0...].starts(with: phrase) }
        .map { Hit(phrase: number, range: $0..<($0 + phrase.count)) }
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
