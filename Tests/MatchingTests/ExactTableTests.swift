import Index
import Matching
import Testing

@Suite struct ExactTableTests {
  @Test(arguments: [0, 1, 2, 17, 1_000, 20_000])
  func findsItsKeysAndNoOthers(count: Int) throws {
    var random = SeededGenerator(seed: UInt64(count))
    // Keys need not be spread as evenly as hashes are.
    let keys = Set((0..<count).map { _ in random.next() >> UInt64(random.below(20)) })
    let wordings = keys.enumerated().map { (key: $1, topic: $0 % 700) }
    var writer = SnapshotWriter()
    ExactTable.write(wordings + wordings.prefix(3).map { ($0.key, $0.topic + 1) }, to: &writer)
    let table = try ExactTable(try Snapshot(bytes: writer.bytes()))
    for (key, topic) in wordings.dropFirst(3) { #expect(table.topic(of: key) == topic) }
    for (key, _) in wordings.prefix(3) {
      #expect(table.topic(of: key) == nil, "a wording of two topics")
    }
    for key in [0, 1, UInt64.max] + keys.map({ $0 &+ 1 }) where !keys.contains(key) {
      #expect(table.topic(of: key) == nil)
    }
  }
}
