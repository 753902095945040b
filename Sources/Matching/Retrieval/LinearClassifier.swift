internal import CKernels
internal import Index

/// Sparse rows of equal width: what a classifier learns from.
struct SparseRows: Sendable {
  private(set) var columns: [UInt32] = []
  private(set) var values: [Float] = []
  private(set) var ends: [Int] = []

  var count: Int { ends.count }

  mutating func append(_ row: SparseRow) {
    columns += row.columns
    values += row.values
    ends.append(columns.count)
  }

  func range(_ row: Int) -> Range<Int> { (row == 0 ? 0 : ends[row - 1])..<ends[row] }
}

/// One sparse row.
struct SparseRow: Sendable {
  var columns: [UInt32] = []
  var values: [Float] = []
}

/// One linear separator for each class against all others.
struct LinearClassifier: Sendable {
  let classes: Int
  /// Classes rounded up to a multiple of 16.
  private let width: Int
  /// One row for each column of the input, then the bias.
  private let weights: [Float]

  /// Learns L2-regularised squared hinge separators by dual coordinate descent (Hsieh et al. 2008),
  /// all classes at a time. Classes do not depend on one another, so they are spread over the
  /// cores. O(epochs · non-zeros · classes).
  ///
  /// - Parameters:
  ///   - columns: the number of columns.
  ///   - cost: what an error costs; larger fits closer.
  init(
    _ rows: SparseRows, labels: [Int32], columns: Int, classes: Int, cost: Float, epochs: Int
  ) {
    precondition(rows.count == labels.count, "\(rows.count) rows with \(labels.count) labels")
    self.classes = classes
    let blocks = max(1, min(Parallel.cores, (classes + 31) / 32))
    let blockWidth = ((classes + blocks - 1) / blocks + 15) & ~15
    let parts = Parallel.map(blocks) { block in
      Self.fit(
        rows, labels, columns, first: block * blockWidth, width: blockWidth, cost: cost,
        epochs: epochs)
    }
    let width = blocks * blockWidth
    var weights = [Float](repeating: 0, count: (columns + 1) * width)
    for (block, part) in parts.enumerated() {
      for row in 0...columns {
        for column in 0..<blockWidth {
          weights[row * width + block * blockWidth + column] = part[row * blockWidth + column]
        }
      }
    }
    self.width = width
    self.weights = weights
  }

  private static func fit(
    _ rows: SparseRows, _ labels: [Int32], _ columns: Int, first: Int, width: Int, cost: Float,
    epochs: Int
  ) -> [Float] {
    var weights = [Float](repeating: 0, count: (columns + 1) * width)
    var alphas = [Float](repeating: 0, count: rows.count * width)
    var scores = [Float](repeating: 0, count: width)
    let shift = 0.5 / cost
    var norms = [Float](repeating: 1 + shift, count: rows.count)
    for row in 0..<rows.count {
      for index in rows.range(row) { norms[row] += rows.values[index] * rows.values[index] }
    }
    var order = Array(0..<rows.count)
    var random = SeededGenerator(seed: 1)
    let count = Int32(width)
    weights.withUnsafeMutableBufferPointer { weights in
      alphas.withUnsafeMutableBufferPointer { alphas in
        scores.withUnsafeMutableBufferPointer { scores in
          guard let w = weights.baseAddress, let a = alphas.baseAddress,
            let s = scores.baseAddress
          else { return }
          let bias = w + columns * width
          for _ in 0..<epochs {
            order.shuffle(using: &random)
            for row in order {
              s.update(from: bias, count: width)
              for index in rows.range(row) {
                ck_add_scaled(count, rows.values[index], w + Int(rows.columns[index]) * width, s)
              }
              if step(s, a + row * width, width, Int(labels[row]) - first, norms[row], shift) {
                ck_add_scaled(count, 1, s, bias)
                for index in rows.range(row) {
                  ck_add_scaled(
                    count, rows.values[index], s, w + Int(rows.columns[index]) * width)
                }
              }
            }
          }
        }
      }
    }
    return weights
  }

  /// Turns scores into steps of the weights; returns whether any is not zero.
  @inline(__always)
  private static func step(
    _ scores: UnsafeMutablePointer<Float>, _ alphas: UnsafeMutablePointer<Float>, _ width: Int,
    _ label: Int, _ norm: Float, _ shift: Float
  ) -> Bool {
    var largest: Float = 0
    for index in 0..<width {
      let sign: Float = index == label ? 1 : -1
      let gradient = sign * scores[index] - 1 + shift * alphas[index]
      let next = max(0, alphas[index] - gradient / norm)
      let change = next - alphas[index]
      alphas[index] = next
      scores[index] = sign * change
      largest = max(largest, abs(change))
    }
    return largest > 1e-6
  }

  /// The margin of each class. O(non-zeros · classes).
  func margins(_ row: SparseRow) -> [Float] {
    var scores = [Float](repeating: 0, count: width)
    weights.withUnsafeBufferPointer { weights in
      scores.withUnsafeMutableBufferPointer { scores in
        guard let w = weights.baseAddress, let s = scores.baseAddress else { return }
        let rows = weights.count / width
        s.update(from: w + (rows - 1) * width, count: width)
        for (column, value) in zip(row.columns, row.values) {
          ck_add_scaled(Int32(width), value, w + Int(column) * width, s)
        }
      }
    }
    scores.removeLast(width - classes)
    return scores
  }
}
