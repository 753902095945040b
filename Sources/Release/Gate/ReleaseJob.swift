internal import Dialogue
internal import Evaluation
internal import Foundation
internal import Index
public import Knowledge
public import Text
internal import Training

/// Makes a new version of what reviewers accepted and lets it serve when the gate passes.
public struct ReleaseJob: Sendable {
  public var state: StateFolder
  /// The knowledge folder that people edit.
  public var working: String
  public var gate: ReleaseGate
  /// Files of sessions against which rewritten answers are held; empty: against none.
  public var testimony: [String] = []
  /// Proposals whose answers and wordings are taken as they are, whatever speaks against them.
  public var trusted: Set<String> = []
  /// Limits of shop.yaml, as the caller wants them.
  public var limits: @Sendable (ReleaseLimits) -> ReleaseLimits = { $0 }
  public var compile: @Sendable (KnowledgeBase) throws -> [UInt8]
  public var tables: CharacterTables
  /// The time written into the version, RFC 3339.
  public var now: String
  /// Accepted proposals to leave out this time.
  public var without: Set<String> = []
  /// Where the evaluation's texts stand, which the knowledge must not hold; nil: not checked.
  public var evaluation: String?
  /// Whether confidence is calibrated anew on the labelled dialogues; costs a second compilation.
  public var refits = false
  /// Whether to stop before anything is written.
  public var isDry = false
  /// How many culprits a refusal looks for; 0: none.
  public var culprits = 5
  /// Told what is being done.
  public var report: @Sendable (_ step: String) -> Void = { _ in }
  package var fault: VersionStore.Fault?

  public init(
    state: StateFolder, working: String, gate: ReleaseGate, tables: CharacterTables, now: String,
    compile: @escaping @Sendable (KnowledgeBase) throws -> [UInt8]
  ) {
    self.state = state
    self.working = working
    self.gate = gate
    self.tables = tables
    self.now = now
    self.compile = compile
  }

  /// Runs; a refusal and every error leave the version that serves and all files as they were.
  ///
  /// - Throws: `KnowledgeError`, `InputError`, `StateError`, `ReleaseProblem`, and what compiling
  ///   throws.
  public func run() async throws -> ReleaseOutcome {
    let lock = try state.lock()
    defer { withExtendedLifetime(lock) {} }
    let store = VersionStore(state, fault: fault)
    try store.recover()
    let plan = try Plan(self, store)
    guard !plan.proposals.isEmpty || plan.isEdited else { return .nothing }

    report("检查知识")
    var candidate = try plan.candidate(plan.proposals)
    let problems = plan.newProblems(candidate)
    guard problems.isEmpty else { return .lintFailed(problems) }
    report("编译新版本")
    var bytes = try compile(candidate.base)
    var bot = try Bot(try Snapshot(bytes: bytes))
    let (serving, oldBytes) = try plan.serving(else: bytes)
    let old = try Bot(serving)
    if bot.version == old.version, store.current != nil {
      // People wrote the same into the knowledge themselves: nothing changes for customers.
      if !isDry { try store.amend(old.version, with: plan.proposals.map(\.id)) }
      return .nothing
    }
    var gate = gate
    gate.limits = limits(plan.base.shop.release)
    report("用旧版本重放")
    let before = await gate.replay(old)
    report("用新版本重放")
    var after = await gate.replay(bot)
    if refits, let fit = Refit.calibration(of: after.cases, with: bot),
      (fit.slope, fit.offset) != (bot.thresholds.slope, bot.thresholds.offset)
    {
      report("重新校准：slope \(fit.slope)，offset \(fit.offset)")
      candidate = try plan.candidate(plan.proposals, calibration: fit)
      bytes = try compile(candidate.base)
      bot = try Bot(try Snapshot(bytes: bytes))
      after = await gate.replay(bot)
    }
    let diff = KnowledgeDiff(from: try plan.servingBase(), to: candidate.base)
    let found = gate.judge(
      from: before, to: after, scope: GateScope(diff), answers: try answers(plan, serving),
      wordings: try plan.wordings(by: old))
    guard found.passed else {
      return .refused(found, diff, try await blame(plan, gate, before, after, found))
    }
    let manifest = try plan.manifest(
      bot.version, after: old.version, found, changed: candidate.changed)
    if isDry { return .wouldRelease(manifest, found, diff) }
    if store.current == nil, !plan.proposals.isEmpty {
      try store.store(plan.baseline(old.version, oldBytes))
    }
    let kept = try store.publish(
      VersionDraft(manifest: manifest, snapshot: bytes, files: candidate.files), working: working,
      before: plan.files)
    return .released(manifest, found, diff, kept: kept)
  }

  /// What the sessions say of the answers that proposals rewrite.
  private func answers(_ plan: Plan, _ serving: Snapshot) throws -> AnswerReview {
    let rewrites = testimony.isEmpty ? [] : plan.rewrites()
    guard !rewrites.isEmpty else { return AnswerReview() }
    report("对照会话里客服的说法：\(rewrites.count) 条改写的答案")
    let witnesses = AnswerWitnesses(shop: try ShopView(serving))
    return AnswerReview(try witnesses.review(rewrites, sessions: testimony))
  }

  /// Which proposals make the gate fail: those whose own entries fared worse by more than chance,
  /// when the rest passes without them, else what halving finds.
  private func blame(
    _ plan: Plan, _ gate: ReleaseGate, _ before: ReleaseGate.Runs, _ after: ReleaseGate.Runs,
    _ found: GateReport
  ) async throws -> Blame {
    guard culprits > 0 else { return Blame(culprits: [], passesWithout: nil) }
    var probe = 0
    let isFirst = VersionStore(state).current == nil
    let servingBase = try plan.servingBase()
    func passes(_ places: [Int]) async throws -> Bool {
      let rest = places.map { plan.proposals[$0] }
      if plan.isContradicted(rest, by: found) { return false }
      // Without proposals it is what serves, unless people edited the folder since.
      if places.isEmpty, !plan.isEdited || isFirst { return true }
      probe += 1
      report("查找原因：第 \(probe) 次试编译，\(places.count) 条提案")
      let candidate = try plan.candidate(rest)
      let bot = try Bot(try Snapshot(bytes: try compile(candidate.base)))
      let scope = GateScope(KnowledgeDiff(from: servingBase, to: candidate.base))
      return gate.judge(from: before, to: await gate.replay(bot), scope: scope).passed
    }
    let suspicions = try plan.suspicions(found, from: before, to: after)
    func blame(_ places: [Int], passesWithout: Bool) -> Blame {
      Blame(
        culprits: places.map {
          Blame.Culprit(proposal: plan.proposals[$0], suspicion: suspicions[$0])
        }, passesWithout: passesWithout)
    }
    let suspects = suspicions.indices.filter { suspicions[$0].isGrave }
    let rest = suspicions.indices.filter { !suspicions[$0].isGrave }
    if !suspects.isEmpty, try await passes(rest) { return blame(suspects, passesWithout: true) }
    let finding = try await Bisection.run(
      count: plan.proposals.count, limit: culprits, passes: passes)
    return blame(finding.culprits, passesWithout: finding.passesWithout)
  }
}

/// How a release ended.
public enum ReleaseOutcome: Sendable {
  /// Nothing was accepted and nothing edited since the version that serves.
  case nothing
  /// The new knowledge has errors that the old one did not have.
  case lintFailed([Problem])
  case refused(GateReport, KnowledgeDiff, Blame)
  case wouldRelease(VersionManifest, GateReport, KnowledgeDiff)
  /// `kept` names files of the working folder that somebody changed meanwhile.
  case released(VersionManifest, GateReport, KnowledgeDiff, kept: [String])
}
