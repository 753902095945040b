public import Dialogue
public import Evaluation
public import Knowledge

/// What a new version must show before it may serve: labelled dialogues, and sessions of last week
/// that are replayed without labels.
public struct ReleaseGate: Sendable {
  public var cases: [EvaluationCase]
  public var sessions: [EvaluationCase]
  public var limits: ReleaseLimits

  public init(
    cases: [EvaluationCase], sessions: [EvaluationCase] = [], limits: ReleaseLimits = .init()
  ) {
    self.cases = cases
    self.sessions = sessions
    self.limits = limits
  }

  /// Both replays of one version.
  public struct Runs: Sendable {
    public let cases: EvaluationRun
    public let sessions: EvaluationRun
  }

  /// Replays everything with a version; the result does not depend on the number of cores.
  public func replay(
    _ bot: Bot, progress: (@Sendable (_ done: Int, _ total: Int) -> Void)? = nil
  ) async -> Runs {
    let total = cases.count + sessions.count
    let first = cases.count
    let responder = BotResponder(bot)
    let labelled = await EvaluationRun.run(cases, with: responder) { done, _ in
      progress?(done, total)
    }
    let replayed = await EvaluationRun.run(sessions, with: responder) { done, _ in
      progress?(first + done, total)
    }
    return Runs(cases: labelled, sessions: replayed)
  }

  /// Holds two versions side by side.
  public func judge(from before: Runs, to now: Runs) -> GateReport {
    let old = RateTable(before.cases.dialogues)
    let new = RateTable(now.cases.dialogues)
    let oldSessions = RateTable(before.sessions.dialogues)
    let newSessions = RateTable(now.sessions.dialogues)
    var checks = [
      GateCheck(.recognition, old, new, limit: limits.recognitionFall),
      GateCheck(.wrongAnswers, old, new, limit: limits.wrongRise),
      GateCheck(.transfer, old, new, limit: limits.transferRise),
      GateCheck(.missedHandoffs, old, new, limit: limits.missedRise),
      GateCheck(.outOfScopeAnswered, old, new, limit: limits.outsideRise),
    ]
    if !sessions.isEmpty {
      checks.append(
        GateCheck(
          .handedOver, oldSessions, newSessions, limit: limits.transferRise, ofSessions: true))
    }
    return GateReport(
      checks: checks.filter { $0.before.total > 0 }, before: old, now: new,
      changes: DecisionChange.all(from: before.cases, to: now.cases),
      sessionChanges: DecisionChange.all(from: before.sessions, to: now.sessions),
      turns: now.cases.dialogues.reduce(0) { $0 + $1.turns.count },
      sessionTurns: now.sessions.dialogues.reduce(0) { $0 + $1.turns.count })
  }
}

/// One rate of a gate, before and now, with how much worse it may be.
public struct GateCheck: Sendable, Equatable {
  public let name: RateName
  /// Whether it is measured on replayed sessions.
  public let isOfSessions: Bool
  public let before: Proportion
  public let now: Proportion
  /// How much worse it may be, as a share.
  public let limit: Double

  init(
    _ name: RateName, _ before: RateTable, _ now: RateTable, limit: Double,
    ofSessions: Bool = false
  ) {
    self.name = name
    isOfSessions = ofSessions
    self.before = before[name]
    self.now = now[name]
    self.limit = limit
  }

  /// How much worse it became; negative when it became better.
  public var worsening: Double {
    let change = (now.value ?? 0) - (before.value ?? 0)
    return name.isBetterHigh ? -change : change
  }

  public var passed: Bool { worsening <= limit + 1e-9 }
}

/// What a gate found.
public struct GateReport: Sendable, Equatable {
  public let checks: [GateCheck]
  /// All rates of the labelled dialogues.
  public let before: RateTable
  public let now: RateTable
  public let changes: [DecisionChange]
  public let sessionChanges: [DecisionChange]
  public let turns: Int
  public let sessionTurns: Int

  public var passed: Bool { checks.allSatisfy(\.passed) }
}
