internal import CKernels

/// How an embedding is trained.
struct EmbeddingPlan: Sendable {
  /// Dimensions; a multiple of 16.
  var size = 128
  /// Pairs in a batch; a multiple of 16.
  var batch = 192
  var steps = 400
  /// Divides the cosines before the softmax.
  var temperature: Float = 0.3
  /// Adam's rate at the start, falling linearly to nothing.
  var rate: Float = 0.03
  /// Share of terms that are left out of a text, anew each time.
  var dropout: Float = 0.3
  var seed: UInt64 = 1
}

/// Two texts that mean the same; pairs of one group are no contrast to one another.
struct EmbeddingPair: Sendable {
  let left: Int
  let right: Int
  let group: Int32
}

/// Vectors of terms such that texts of the same meaning have a high cosine.
///
/// Learned by telling each pair's other half from those of all pairs in a batch (in-batch softmax,
/// van den Oord et al. 2018), in both directions, with Adam on the rows that a batch touches.
struct ContrastiveEmbedding: Sendable {
  let size: Int
  private let table: [Float]

  /// - Parameters:
  ///   - rows: the texts as weighted terms.
  ///   - columns: the number of terms.
  init(_ rows: SparseRows, columns: Int, pairs: [EmbeddingPair], plan: EmbeddingPlan) {
    var trainer = EmbeddingTrainer(columns: columns, plan: plan)
    trainer.train(rows, pairs)
    size = plan.size
    table = trainer.table
  }

  /// The vector of a text, of length 1, or 0 when none of its terms is known.
  func vector(_ row: SparseRow) -> [Float] {
    var vector = [Float](repeating: 0, count: size)
    for (column, value) in zip(row.columns, row.values) {
      table.withUnsafeBufferPointer { table in
        guard let base = table.baseAddress else { return }
        ck_add_scaled(Int32(size), value, base + Int(column) * size, &vector)
      }
    }
    EmbeddingTrainer.normalize(&vector)
    return vector
  }
}

/// The state of a training run.
struct EmbeddingTrainer {
  private let plan: EmbeddingPlan
  private(set) var table: [Float]
  private var moment: [Float]
  private var square: [Float]
  private var gradient: [Float]
  private var touched: [UInt32] = []
  private var isTouched: [Bool]
  private var random: SeededGenerator

  init(columns: Int, plan: EmbeddingPlan) {
    precondition(plan.size % 16 == 0 && plan.batch % 16 == 0, "sizes come in sixteens")
    self.plan = plan
    random = SeededGenerator(seed: plan.seed)
    table = Array(repeating: 0, count: columns * plan.size)
    let scale = 1 / Float(plan.size).squareRoot()
    for index in table.indices { table[index] = random.normal() * scale }
    moment = Array(repeating: 0, count: table.count)
    square = moment
    gradient = moment
    isTouched = Array(repeating: false, count: columns)
  }

  /// One side of a batch: the terms that were kept, and their vectors.
  private struct Side {
    var columns: [[UInt32]]
    var values: [[Float]]
    /// Unit vectors, one a row.
    var vectors: [Float]
    /// Their lengths before.
    var lengths: [Float]
    var gradients: [Float]

    init(_ plan: EmbeddingPlan) {
      columns = Array(repeating: [], count: plan.batch)
      values = Array(repeating: [], count: plan.batch)
      vectors = Array(repeating: 0, count: plan.batch * plan.size)
      lengths = Array(repeating: 1, count: plan.batch)
      gradients = vectors
    }
  }

  mutating func train(_ rows: SparseRows, _ pairs: [EmbeddingPair]) {
    guard pairs.count > 1 else { return }
    let batch = plan.batch
    var left = Side(plan)
    var right = Side(plan)
    var order = Array(0..<pairs.count)
    var next = order.count
    var logits = [Float](repeating: 0, count: batch * batch)
    var chosen: [EmbeddingPair] = []
    for step in 0..<plan.steps {
      chosen.removeAll(keepingCapacity: true)
      while chosen.count < min(batch, pairs.count) {
        if next >= order.count {
          order.shuffle(using: &random)
          next = 0
        }
        chosen.append(pairs[order[next]])
        next += 1
      }
      for (place, pair) in chosen.enumerated() {
        embed(rows, pair.left, &left, place)
        embed(rows, pair.right, &right, place)
      }
      for index in left.gradients.indices {
        left.gradients[index] = 0
        right.gradients[index] = 0
      }
      contrast(chosen, left, &right, &left.gradients, &logits)
      contrast(chosen, right, &left, &right.gradients, &logits)
      for place in chosen.indices {
        descend(&left, place)
        descend(&right, place)
      }
      update(step)
    }
  }

  private mutating func embed(_ rows: SparseRows, _ row: Int, _ side: inout Side, _ place: Int) {
    side.columns[place].removeAll(keepingCapacity: true)
    side.values[place].removeAll(keepingCapacity: true)
    for index in rows.range(row) where random.unit() >= plan.dropout {
      side.columns[place].append(rows.columns[index])
      side.values[place].append(rows.values[index])
    }
    let size = plan.size
    side.vectors.withUnsafeMutableBufferPointer { vectors in
      table.withUnsafeBufferPointer { table in
        guard let target = vectors.baseAddress?.advanced(by: place * size),
          let base = table.baseAddress
        else { return }
        target.update(repeating: 0, count: size)
        for (column, value) in zip(side.columns[place], side.values[place]) {
          ck_add_scaled(Int32(size), value, base + Int(column) * size, target)
        }
        let length = max(ck_square_sum(Int32(size), target).squareRoot(), 1e-6)
        for index in 0..<size { target[index] /= length }
        side.lengths[place] = length
      }
    }
  }

  /// Adds the gradients of telling each pair's `other` half from those of the batch.
  private func contrast(
    _ pairs: [EmbeddingPair], _ side: Side, _ other: inout Side, _ gradients: inout [Float],
    _ logits: inout [Float]
  ) {
    let batch = Int32(plan.batch)
    let size = Int32(plan.size)
    ck_multiply_by_transpose(
      Int32(pairs.count), batch, size, side.vectors, size, other.vectors, size, &logits, batch)
    let scale = 1 / plan.temperature
    for (row, pair) in pairs.enumerated() {
      let start = row * plan.batch
      for column in pairs.indices {
        let isContrast = column == row || pairs[column].group != pair.group
        logits[start + column] = isContrast ? logits[start + column] * scale : -1e4
      }
      logits.withUnsafeMutableBufferPointer { logits in
        guard let base = logits.baseAddress else { return }
        _ = ck_softmax(batch, Int32(pairs.count), base + start)
      }
      logits[start + row] -= 1
      for column in pairs.indices { logits[start + column] *= scale / Float(pairs.count) }
    }
    ck_multiply(
      Int32(pairs.count), size, Int32(pairs.count), logits, batch, other.vectors, size, &gradients,
      size)
    ck_multiply_transposed(
      Int32(pairs.count), size, Int32(pairs.count), logits, batch, side.vectors, size,
      &other.gradients, size)
  }

  /// Carries a text's gradient through the normalisation to its terms.
  private mutating func descend(_ side: inout Side, _ place: Int) {
    let size = plan.size
    let start = place * size
    var along: Float = 0
    for index in start..<(start + size) { along += side.gradients[index] * side.vectors[index] }
    for index in start..<(start + size) {
      side.gradients[index] =
        (side.gradients[index] - along * side.vectors[index]) / side.lengths[place]
    }
    for (column, value) in zip(side.columns[place], side.values[place]) {
      if !isTouched[Int(column)] {
        isTouched[Int(column)] = true
        touched.append(column)
      }
      side.gradients.withUnsafeBufferPointer { source in
        gradient.withUnsafeMutableBufferPointer { target in
          guard let source = source.baseAddress, let target = target.baseAddress else { return }
          ck_add_scaled(Int32(size), value, source + start, target + Int(column) * size)
        }
      }
    }
  }

  private mutating func update(_ step: Int) {
    let rate = plan.rate * (1 - Float(step) / Float(plan.steps))
    let size = plan.size
    let correction1 = 1 / (1 - power(0.9, step + 1))
    let correction2 = 1 / (1 - power(0.99, step + 1))
    table.withUnsafeMutableBufferPointer { table in
      moment.withUnsafeMutableBufferPointer { moment in
        square.withUnsafeMutableBufferPointer { square in
          gradient.withUnsafeMutableBufferPointer { gradient in
            guard let w = table.baseAddress, let m = moment.baseAddress,
              let v = square.baseAddress, let g = gradient.baseAddress
            else { return }
            for column in touched {
              let start = Int(column) * size
              ck_adam(
                Int32(size), w + start, m + start, v + start, g + start, rate, 0.9, 0.99,
                correction1, correction2, 0)
            }
          }
        }
      }
    }
    for column in touched { isTouched[Int(column)] = false }
    touched.removeAll(keepingCapacity: true)
  }

  private func power(_ base: Float, _ exponent: Int) -> Float {
    Float(exponential(Double(exponent) * naturalLogarithm(Double(base))))
  }

  static func normalize(_ vector: inout [Float]) {
    let length = ck_square_sum(Int32(vector.count), vector).squareRoot()
    guard length > 0 else { return }
    for index in vector.indices { vector[index] /= length }
  }
}
