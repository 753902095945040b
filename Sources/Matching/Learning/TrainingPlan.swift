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
