internal import Dialogue

/// All cases with what was given at their turns.
public struct EvaluationRun: Sendable, Equatable {
  /// The version of the knowledge that answered; empty when unknown.
  public let version: String
  /// In the order of the cases.
  public let dialogues: [DialogueResult]

  public init(version: String = "", dialogues: [DialogueResult]) {
    self.version = version
    self.dialogues = dialogues
  }

  /// Seconds that pass before a turn that does not say otherwise.
  public static let usualPause = 20

  /// How many dialogues a task takes at a time; small enough to spread evenly over the cores.
  private static let portion = 8

  /// Runs every case through its own dialogue, on all cores.
  ///
  /// The result does not depend on the number of cores.
  /// - Parameter progress: called with the number of dialogues done and of all dialogues.
  public static func run<R: Responder>(
    _ cases: [EvaluationCase], with responder: R,
    progress: (@Sendable (_ done: Int, _ total: Int) -> Void)? = nil
  ) async -> EvaluationRun {
    var portions: [Int: [Played]] = [:]
    await withTaskGroup(of: (Int, [Played]).self) { group in
      for start in stride(from: 0, to: cases.count, by: portion) {
        let some = cases[start..<min(start + portion, cases.count)]
        group.addTask { (start, some.map { play($0, with: responder) }) }
      }
      var done = 0
      for await (start, results) in group {
        portions[start] = results
        done += results.count
        progress?(done, cases.count)
      }
    }
    let all = portions.sorted { $0.key < $1.key }.flatMap(\.value)
    return EvaluationRun(
      version: all.lazy.compactMap(\.version).first ?? "", dialogues: all.map(\.dialogue))
  }

  private struct Played: Sendable {
    let dialogue: DialogueResult
    let version: String?
  }

  private static func play<R: Responder>(_ source: EvaluationCase, with responder: R) -> Played {
    var state = responder.open(source.context)
    var time = source.start
    var version: String?
    var results: [TurnResult] = []
    for (index, turn) in source.turns.enumerated() {
      time = time.adding(turn.wait ?? (index == 0 ? 0 : usualPause))
      switch turn.speaker {
      case .customer:
        let reply = responder.reply(to: turn.text, in: &state, at: time)
        version = version ?? reply.version
        results.append(TurnResult(turn, given: Given(reply), said: reply.reply))
      case .agent:
        responder.personWrote(turn.text, in: &state, at: time)
        results.append(TurnResult(turn, given: Given(.silent)))
      }
    }
    return Played(dialogue: DialogueResult(source, turns: results), version: version)
  }
}
