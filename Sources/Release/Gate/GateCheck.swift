public import Evaluation

/// One rate of a gate, before and now: how much worse it may be, and whether what happened is more
/// than the chance of fitting a model anew.
///
/// The same knowledge fitted anew answers some turns of a hundred differently, as many better as
/// worse. So a rate fails only with evidence: beyond its limit, and so unevenly that chance explains
/// it in one of a hundred cases or less. Two things are looked at: all turns, and those that concern
/// what the release changes, for which the limit holds by itself, so that luck elsewhere hides
/// nothing.
public struct GateCheck: Sendable, Equatable {
  /// The chance at which a change counts as more than chance.
  public static let significance = 0.01

  public let name: RateName
  /// Whether it is measured on replayed sessions.
  public let isOfSessions: Bool
  public let before: Proportion
  public let now: Proportion
  /// How much worse it may be, as a share.
  public let limit: Double
  /// All changes of the rate.
  public let whole: PairedChange
  /// Those that concern what the release changes; nil when that is everything.
  public let touched: PairedChange?

  init(
    _ name: RateName, from before: EvaluationRun, to now: EvaluationRun, limit: Double,
    scope: GateScope, ofSessions: Bool = false
  ) {
    self.name = name
    isOfSessions = ofSessions
    self.before = RateTable(before.dialogues)[name]
    self.now = RateTable(now.dialogues)[name]
    self.limit = limit
    let units = PairedUnits(name, from: before, to: now)
    whole = units.whole
    touched = scope.isEverything ? nil : units.within(scope)
  }

  /// How much worse it became; negative when it became better.
  public var worsening: Double {
    let change = (now.value ?? 0) - (before.value ?? 0)
    return name.isBetterHigh ? -change : change
  }

  /// Whether all turns together became worse.
  public var failsWhole: Bool { fails(whole) }
  /// Whether the turns became worse that concern what the release changes.
  public var failsTouched: Bool { touched.map(fails) ?? false }

  public var passed: Bool { !failsWhole && !failsTouched }

  /// Whether it is beyond its limit for no more reason than chance.
  public var isNoise: Bool { passed && worsening > limit + 1e-9 }

  private func fails(_ change: PairedChange) -> Bool {
    let share = Double(change.net) / Double(max(1, now.total))
    return share > limit + 1e-9 && change.chance <= Self.significance
  }
}
