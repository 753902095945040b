internal import CKernels
internal import Index

/// Adam over a matrix of weights and its bias.
struct DenseAdam: ~Copyable {
  /// Summed from zero before each step.
  let gradient: ColumnBuffer<Float>
  let biasGradient: ColumnBuffer<Float>
  private let moment: ColumnBuffer<Float>
  private let square: ColumnBuffer<Float>
  private let biasMoment: ColumnBuffer<Float>
  private let biasSquare: ColumnBuffer<Float>
  private var power1: Float = 1
  private var power2: Float = 1

  init(count: Int, biasCount: Int) {
    gradient = ColumnBuffer(count: count)
    moment = ColumnBuffer(count: count)
    square = ColumnBuffer(count: count)
    biasGradient = ColumnBuffer(count: biasCount)
    biasMoment = ColumnBuffer(count: biasCount)
    biasSquare = ColumnBuffer(count: biasCount)
  }

  /// Steps the weights and the bias, and sets their gradients back to zero.
  mutating func step(
    _ weights: borrowing ColumnBuffer<Float>, _ bias: borrowing ColumnBuffer<Float>, rate: Float,
    decay: Float
  ) {
    power1 *= 0.9
    power2 *= 0.999
    ck_adam(
      Int32(weights.count), weights.base, moment.base, square.base, gradient.base, rate, 0.9,
      0.999, 1 / (1 - power1), 1 / (1 - power2), decay)
    ck_adam(
      Int32(bias.count), bias.base, biasMoment.base, biasSquare.base, biasGradient.base, rate,
      0.9, 0.999, 1 / (1 - power1), 1 / (1 - power2), 0)
  }
}
