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

    public init(cases: EvaluationRun, sessions: EvaluationRun) {
      self.cases = cases
      self.sessions = sessions
    }
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
  ///
  /// - Parameter scope: what differs between them.
  public func judge(
    from before: Runs, to now: Runs, scope: GateScope, answers: AnswerReview = .init(),
    wordings: WordingReview = .init()
  ) -> GateReport {
    let old = RateTable(before.cases.dialogues)
    let new = RateTable(now.cases.dialogues)
    var checks = [
      (RateName.recognition, limits.recognitionFall), (.wrongAnswers, limits.wrongRise),
      (.transfer, limits.transferRise), (.missedHandoffs, limits.missedRise),
      (.outOfScopeAnswered, limits.outsideRise),
    ].map { name, limit in
      GateCheck(name, from: before.cases, to: now.cases, limit: limit, scope: scope)
    }
    if !sessions.isEmpty {
      checks.append(
        GateCheck(
          .handedOver, from: before.sessions, to: now.sessions, limit: limits.transferRise,
          scope: scope, ofSessions: true))
    }
    return GateReport(
      checks: checks.filter { $0.before.total > 0 }, answers: answers, wordings: wordings,
      before: old, now: new,
      changes: DecisionChange.all(from: before.cases, to: now.cases),
      sessionChanges: DecisionChange.all(from: before.sessions, to: now.sessions),
      turns: now.cases.dialogues.reduce(0) { $0 + $1.turns.count },
      sessionTurns: now.sessions.dialogues.reduce(0) { $0 + $1.turns.count })
  }
}

/// What a gate found.
public struct GateReport: Sendable, Equatable {
  public let checks: [GateCheck]
  /// Answers that were rewritten, held against what people of the shop told customers.
  public let answers: AnswerReview
  /// Wordings of proposals held against what the version that serves knows.
  public let wordings: WordingReview
  /// All rates of the labelled dialogues.
  public let before: RateTable
  public let now: RateTable
  public let changes: [DecisionChange]
  public let sessionChanges: [DecisionChange]
  public let turns: Int
  public let sessionTurns: Int

  public var passed: Bool { checks.allSatisfy(\.passed) && answers.passed && wordings.passed }
}
