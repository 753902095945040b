import CKernels
import Matching
import Testing

/// The kernels against the plain formulas that they stand for.
@Suite struct KernelTests {
  private func floats(_ count: Int, _ random: inout SeededGenerator) -> [Float] {
    (0..<count).map { _ in random.unit() * 2 - 1 }
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func classSumsAreExact(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let inputs = 4 * (1 + random.below(40))
    let blocks = 1 + random.below(5)
    let x = (0..<inputs).map { _ in UInt8(random.below(128)) }
    let w = (0..<(16 * blocks * inputs)).map { _ in Int8(random.below(255) - 127) }
    var sums = [Int32](repeating: 7, count: 16 * blocks)
    ci_class_sums(Int32(inputs), Int32(blocks), x, w, &sums)
    for label in sums.indices {
      let start = label / 16 * 16 * inputs
      let expected = (0..<inputs).reduce(Int32(0)) { total, input in
        let place = start + input / 4 * 64 + label % 16 * 4 + input % 4
        return total + Int32(x[input]) * Int32(w[place])
      }
      #expect(sums[label] == expected)
    }
  }

  @Test(arguments: [(1, 16, 1), (4, 32, 8), (7, 48, 5), (129, 80, 33), (9, 64, 401)])
  func productsOfMatrices(rows: Int, columns: Int, inner: Int) {
    var random = SeededGenerator(seed: UInt64(rows))
    let a = floats(rows * inner, &random)
    let b = floats(inner * columns, &random)
    let before = floats(rows * columns, &random)
    var c = before
    ck_multiply(
      Int32(rows), Int32(columns), Int32(inner), a, Int32(inner), b, Int32(columns), &c,
      Int32(columns))
    for row in 0..<rows {
      for column in 0..<columns {
        let sum = (0..<inner).reduce(Double(before[row * columns + column])) {
          $0 + Double(a[row * inner + $1]) * Double(b[$1 * columns + column])
        }
        #expect(abs(Double(c[row * columns + column]) - sum) < 1e-4)
      }
    }
  }

  /// Panels of eight, four, two and one sixteens of columns, and groups of units that are not full.
  @Test(arguments: [(1, 16, 16), (3, 240, 64), (7, 400, 208), (5, 608, 192)])
  func productsOfOpenUnits(rows: Int, columns: Int, inner: Int) {
    var random = SeededGenerator(seed: UInt64(columns))
    let a = floats(rows * inner, &random).map { max(0, $0) }
    let b = floats(columns * inner, &random)
    let before = floats(rows * columns, &random)
    var c = before
    ck_multiply_open(Int32(rows), Int32(columns), Int32(inner), a, b, &c)
    for row in 0..<rows {
      for column in 0..<columns {
        let sum = (0..<inner).reduce(before[row * columns + column]) {
          $0.addingProduct(a[row * inner + $1], b[column * inner + $1])
        }
        #expect(c[row * columns + column] == sum)
      }
    }
  }

  /// Rows that fill a stretch, that leave a rest, and both.
  @Test(arguments: [16, 192, 208, 400])
  func sparseRowsAreAddedAndStepped(size: Int) {
    var random = SeededGenerator(seed: UInt64(size))
    let rows: [Int32] = [5, 0, 3, 7, 2, 6, 1, 4]
    // The last two are another example's.
    let count = 6
    let factors = floats(count, &random)
    let table = floats(8 * size, &random)
    let x = floats(size, &random)
    var sum = x
    ck_add_rows(Int32(size), Int32(count), Int32(rows.count), rows, factors, table, &sum)
    var stepped = table
    ck_step_rows(Int32(size), Int32(count), Int32(rows.count), rows, factors, x, &stepped)
    for index in 0..<size {
      let weighted = zip(rows, factors).reduce(Float(0)) {
        $0 + $1.1 * table[Int($1.0) * size + index]
      }
      #expect(abs(sum[index] - x[index] - weighted) < 1e-5)
      for row in 0..<8 {
        let place = row * size + index
        let factor = rows[..<count].firstIndex(of: Int32(row)).map { factors[$0] } ?? 0
        #expect(abs(stepped[place] - table[place] - factor * x[index]) < 1e-6)
      }
    }
  }

  /// Groups of classes that are full and not, units that fill a stretch and leave a rest.
  @Test(arguments: [(16, 16), (80, 208), (608, 192)])
  func gradientsOfClassesAreSpread(classes: Int, size: Int) {
    var random = SeededGenerator(seed: UInt64(classes))
    let examples = 3
    let least: Float = 0.7
    let probabilities = floats(examples * classes, &random).map(abs)
    let labels = (0..<examples).map { _ in Int32(random.below(classes)) }
    let factors = floats(examples, &random)
    let x = floats(examples * size, &random)
    let w = floats(classes * size, &random)
    var ofWeights = [Float](repeating: 0, count: classes * size)
    var ofBias = [Float](repeating: 0, count: classes)
    var back = [Float](repeating: 0, count: examples * size)
    ck_spread_gradient(
      Int32(examples), Int32(classes), Int32(size), probabilities, labels, factors, least, x, w,
      &ofWeights, &ofBias, &back)
    let slopes = (0..<(examples * classes)).map { place -> Float in
      let (example, label) = place.quotientAndRemainder(dividingBy: classes)
      let isRight = label == Int(labels[example])
      guard isRight || probabilities[place] > least else { return 0 }
      return (probabilities[place] - (isRight ? 1 : 0)) * factors[example]
    }
    for label in 0..<classes {
      let pull = (0..<examples).reduce(Float(0)) { $0 + slopes[$1 * classes + label] }
      #expect(ofBias[label] == pull)
    }
    for unit in 0..<size {
      for example in 0..<examples {
        let sum = (0..<classes).reduce(Float(0)) {
          $0.addingProduct(slopes[example * classes + $1], w[$1 * size + unit])
        }
        #expect(back[example * size + unit] == sum)
      }
      for label in 0..<classes {
        let sum = (0..<examples).reduce(Float(0)) {
          $0.addingProduct(slopes[$1 * classes + label], x[$1 * size + unit])
        }
        #expect(ofWeights[label * size + unit] == sum)
      }
    }
  }

  @Test func quantizedWeightsAreWithinHalfAStep() {
    var random = SeededGenerator(seed: 11)
    let weights = floats(64, &random)
    var bytes = [Int8](repeating: 0, count: 64)
    let step = ck_quantize(64, weights, &bytes)
    #expect(bytes.map { abs(Int($0)) }.max() == 127)
    for (weight, byte) in zip(weights, bytes) {
      #expect(abs(Float(byte) * step - weight) <= step * 0.5001)
    }
  }

  @Test(arguments: [16, 48, 912])
  func probabilitiesAddUpAndLeaveTheRestAtZero(count: Int) {
    var random = SeededGenerator(seed: 3)
    var row = floats(count, &random).map { $0 * 8 }
    let used = count - 5
    _ = ck_softmax(Int32(count), Int32(used), &row)
    #expect(abs(row.reduce(0, +) - 1) < 1e-4)
    #expect(row[used...].allSatisfy { $0 == 0 })
  }

  @Test func dropoutKeepsItsShareAndClosesNegativeUnits() {
    var kept = 0
    for seed in 0..<400 as Range<UInt64> {
      var units = (0..<64).map { Float($0 < 32 ? 1 : -1) }
      ck_drop(64, seed, 0.75, &units)
      #expect(units[32...].allSatisfy { $0 == 0 })
      #expect(units[..<32].allSatisfy { $0 == 0 || abs($0 - 4 / 3) < 1e-6 })
      kept += units.count { $0 > 0 }
    }
    // Twelve standard deviations around three quarters of 12,800.
    #expect(abs(kept - 9600) < 12 * 49)
  }

  @Test(arguments: 1..<70 as Range<Int>)
  func theFirstOfTheLargest(count: Int) {
    var random = SeededGenerator(seed: UInt64(count))
    let values = (0..<count).map { _ in Float(random.below(4)) }
    let expected = values.firstIndex(of: values.max() ?? 0)
    #expect(Int(ci_largest(Int32(count), values)) == expected)
  }

  @Test(arguments: 1..<40 as Range<Int>)
  func theLargestInOrder(blocks: Int) {
    var random = SeededGenerator(seed: UInt64(blocks))
    // Few different values, so that many are equal; some are not above 0.
    let values = (0..<(16 * blocks)).map { _ in Float(random.below(8 + blocks)) - 2 }
    var given = values
    for most in [1, 8, 20] {
      var indices = [Int32](repeating: -1, count: most)
      let count = Int(ci_top(Int32(values.count), &given, Int32(most), &indices))
      let expected = values.indices.filter { values[$0] > 0 }
        .sorted { (values[$1], $0) < (values[$0], $1) }.prefix(most)
      #expect(indices[..<count].map(Int.init) == Array(expected))
      #expect(given == values)
    }
  }

  @Test(arguments: 0..<30 as Range<UInt64>)
  func theBestOverlapIsThatOfComparingAll(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let weights = (0..<40).map { _ in random.unit() + 0.1 }
    func some() -> [Int] { (0..<40).filter { _ in random.below(3) == 0 } }
    func mass(_ rows: [Int]) -> Float { rows.reduce(0) { $0 + weights[$1] } }
    let message = some()
    let wordings = (0..<random.below(40)).map { _ in some() } + [message]
    let held = (0..<40).filter { row in wordings.contains { $0.contains(row) } }
    var starts: [UInt32] = [0]
    var places: [UInt16] = []
    for row in held {
      places += wordings.indices.filter { wordings[$0].contains(row) }.map(UInt16.init)
      starts.append(UInt32(places.count))
    }
    let rows = held.map(Int32.init)
    let masses = wordings.map(mass)
    let query = message.map { ci_row(row: Int32($0), weight: weights[$0]) }
    var shared = [Float](repeating: 7, count: wordings.count)
    for most in [Float.infinity, 0.9999] {
      let best = rows.withUnsafeBufferPointer { rows in
        starts.withUnsafeBufferPointer { starts in
          places.withUnsafeBufferPointer { places in
            masses.withUnsafeBufferPointer { masses in
              guard let rows = rows.baseAddress, let starts = starts.baseAddress,
                let places = places.baseAddress, let masses = masses.baseAddress
              else { return Float(0) }
              var lists = ci_lists(
                rows: rows, starts: starts, places: places, row_count: Int32(held.count),
                masses: masses, count: Int32(wordings.count))
              return ci_best_overlap(
                query, Int32(query.count), mass(message), &lists, most, &shared)
            }
          }
        }
      }
      let expected = wordings.map { wording -> Float in
        let shared = mass(wording.filter(message.contains))
        let total = mass(message) + mass(wording)
        return total > 0 ? 2 * shared / total : 0
      }.filter { $0 <= most }.max()
      #expect(abs(best - (expected ?? 0)) < 1e-5)
    }
  }

  @Test func activationsAreScaledBytes() {
    var random = SeededGenerator(seed: 5)
    let units = floats(64, &random)
    var bytes = [UInt8](repeating: 0, count: 64)
    let step = ci_activate(64, units, &bytes)
    #expect(bytes.max() == 127)
    for (unit, byte) in zip(units, bytes) {
      #expect(abs(Float(byte) * step - max(0, unit)) <= step / 2 + 1e-6)
    }
  }
}
