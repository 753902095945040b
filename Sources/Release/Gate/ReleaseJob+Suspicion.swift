internal import Dialogue
internal import Evaluation
internal import Knowledge
internal import Training

extension ReleaseJob.Plan {
  /// The answers that proposals rewrite.
  func rewrites() -> [AnswerWitnesses.Rewrite] {
    let rewriting = proposals.filter { $0.kind != .newQuestions && !job.trusted.contains($0.id) }
    return rewriting.compactMap { proposal in
      guard let entry = base.entries.first(where: { $0.id == proposal.entry }),
        entry.answer != proposal.answer
      else { return nil }
      return AnswerWitnesses.Rewrite(entry: entry.id, old: entry.answer, new: proposal.answer)
    }
  }

  /// The wordings of the proposals as a version understands them.
  func wordings(by serving: Bot) throws -> WordingReview {
    let targets = try edit.targets(of: proposals, in: base)
    let doubted = zip(proposals, targets).filter { !job.trusted.contains($0.0.id) }
    return WordingReview(doubted.map(\.0), targets: doubted.map(\.1), by: serving)
  }

  /// Whether some proposals say otherwise than sessions or the version that serves.
  func isContradicted(_ some: [Proposal], by report: GateReport) -> Bool {
    let answers = Set(report.answers.items.filter(\.isAgainst).map(\.finding.entry))
    let wordings = Set(report.wordings.items.filter(\.isAgainst).map(\.proposal))
    return some.contains { proposal in
      wordings.contains(proposal.id)
        || proposal.kind != .newQuestions && proposal.entry.map(answers.contains) ?? false
    }
  }

  /// What speaks against each proposal by itself: the turns in which its entry was expected or
  /// given, of each rate that failed.
  func suspicions(
    _ report: GateReport, from before: ReleaseGate.Runs, to now: ReleaseGate.Runs
  ) throws -> [Blame.Suspicion] {
    let targets = try edit.targets(of: proposals, in: base)
    let failed = report.checks.filter { !$0.passed }.map { check in
      PairedUnits(
        check.name, from: check.isOfSessions ? before.sessions : before.cases,
        to: check.isOfSessions ? now.sessions : now.cases)
    }
    let against = report.answers.items.filter(\.isAgainst).map(\.finding)
    return zip(proposals, targets).map { proposal, target in
      let scope = GateScope(entries: [target])
      let changes = failed.map { $0.within(scope) }
      let gravest = changes.min { $0.chance < $1.chance }
      let example = report.changes.first { change in
        change.verdict == .worse && (change.now.entry == target || change.before.entry == target)
      }
      let told = proposal.kind == .newQuestions ? nil : against.first { $0.entry == target }
      let misplaced = report.wordings.items.first { $0.proposal == proposal.id && $0.isAgainst }
      return Blame.Suspicion(
        change: gravest ?? PairedChange(worse: 0, better: 0), example: example?.text,
        contradictedBy: told?.against, misplaced: misplaced)
    }
  }
}
