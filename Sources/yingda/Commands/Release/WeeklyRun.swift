import Dialogue
import Foundation
import Index
import Knowledge
import Release
import Training

/// What `train --weekly` does around mining; `train` brings the mining.
///
/// ```swift
/// try await WeeklyRun(
///   state: StateFolder(state), source: source, transcripts: transcripts,
///   evaluation: evaluation, releases: !noRelease, limits: limits
/// ).run { snapshot in try mine(ShopView(snapshot)).proposals }
/// ```
struct WeeklyRun {
  var state: StateFolder
  var source: KnowledgeOption
  var transcripts: [String]
  var evaluation: String
  /// Whether accepted proposals are released when the gate passes.
  var releases: Bool
  var limits: LimitOptions

  /// Runs the week and says where its report is.
  func run(_ mine: @escaping (Snapshot) throws -> [Proposal]) async throws {
    var job = WeeklyJob(
      state: state, transcripts: transcripts, working: source.knowledge,
      open: { try source.snapshot() }, mine: mine)
    job.report = { Console.error(Console.dim("· \($0)")) }
    if releases { job.release = { try await release() } }
    do {
      let result = try await job.run()
      try finish(result)
    } catch let failure as CommandFailure {
      throw failure
    } catch {
      throw CommandFailure.input("\(error)")
    }
  }

  private func release() async throws -> ReleaseOutcome {
    let job = try ReleaseJob.usual(
      state: state, knowledge: source.knowledge, evaluation: evaluation, sessions: transcripts,
      limits: limits)
    return try await job.run()
  }

  private func finish(_ result: WeeklyJob.Result) throws {
    let added = result.added
    Console.error(
      "提案：新增 \(added.new)，更新 \(added.renewed)，已在队列 \(added.known)，以前决定过 \(added.decided)")
    for alarm in result.report.alarms { Console.error("警报：\(alarm)") }
    Console.print("\(result.folder)/report.html")
    switch result.outcome {
    case .released(let manifest, _, _, _):
      Console.error("已发布版本 \(manifest.number)（\(manifest.version)）。")
    case .refused(let report, _, let blame):
      throw CommandFailure.result(blame.refusal(of: report))
    case .lintFailed(let problems):
      throw CommandFailure.result(
        problems.map(\.description).joined(separator: "\n") + "\n没有发布：新的知识有错误。")
    case .nothing, .wouldRelease, nil: break
    }
  }
}
