import Index
import Language
import Matching
import Testing

@Suite struct TrieTests {
  private struct Hit: Equatable {
    let end: Int
    let value: Int
  }

  private func hits(_ trie: Trie, _ text: [UInt32], from start: Int) -> [Hit] {
    var found: [Hit] = []
    text.withUnsafeBufferPointer { buffer in
      trie.matches(buffer, from: start) { found.append(Hit(end: $0, value: $1)) }
    }
    return found
  }

  private func expected(_ keys: [[UInt32]], _ text: [UInt32], from start: Int) -> [Hit] {
    keys.enumerated().filter { text[start...].starts(with: $0.element) }
      .map { Hit(end: start + $0.element.count, value: $0.offset) }.sorted { $0.end < $1.end }
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func findsWhatANaiveDictionaryFinds(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let alphabet = (0..<(1 + random.below(40))).map { _ in UInt32(random.below(0xFFFF)) }
    var keys: [[UInt32]] = []
    for _ in 0..<random.below(400) {
      let key = (0...random.below(6)).map { _ in alphabet[random.below(alphabet.count)] }
      if !keys.contains(key) { keys.append(key) }
    }
    var writer = SnapshotWriter()
    Trie(keys).write(to: &writer, "trie")
    let trie = try Trie(try Snapshot(bytes: writer.bytes()), "trie")
    for _ in 0..<20 {
      let text = (0..<random.below(30)).map { _ in
        random.below(10) == 0
          ? UInt32(random.below(0x110000)) : alphabet[random.below(alphabet.count)]
      }
      for start in text.indices {
        #expect(
          hits(trie, text, from: start) == expected(keys, text, from: start), "seed \(seed)")
      }
    }
  }

  @Test func edges() {
    #expect(hits(Trie([]), [1, 2], from: 0).isEmpty)
    let trie = Trie([[0], [0xFFFF], [0, 0xFFFF]])
    #expect(hits(trie, [0, 0xFFFF], from: 0) == [Hit(end: 1, value: 0), Hit(end: 2, value: 2)])
    #expect(hits(trie, [0, 0xFFFF], from: 1) == [Hit(end: 2, value: 1)])
    #expect(hits(trie, [0x20000], from: 0).isEmpty)
    #expect(hits(trie, [], from: 0).isEmpty)
  }

  @Test func aLargeDictionaryKeepsAllItsKeys() {
    var random = SeededGenerator(seed: 9)
    var keys: Set<[UInt32]> = []
    while keys.count < 20_000 {
      keys.insert((0...(1 + random.below(4))).map { _ in 0x4E00 + UInt32(random.below(3000)) })
    }
    let list = keys.sorted { $0.lexicographicallyPrecedes($1) }
    let trie = Trie(list)
    for (value, key) in list.enumerated() {
      if hits(trie, key, from: 0).last != Hit(end: key.count, value: value) {
        Issue.record("key \(value) is lost")
      }
    }
  }
}
