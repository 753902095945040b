import CKernels
import Matching
import Testing

/// The kernels of a search against the plain formulas that they stand for.
@Suite struct RetrievalKernelTests {
  @Test(arguments: 0..<20 as Range<UInt64>)
  func pairsAreFoundAsByGoingThroughAll(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let soundCount = 1 + random.below(40)
    // Small bases have fewer pairs than are compared at once.
    let most = seed < 5 ? 2 : 300
    var starts: [UInt32] = [0]
    var seconds: [UInt16] = []
    for _ in 0..<soundCount {
      let chosen = Set((0..<random.below(most)).map { _ in UInt16(random.below(400)) })
      seconds += chosen.sorted()
      starts.append(UInt32(seconds.count))
    }
    if seconds.isEmpty { seconds = [0] }
    for _ in 0..<50 {
      let sounds = (0..<(2 + random.below(20))).map { _ in
        Int32(random.below(soundCount + 1)) - 1
      }
      var found = [Int32](repeating: -7, count: sounds.count)
      cr_find_pairs(
        starts, seconds, Int32(seconds.count), sounds, Int32(sounds.count), &found)
      for index in 1..<sounds.count {
        let (first, second) = (sounds[index - 1], sounds[index])
        var expected: Int32 = -1
        if first >= 0, second >= 0 {
          let range = Int(starts[Int(first)])..<Int(starts[Int(first) + 1])
          expected = range.first { seconds[$0] == UInt16(second) }.map(Int32.init) ?? -1
        }
        #expect(found[index] == expected, "seed \(seed), pair \(first) \(second)")
      }
    }
  }

  @Test(arguments: 0..<10 as Range<UInt64>)
  func pointsAreTheSumOfWhatIsShared(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let count = 1 + random.below(40)
    let parts = [900, 700, 500]
    let weights = parts.map { _ in (0..<count).map { _ in Int32(1 + random.below(100)) } }
    var tables = [UInt16](repeating: 0, count: 3 * Int(CR_CHANNEL))
    var shares = weights
    for channel in 0..<3 {
      tables.withUnsafeMutableBufferPointer { tables in
        guard let base = tables.baseAddress else { return }
        cr_share(
          &shares[channel], Int32(count), Int32(parts[channel]),
          base + channel * Int(CR_CHANNEL))
      }
      let sum = weights[channel].reduce(0, +)
      for (share, weight) in zip(shares[channel], weights[channel]) {
        #expect(share == Int32(parts[channel]) * weight / sum)
      }
    }
    // Eight units; a query's position matches one by writing and two by sound.
    let query = (0..<count).map { _ in random.below(8) }
    var positions = [UInt64](repeating: 0, count: 16)
    for (position, unit) in query.enumerated() {
      positions[2 * unit] |= 1 << UInt64(position)
      positions[2 * unit + 1] |= 1 << UInt64(position)
      positions[2 * (unit ^ 1) + 1] |= 1 << UInt64(position)
    }
    var marked = [UInt64](repeating: 0, count: 16)
    var touched = [UInt16](repeating: 0, count: 8 + count)
    var touchedCount: Int32 = 0
    let isRepetitive = cr_mark(
      [0, 2, 4, 6, 8], [0, 1, 2, 3, 4, 5, 6, 7], query.map { Int32($0 / 2) }, query.map(Int32.init),
      Int32(count), &marked, &touched, &touchedCount)
    #expect(marked == positions)
    #expect(isRepetitive == (Set(query.map { $0 / 2 }).count < count))
    #expect(
      touched.prefix(Int(touchedCount)).sorted()
        == (0..<8 as Range<UInt16>).filter { positions[2 * Int($0) + 1] != 0 })
    let length = random.below(30)
    let units = (0..<length).map { _ in random.below(8) }
    // A byte a unit.
    let packed = units.map(UInt8.init) + [UInt8](repeating: 0, count: 8)
    var expected: Int32 = 0
    for position in 0..<count {
      if units.contains(query[position]) { expected += shares[0][position] }
      guard position > 0 else { continue }
      let neighbours = zip(units, units.dropFirst())
      let (first, second) = (query[position - 1], query[position])
      if neighbours.contains(where: { $0 == (first, second) }) {
        expected += shares[1][position]
      }
      if neighbours.contains(where: { ($0.0 / 2, $0.1 / 2) == (first / 2, second / 2) }) {
        expected += shares[2][position]
      }
    }
    let starts = [Int](repeating: 0, count: 256)
    let firsts = [UInt32](repeating: 0, count: 256)
    let factors = [UInt16](repeating: 3, count: 256)
    let points = positions.withUnsafeBufferPointer { positions in
      tables.withUnsafeBufferPointer { tables in
        starts.withUnsafeBufferPointer { starts in
          firsts.withUnsafeBufferPointer { firsts in
            factors.withUnsafeBufferPointer { factors in
              packed.withUnsafeBufferPointer { packed in
                var questions = cr_questions(
                  units: packed.baseAddress!, unit_starts: starts.baseAddress!,
                  length_starts: firsts.baseAddress!, factors: factors.baseAddress!,
                  order: packed.baseAddress!, width: 8, order_width: 8)
                var asked = cr_query(
                  positions: positions.baseAddress!, weights: tables.baseAddress!,
                  nibbles: Int32((count + 3) / 4))
                return cr_points(&questions, &asked, 0, Int32(length))
              }
            }
          }
        }
      }
    }
    #expect(points == 3 * expected, "seed \(seed), query \(query), units \(units)")
  }
}
