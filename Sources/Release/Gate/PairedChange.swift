internal import Evaluation

/// How many turns, dialogues or questions became worse and better between two versions that saw the
/// same, and how likely so uneven a split is by chance.
public struct PairedChange: Sendable, Equatable {
  public let worse: Int
  public let better: Int
  /// The chance that as many more or still more become worse where nothing favours either side.
  public let chance: Double

  /// Each change by itself: the exact one-sided sign test (McNemar's test; Agresti, “Categorical
  /// Data Analysis”, 3rd ed., 11.1).
  init(worse: Int, better: Int) {
    self.worse = worse
    self.better = better
    chance = worse > better ? signTest(better: better, worse: worse) / 2 : 1
  }

  /// Changes that come in blocks, such as those of one topic, which a model fitted anew moves
  /// together: the sign of each block's net change is turned at random (Fisher, “The Design of
  /// Experiments”, 1935, 21; whole blocks: Winkler et al., NeuroImage 92, 2014).
  ///
  /// - Complexity: O(blocks · changes), exact.
  init(blocks: [(worse: Int, better: Int)]) {
    worse = blocks.reduce(0) { $0 + $1.worse }
    better = blocks.reduce(0) { $0 + $1.better }
    let nets = blocks.map { abs($0.worse - $0.better) }.filter { $0 > 0 }
    let most = nets.reduce(0, +)
    // The chance of each sum from −most to most.
    var chances = [Double](repeating: 0, count: 2 * most + 1)
    chances[most] = 1
    for net in nets {
      var next = [Double](repeating: 0, count: chances.count)
      for (place, chance) in chances.enumerated() where chance > 0 {
        next[place - net] += chance / 2
        next[place + net] += chance / 2
      }
      chances = next
    }
    let net = worse - better
    chance = net > 0 ? min(1, chances[(most + net)...].reduce(0, +)) : 1
  }

  /// How many more became worse than better; negative when it is the other way round.
  public var net: Int { worse - better }
}
