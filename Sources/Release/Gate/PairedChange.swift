internal import Evaluation

/// How many turns, dialogues or questions became worse and better between two versions that saw the
/// same, and how likely so uneven a split is by chance.
public struct PairedChange: Sendable, Equatable {
  public let worse: Int
  public let better: Int
  /// The chance that as many more or still more become worse where nothing favours either side.
  public let chance: Double

  /// The exact one-sided sign test (McNemar's test; Agresti, “Categorical Data Analysis”, 3rd ed.,
  /// 11.1).
  init(worse: Int, better: Int) {
    self.worse = worse
    self.better = better
    chance = worse > better ? signTest(better: better, worse: worse) / 2 : 1
  }

  /// How many more became worse than better; negative when it is the other way round.
  public var net: Int { worse - better }
}
