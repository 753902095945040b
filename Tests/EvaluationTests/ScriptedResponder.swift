import Dialogue
import Evaluation

/// Replies by a script: the message's text names the reply.
struct ScriptedResponder: Responder {
  var replies: [String: Reply]

  func open(_ context: DialogueContext) -> [String] { [] }

  func reply(to text: String, in heard: inout [String], at time: ShopTime) -> Reply {
    heard.append(text)
    return replies[text]
      ?? Reply(text: text, decision: .decline, entry: nil, reply: "", version: "v")
  }

  func personWrote(_ text: String, in heard: inout [String], at time: ShopTime) {
    heard.append("person: " + text)
  }
}

/// Replies with what it has heard and when, as the entry.
struct EchoResponder: Responder {
  func open(_ context: DialogueContext) -> [String] { [context.sku ?? "-"] }

  func reply(to text: String, in heard: inout [String], at time: ShopTime) -> Reply {
    heard.append("\(text)@\(time.seconds - ShopTime.evaluation.seconds)")
    return Reply(
      text: text, decision: .answer, entry: heard.joined(separator: " "), reply: text, version: "v7"
    )
  }

  func personWrote(_ text: String, in heard: inout [String], at time: ShopTime) {
    heard.append("person@\(time.seconds - ShopTime.evaluation.seconds)")
  }
}

/// A case of one turn with what was given.
func dialogue(
  _ id: String, tags: [String] = [], file: String = "cases.jsonl", sku: String? = nil,
  _ turns: (TurnExpectation?, Given)...
) -> DialogueResult {
  let source = EvaluationCase(
    id: id, tags: tags, context: DialogueContext(sku: sku),
    turns: turns.map { EvaluationCase.Turn("说 \(id)", expect: $0.0) }, file: file, line: 1)
  return DialogueResult(
    source, turns: zip(source.turns, turns).map { TurnResult($0, given: $1.1) })
}

func report(_ dialogues: [DialogueResult]) -> EvaluationReport {
  EvaluationReport(EvaluationRun(version: "v1", dialogues: dialogues))
}

func handoff(_ level: Int, _ skill: String = "售后") -> Given {
  Given(.handoff, handoff: Given.Handoff(reason: .risk, level: level, skill: skill))
}

/// A small generator with a seed that can be printed (SplitMix64; Steele, Lea and Flood, 2014).
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
