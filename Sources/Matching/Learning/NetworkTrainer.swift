internal import CKernels

/// One document to learn from.
public struct TrainingExample: Sendable {
  public var vector: FeatureVector
  /// The class it belongs to.
  public var label: Int32
  /// How much it counts; 1 is an ordinary question.
  public var weight: Float

  public init(vector: FeatureVector, label: Int, weight: Float) {
    self.vector = vector
    self.label = Int32(label)
    self.weight = weight
  }
}

/// How a network is trained.
public struct TrainingPlan: Sendable {
  /// Units of the hidden layer; a multiple of 16.
  public var hidden = 192
  public var epochs = 10
  public var batch = 128
  /// Adam's rate for the output layer, falling linearly to a tenth.
  public var rate: Float = 5e-3
  /// The rate of the first layer, whose rows are stepped by their own mean square.
  public var rowRate: Float = 6e-3
  /// Share of features that are left out of an example, anew each time.
  public var featureDropout: Float = 0.25
  /// Share of hidden units that are left out, anew each time.
  public var hiddenDropout: Float = 0.25
  /// Classes less likely than this are left out of an example's backward step.
  public var negligible: Float = 2e-4
  public var decay: Float = 1e-4
  public var seed: UInt64 = 1

  public init() {}
}

/// Trains a classifier with one hidden layer: sparse features → ReLU → softmax.
///
/// The output layer follows Adam; the rows of the first layer, few of which an example touches,
/// follow a step scaled by the row's own running mean square. Sums run in a fixed order, so equal
/// seeds give equal weights on every machine.
public struct NetworkTrainer {
  private let plan: TrainingPlan
  private let hidden: Int
  private let classes: Int
  /// `classes` rounded up to a multiple of 16.
  private let width: Int
  private var first: [Float]
  private var firstSquare: [Float]
  private var firstBias: [Float]
  /// One row of `hidden` weights for each class.
  private var second: [Float]
  private var secondBias: [Float]
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
    random = SeededGenerator(seed: plan.seed)
    let scale = 1.4 / Float(hidden).squareRoot()
    first = Array(repeating: 0, count: rows * hidden)
    for index in first.indices { first[index] = random.normal() * scale }
    firstSquare = Array(repeating: 0, count: rows)
    firstBias = Array(repeating: 0, count: hidden)
    second = Array(repeating: 0, count: width * hidden)
    for index in 0..<(classes * hidden) {
      second[index] = random.normal() * 0.5 / Float(hidden).squareRoot()
    }
    secondBias = Array(repeating: 0, count: width)
  }

  /// Trains on examples that `pick` chooses for each epoch (augmented forms, for instance).
  ///
  /// - Parameter progress: called after each epoch with the mean loss.
  public mutating func train(
    count: Int, pick: (_ index: Int, _ random: inout SeededGenerator) -> TrainingExample,
    progress: (_ epoch: Int, _ loss: Float) -> Void = { _, _ in }
  ) {
    guard count > 0 else { return }
    var optimizer = DenseAdam(count: width * hidden, biasCount: width)
    var firstBiasSquare: Float = 0
    var order = Array(0..<count)
    let steps = plan.epochs * ((count + plan.batch - 1) / plan.batch)
    var step = 0
    var buffers = Buffers(batch: plan.batch, hidden: hidden, width: width)
    for epoch in 0..<plan.epochs {
      order.shuffle(using: &random)
      var loss: Float = 0
      for start in stride(from: 0, to: count, by: plan.batch) {
        let end = min(start + plan.batch, count)
        let examples = order[start..<end].map { pick($0, &random) }
        let fade = max(0.05, 1 - Float(step) / Float(steps))
        loss += forward(examples, &buffers)
        backward(examples, &buffers, &optimizer, &firstBiasSquare, fade)
        step += 1
      }
      progress(epoch, loss / Float(count))
    }
  }

  /// The trained weights.
  public func network() -> NetworkWeights {
    NetworkWeights(
      hidden: hidden, classes: classes, first: first, firstBias: firstBias,
      second: second, secondBias: secondBias)
  }

  /// Working memory of one batch.
  private struct Buffers {
    var activations: [Float]
    var logits: [Float]
    /// The output layer, turned for the forward step.
    var turned: [Float]
    var hiddenGradient: [Float]
    /// Features left after dropout, for each example.
    var rows: [[Int32]]
    var values: [[Float]]
    /// Classes whose gradient counts, with the gradient, for one example at a time.
    var active: [Int32]
    var activeGradient: [Float]
    /// Steps of the features' rows, for one example at a time.
    var steps: [Float] = []

    init(batch: Int, hidden: Int, width: Int) {
      activations = Array(repeating: 0, count: batch * hidden)
      logits = Array(repeating: 0, count: batch * width)
      turned = Array(repeating: 0, count: hidden * width)
      hiddenGradient = Array(repeating: 0, count: hidden)
      active = Array(repeating: 0, count: width)
      activeGradient = Array(repeating: 0, count: width)
      rows = Array(repeating: [], count: batch)
      values = Array(repeating: [], count: batch)
    }
  }

  /// Fills activations and probabilities; returns the summed loss.
  private mutating func forward(_ examples: [TrainingExample], _ buffers: inout Buffers) -> Float {
    for (place, example) in examples.enumerated() { activate(example, place, &buffers) }
    ck_transpose(Int32(width), Int32(hidden), second, &buffers.turned)
    for place in examples.indices {
      buffers.logits.replaceSubrange((place * width)..<((place + 1) * width), with: secondBias)
    }
    ck_multiply(
      Int32(examples.count), Int32(width), Int32(hidden), buffers.activations, Int32(hidden),
      buffers.turned, Int32(width), &buffers.logits, Int32(width))
    var loss: Float = 0
    buffers.logits.withUnsafeMutableBufferPointer { logits in
      guard let base = logits.baseAddress else { return }
      for (place, example) in examples.enumerated() {
        let row = base + place * width
        let target = row[Int(example.label)]
        loss += (ck_softmax(Int32(width), Int32(classes), row) - target) * example.weight
      }
    }
    return loss
  }

  /// The hidden layer of one example, with features and units left out at random.
  private mutating func activate(
    _ example: TrainingExample, _ place: Int, _ buffers: inout Buffers
  ) {
    let keep = 1 - plan.featureDropout
    buffers.rows[place].removeAll(keepingCapacity: true)
    buffers.values[place].removeAll(keepingCapacity: true)
    var bits = UInt64(0)
    for (index, row) in example.vector.rows.enumerated() {
      // A draw serves four features.
      bits = index % 4 == 0 ? random.next() : bits >> 16
      guard Float(bits & 0xFFFF) < keep * 65_536 else { continue }
      buffers.rows[place].append(row)
      buffers.values[place].append(example.vector.values[index] / keep)
    }
    let seed = random.next()
    buffers.activations.withUnsafeMutableBufferPointer { activations in
      guard let target = activations.baseAddress?.advanced(by: place * hidden) else { return }
      target.update(from: firstBias, count: hidden)
      ck_add_rows(
        Int32(hidden), Int32(buffers.rows[place].count), buffers.rows[place],
        buffers.values[place], first, target)
      ck_drop(Int32(hidden), seed, 1 - plan.hiddenDropout, target)
    }
  }

  private mutating func backward(
    _ examples: [TrainingExample], _ buffers: inout Buffers, _ optimizer: inout DenseAdam,
    _ biasSquare: inout Float, _ fade: Float
  ) {
    let scale = 1 / Float(examples.count)
    for (place, example) in examples.enumerated() {
      let active = findActive(example, place, scale, &buffers, &optimizer)
      buffers.hiddenGradient.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
      buffers.activations.withUnsafeBufferPointer { activations in
        guard let units = activations.baseAddress?.advanced(by: place * hidden) else { return }
        ck_spread_gradient(
          Int32(hidden), active, buffers.active, buffers.activeGradient, units, second,
          &optimizer.gradient, &buffers.hiddenGradient)
      }
      stepFirstLayer(place, &buffers, &biasSquare, fade)
    }
    optimizer.step(&second, &secondBias, rate: plan.rate * fade, decay: plan.decay)
  }

  /// The gradient of an example's logits, where it counts; returns for how many classes.
  private mutating func findActive(
    _ example: TrainingExample, _ place: Int, _ scale: Float, _ buffers: inout Buffers,
    _ optimizer: inout DenseAdam
  ) -> Int32 {
    let count = buffers.logits.withUnsafeBufferPointer { logits -> Int32 in
      guard let row = logits.baseAddress?.advanced(by: place * width) else { return 0 }
      return ck_active(
        Int32(width), row, example.label, plan.negligible, example.weight * scale,
        &buffers.active, &buffers.activeGradient)
    }
    for index in 0..<Int(count) {
      optimizer.biasGradient[Int(buffers.active[index])] += buffers.activeGradient[index]
    }
    return count
  }

  private mutating func stepFirstLayer(
    _ place: Int, _ buffers: inout Buffers, _ biasSquare: inout Float, _ fade: Float
  ) {
    let meanSquare =
      buffers.activations.withUnsafeBufferPointer { activations -> Float in
        guard let units = activations.baseAddress?.advanced(by: place * hidden) else { return 0 }
        return ck_gate(
          Int32(hidden), units, 1 / (1 - plan.hiddenDropout), &buffers.hiddenGradient)
      } / Float(hidden)
    let count = buffers.rows[place].count
    if buffers.steps.count < count { buffers.steps = Array(repeating: 0, count: 2 * count) }
    ck_row_steps(
      Int32(count), buffers.rows[place], buffers.values[place], meanSquare, -plan.rowRate * fade,
      &firstSquare, &buffers.steps)
    ck_step_rows(
      Int32(hidden), Int32(count), buffers.rows[place], buffers.steps, buffers.hiddenGradient,
      &first)
    biasSquare = 0.99 * biasSquare + 0.01 * meanSquare
    let root = biasSquare.squareRoot() + 1e-9
    ck_add_scaled(
      Int32(hidden), -0.1 * plan.rowRate * fade / root, buffers.hiddenGradient, &firstBias)
  }
}

/// Adam over the output layer and its bias.
private struct DenseAdam {
  var gradient: [Float]
  var biasGradient: [Float]
  private var moment: [Float]
  private var square: [Float]
  private var biasMoment: [Float]
  private var biasSquare: [Float]
  private var power1: Float = 1
  private var power2: Float = 1

  init(count: Int, biasCount: Int) {
    gradient = Array(repeating: 0, count: count)
    moment = gradient
    square = gradient
    biasGradient = Array(repeating: 0, count: biasCount)
    biasMoment = biasGradient
    biasSquare = biasGradient
  }

  mutating func step(_ weights: inout [Float], _ bias: inout [Float], rate: Float, decay: Float) {
    power1 *= 0.9
    power2 *= 0.999
    ck_adam(
      Int32(gradient.count), &weights, &moment, &square, &gradient, rate, 0.9, 0.999,
      1 / (1 - power1), 1 / (1 - power2), decay)
    ck_adam(
      Int32(biasGradient.count), &bias, &biasMoment, &biasSquare, &biasGradient, rate, 0.9, 0.999,
      1 / (1 - power1), 1 / (1 - power2), 0)
  }
}
