import Index
import Matching
import Testing

@Suite struct RetrievalIndexTests {
  /// Units of which few are frequent; three share a sound.
  private static func units(_ random: inout SeededGenerator, longest: Int) -> [UInt32] {
    (0..<random.below(longest + 1)).map { _ in
      let rare = random.below(12) == 0
      return UInt32(rare ? random.below(3_000) : random.below(1 + random.below(60)))
    }
  }

  private static func sounds(_ keys: [UInt32]) -> [UInt32] { keys.map { $0 / 3 } }

  private static func index(
    _ random: inout SeededGenerator, questions: Int, longest: Int
  ) -> RetrievalIndex {
    var sequences = UnitSequences()
    for _ in 0..<questions {
      let keys = units(&random, longest: longest)
      sequences.append(keys: keys, sounds: sounds(keys))
    }
    return RetrievalIndex(sequences)
  }

  private static func hits(
    _ index: RetrievalIndex, _ query: [UInt32], _ limit: Int, _ scratch: RetrievalScratch,
    all: Bool
  ) -> [RetrievalHit] {
    query.withUnsafeBufferPointer { keys in
      sounds(query).withUnsafeBufferPointer { sounds in
        if all {
          index.searchAll(keys: keys, sounds: sounds, limit: limit, scratch)
        } else {
          index.search(keys: keys, sounds: sounds, limit: limit, scratch)
        }
      }
    }
    return (0..<scratch.hitCount).map { scratch.hit($0) }
  }

  @Test(arguments: [
    (0, 4), (1, 4), (7, 3), (300, 12), (6_000, 9), (20_000, 20), (150_000, 7), (300_003, 9),
  ])
  func findsWhatScoringEveryQuestionFinds(questions: Int, longest: Int) {
    for seed in 1...3 {
      var random = SeededGenerator(seed: UInt64(seed))
      let index = Self.index(&random, questions: questions, longest: longest)
      let scratch = RetrievalScratch(for: index, limit: 48)
      for _ in 0..<60 {
        let query = Self.units(&random, longest: longest + 3)
        let limit = 1 + random.below(48)
        let found = Self.hits(index, query, limit, scratch, all: false)
        let expected = Self.hits(index, query, limit, scratch, all: true)
        #expect(found == expected, "seed \(seed), query \(query), limit \(limit)")
      }
    }
  }

  @Test(arguments: [0, 1, 900, 131_072, 131_073, 140_002])
  func everyQuestionHasAPlaceOfItsOwn(questions: Int) {
    var random = SeededGenerator(seed: 4)
    let index = Self.index(&random, questions: questions, longest: 6)
    var seen = Set<Int>()
    for question in 0..<questions {
      guard let place = index.place(of: question) else {
        Issue.record("question \(question) has no place")
        continue
      }
      #expect(index.question(at: place) == question)
      seen.insert(place)
    }
    #expect(seen.count == questions)
  }

  @Test func longQueriesAndQuestionsAreCut() {
    var random = SeededGenerator(seed: 5)
    let index = Self.index(&random, questions: 200, longest: 400)
    let scratch = RetrievalScratch(for: index, limit: 10)
    for _ in 0..<30 {
      let query = Self.units(&random, longest: 300)
      #expect(
        Self.hits(index, query, 10, scratch, all: false)
          == Self.hits(index, query, 10, scratch, all: true))
    }
  }

  @Test func hitsDescendAndTiesGoToTheLowerNumber() {
    var random = SeededGenerator(seed: 6)
    let index = Self.index(&random, questions: 2_000, longest: 5)
    let scratch = RetrievalScratch(for: index, limit: 20)
    for _ in 0..<100 {
      let query = Self.units(&random, longest: 5)
      let hits = Self.hits(index, query, 20, scratch, all: false)
      for (one, other) in zip(hits, hits.dropFirst()) {
        #expect(
          one.points > other.points
            || (one.points == other.points && one.question < other.question))
      }
    }
  }

  @Test func aQuestionFindsItself() {
    var sequences = UnitSequences()
    let questions: [[UInt32]] = [[1, 2, 3], [3, 2, 1], [1, 2], [9]]
    for keys in questions { sequences.append(keys: keys, sounds: keys) }
    let index = RetrievalIndex(sequences)
    let scratch = RetrievalScratch(for: index, limit: 2)
    for (number, keys) in questions.enumerated() {
      let hits = keys.withUnsafeBufferPointer { keys in
        index.search(keys: keys, sounds: keys, limit: 2, scratch)
        return (0..<scratch.hitCount).map { scratch.hit($0).question }
      }
      #expect(hits.first == number)
    }
  }

  @Test func aSnapshotKeepsTheIndex() throws {
    var random = SeededGenerator(seed: 7)
    let index = Self.index(&random, questions: 500, longest: 12)
    var writer = SnapshotWriter()
    index.write(to: &writer, "questions")
    let opened = try RetrievalIndex(try Snapshot(bytes: writer.bytes()), "questions")
    let scratch = RetrievalScratch(for: index, limit: 10)
    let other = RetrievalScratch(for: opened, limit: 10)
    for _ in 0..<50 {
      let query = Self.units(&random, longest: 12)
      #expect(
        Self.hits(index, query, 10, scratch, all: false)
          == Self.hits(opened, query, 10, other, all: false))
    }
  }
}
