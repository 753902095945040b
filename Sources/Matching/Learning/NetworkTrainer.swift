internal import CKernels
internal import Index

/// Trains a classifier with one hidden layer: sparse features → ReLU → softmax.
///
/// The output layer follows Adam; the rows of the first layer, few of which an example touches,
/// follow a step scaled by the row's own running mean square. Sums run in a fixed order, so equal
/// seeds give equal weights on every machine.
public struct NetworkTrainer: ~Copyable {
  private let plan: TrainingPlan
  private let hidden: Int
  private let classes: Int
  /// `classes` rounded up to a multiple of 16.
  private let width: Int
  private let first: ColumnBuffer<Float>
  private let firstSquare: ColumnBuffer<Float>
  private let firstBias: ColumnBuffer<Float>
  private var firstBiasSquare: Float = 0
  /// One row of `hidden` weights for each class.
  private let second: ColumnBuffer<Float>
  private let secondBias: ColumnBuffer<Float>
  private var random: SeededGenerator

  /// - Parameters:
  ///   - rows: number of features.
  ///   - classes: number of classes.
  public init(rows: Int, classes: Int, plan: TrainingPlan) {
    precondition(plan.hidden % 16 == 0, "hidden units come in sixteens, not \(plan.hidden)")
    self.plan = plan
    hidden = plan.hidden
    self.classes = classes
    width = (classes + 15) & ~15
    var random = SeededGenerator(seed: plan.seed)
    let scale = 1.4 / Float(hidden).squareRoot()
    first = ColumnBuffer(count: rows * hidden)
    for index in 0..<first.count { first.base[index] = random.normal() * scale }
    firstSquare = ColumnBuffer(count: rows)
    firstBias = ColumnBuffer(count: hidden)
    second = ColumnBuffer(count: width * hidden)
    for index in 0..<(classes * hidden) {
      second.base[index] = random.normal() * 0.5 / Float(hidden).squareRoot()
    }
    secondBias = ColumnBuffer(count: width)
    self.random = random
  }

  /// Trains on examples that `pick` chooses for each epoch (augmented forms, for instance).
  ///
  /// - Parameters:
  ///   - vectors: what the examples name.
  ///   - progress: called after each epoch with the mean loss.
  public mutating func train(
    count: Int, on vectors: FeatureVectors,
    pick: (_ index: Int, _ random: inout SeededGenerator) -> TrainingExample,
    progress: (_ epoch: Int, _ loss: Float) -> Void = { _, _ in }
  ) {
    guard count > 0 else { return }
    firstBiasSquare = 0
    var optimizer = DenseAdam(count: width * hidden, biasCount: width)
    var order = Array(0..<count)
    let steps = plan.epochs * ((count + plan.batch - 1) / plan.batch)
    var step = 0
    var batch = TrainingBatch(
      size: plan.batch, hidden: hidden, width: width, longest: vectors.longest + 1)
    for epoch in 0..<plan.epochs {
      order.shuffle(using: &random)
      var loss: Float = 0
      for start in stride(from: 0, to: count, by: plan.batch) {
        let end = min(start + plan.batch, count)
        let examples = order[start..<end].map { pick($0, &random) }
        batch.removeAll()
        for example in examples {
          batch.append(example, vectors, keep: 1 - plan.featureDropout, &random)
        }
        let fade = max(0.05, 1 - Float(step) / Float(steps))
        loss += forward(batch)
        backward(batch, fade, &optimizer)
        step += 1
      }
      progress(epoch, loss / Float(count))
    }
  }

  /// The trained weights.
  public consuming func network() -> NetworkWeights {
    NetworkWeights(
      hidden: hidden, classes: classes, first: first.column(), firstBias: firstBias.column(),
      second: second.column(), secondBias: secondBias.column())
  }

  /// Fills activations and probabilities; returns the summed loss.
  private func forward(_ batch: borrowing TrainingBatch) -> Float {
    for example in 0..<batch.count {
      let (start, count, known) = batch.features(of: example)
      let units = batch.activations.base + example * hidden
      units.update(from: firstBias.base, count: hidden)
      ck_add_rows(
        Int32(hidden), count, known, batch.rows.base + start, batch.values.base + start,
        first.base, units)
      ck_drop(Int32(hidden), batch.seeds.base[example], 1 - plan.hiddenDropout, units)
      (batch.outputs.base + example * width).update(from: secondBias.base, count: width)
    }
    ck_multiply_open(
      Int32(batch.count), Int32(width), Int32(hidden), batch.activations.base, second.base,
      batch.outputs.base)
    var loss: Float = 0
    for example in 0..<batch.count {
      let row = batch.outputs.base + example * width
      let target = row[Int(batch.labels.base[example])]
      let sum = ck_softmax(Int32(width), Int32(classes), row)
      loss += (sum - target) * batch.weights.base[example]
    }
    return loss
  }

  /// Steps the output layer by the batch, and the first layer by each of its examples.
  private mutating func backward(
    _ batch: borrowing TrainingBatch, _ fade: Float, _ optimizer: inout DenseAdam
  ) {
    let scale = 1 / Float(batch.count)
    for example in 0..<batch.count { batch.weights.base[example] *= scale }
    batch.hiddenGradient.base.update(repeating: 0, count: batch.count * hidden)
    ck_spread_gradient(
      Int32(batch.count), Int32(width), Int32(hidden), batch.outputs.base, batch.labels.base,
      batch.weights.base, plan.negligible, batch.activations.base, second.base,
      optimizer.gradient.base, optimizer.biasGradient.base, batch.hiddenGradient.base)
    for example in 0..<batch.count { stepFirstLayer(example, batch, fade) }
    optimizer.step(second, secondBias, rate: plan.rate * fade, decay: plan.decay)
  }

  private mutating func stepFirstLayer(
    _ example: Int, _ batch: borrowing TrainingBatch, _ fade: Float
  ) {
    let gradient = batch.hiddenGradient.base + example * hidden
    let meanSquare =
      ck_gate(
        Int32(hidden), batch.activations.base + example * hidden, 1 / (1 - plan.hiddenDropout),
        gradient) / Float(hidden)
    let (start, count, known) = batch.features(of: example)
    let rows = batch.rows.base + start
    ck_row_steps(
      count, known, rows, batch.values.base + start, meanSquare, -plan.rowRate * fade,
      firstSquare.base, batch.steps.base)
    ck_step_rows(Int32(hidden), count, known, rows, batch.steps.base, gradient, first.base)
    firstBiasSquare = 0.99 * firstBiasSquare + 0.01 * meanSquare
    let root = firstBiasSquare.squareRoot() + 1e-9
    ck_add_scaled(Int32(hidden), -0.1 * plan.rowRate * fade / root, gradient, firstBias.base)
  }
}
