import Matching
import TestSupport
import Testing
import Text

@Suite struct WordBreakerTests {
  @Test func wordsOfASentence() throws {
    var breaker = try WordBreaker()
    let units = Array("hello 世界".utf16)
    let ends = breaker.ends(of: units)
    let none = breaker.ends(of: [])
    #expect(ends == [5, 6, 8])
    #expect(none.isEmpty)
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func endsTileAnyText(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var breaker = try WordBreaker()
    for _ in 0..<50 {
      var units = Array(RandomText.message(&random).utf16)
      // A lone surrogate may come from a broken client.
      if random.below(8) == 0 { units.insert(0xD83D, at: random.below(units.count + 1)) }
      let ends = breaker.ends(of: units)
      #expect(ends.last ?? 0 == units.count, "seed \(seed)")
      #expect(zip([0] + ends, ends).allSatisfy(<), "seed \(seed)")
    }
  }
}
