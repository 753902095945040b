internal import Index

/// The examples of one batch, side by side as the kernels read them, and their working memory.
struct TrainingBatch: ~Copyable {
  /// Features left after dropout: those of example e are `starts[e]..<starts[e + 1]`.
  let rows: ColumnBuffer<Int32>
  let values: ColumnBuffer<Float>
  let starts: ColumnBuffer<Int32>
  let labels: ColumnBuffer<Int32>
  /// How much each example counts.
  let weights: ColumnBuffer<Float>
  /// By which seed each example's units are left out.
  let seeds: ColumnBuffer<UInt64>
  /// The hidden layer, and the gradient of it.
  let activations: ColumnBuffer<Float>
  let hiddenGradient: ColumnBuffer<Float>
  /// Logits, then probabilities.
  let outputs: ColumnBuffer<Float>
  /// Steps of the features' rows, for one example at a time.
  let steps: ColumnBuffer<Float>
  /// The number of examples.
  private(set) var count = 0

  /// - Parameter longest: the most features that an example has.
  init(size: Int, hidden: Int, width: Int, longest: Int) {
    rows = ColumnBuffer(count: size * longest)
    values = ColumnBuffer(count: size * longest)
    starts = ColumnBuffer(count: size + 1)
    labels = ColumnBuffer(count: size)
    weights = ColumnBuffer(count: size)
    seeds = ColumnBuffer(count: size)
    activations = ColumnBuffer(count: size * hidden)
    hiddenGradient = ColumnBuffer(count: size * hidden)
    outputs = ColumnBuffer(count: size * width)
    steps = ColumnBuffer(count: longest)
  }

  mutating func removeAll() { count = 0 }

  /// Adds an example; its features are kept with a probability, and grow as others are left out.
  mutating func append(
    _ example: TrainingExample, _ vectors: FeatureVectors, keep: Float,
    _ random: inout SeededGenerator
  ) {
    var end = Int(starts.base[count])
    var bits = UInt64(0)
    var drawn = 0
    func add(_ row: Int32, _ value: Float) {
      // A draw serves four features.
      bits = drawn % 4 == 0 ? random.next() : bits >> 16
      drawn += 1
      rows.base[end] = row
      values.base[end] = value / keep
      end += Float(bits & 0xFFFF) < keep * 65_536 ? 1 : 0
    }
    for place in vectors.starts[example.vector]..<vectors.starts[example.vector + 1] {
      add(vectors.rows[place], vectors.values[place])
    }
    if let addition = example.addition { add(addition.row, addition.value) }
    labels.base[count] = example.label
    weights.base[count] = example.weight
    seeds.base[count] = random.next()
    count += 1
    starts.base[count] = Int32(end)
  }

  /// Where the features of an example start, how many it has, and how many from there on the batch
  /// has.
  func features(of example: Int) -> (start: Int, count: Int32, known: Int32) {
    let start = starts.base[example]
    return (
      Int(start), starts.base[example + 1] - start, starts.base[count] - start
    )
  }
}
