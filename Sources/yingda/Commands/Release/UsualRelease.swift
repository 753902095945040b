import Compiler
import Dialogue
import Evaluation
import Knowledge
import Release
import Text
import Training

extension ReleaseJob {
  /// A release as the commands make it: compiled as customers meet it, today's date, progress on
  /// standard error.
  static func usual(
    state: StateFolder, knowledge: String, evaluation: String, sessions: [String],
    limits: LimitOptions
  ) throws -> ReleaseJob {
    let cases = try CaseReader.read([evaluation])
    let tables: CharacterTables
    do { tables = try CharacterTables.computed() } catch {
      throw CommandFailure.input(error.description)
    }
    var job = ReleaseJob(
      state: state, working: knowledge,
      gate: ReleaseGate(cases: cases.cases, sessions: try SessionCases.read(sessions)),
      tables: tables, now: ShopTime.current.text, compile: { try compile($0) })
    job.testimony = sessions
    job.limits = { limits.applied(to: $0) }
    job.evaluation = evaluation
    job.report = { Console.error(Console.dim("· \($0)")) }
    return job
  }

  private static func compile(_ base: KnowledgeBase) throws -> [UInt8] {
    let progress = ProgressLine("正在编译")
    defer { progress.finish() }
    do {
      return try KnowledgeCompiler.compile(base) { share, step in progress.update(share, step) }
    } catch {
      throw CommandFailure.input("\(error)")
    }
  }
}

extension Blame {
  /// Why nothing was released, and what to do, for people.
  func refusal(of report: GateReport) -> String {
    var text = "没有发布：\(report.reasons.joined(separator: "；"))。旧版本照常服务，什么都没有改。"
    for culprit in culprits {
      text += "\n造成的提案：\(culprit.proposal.id)  \(culprit.proposal.title)"
      text += "（\(culprit.suspicion.text)）"
    }
    switch (passesWithout, proposals.isEmpty) {
    case (true, false):
      let ids = proposals.map(\.id).joined(separator: " ")
      text += "\n去掉它们就能通过：yingda release --without \(ids)"
    case (false, true): text += "\n不是提案造成的：知识目录里手工改的内容就通不过。"
    case (true, true): text += "\n没有哪条提案有证据说是它造成的；看看上面变了的决定。"
    case (false, false): text += "\n去掉它们还是通不过，原因不止这些。"
    default: break
    }
    if !report.answers.passed || !report.wordings.passed {
      let ids = culprits.filter { $0.suspicion.isContradicted }.map(\.proposal.id)
      text += "\n看过了，确实要这样：yingda release --trust \(ids.joined(separator: " "))"
    }
    return text
  }
}

extension Blame.Suspicion {
  fileprivate var text: String {
    var parts: [String] = []
    if let misplaced {
      parts.append(
        "\(misplaced.total) 句问法里有 \(misplaced.misplaced) 句现在稳稳地归 \(misplaced.other)，"
          + "如“\(misplaced.example)”")
    }
    if let contradictedBy { parts.append("\(contradictedBy) 位顾客听到的是旧说法") }
    if change.worse > 0 {
      parts.append("涉及它的问题变差 \(change.worse) 处、变好 \(change.better) 处")
    }
    if let example, change.worse > 0 { parts.append("如“\(example)”") }
    return parts.isEmpty ? "去掉它就通过" : parts.joined(separator: "，")
  }
}

extension ShopTime {
  /// The point of time in Beijing as RFC 3339.
  var text: String {
    let offset = 8 * 3600
    let second = ((seconds + offset) % 60 + 60) % 60
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(day)T\(two(minuteOfDay / 60)):\(two(minuteOfDay % 60)):\(two(second))+08:00"
  }
}
