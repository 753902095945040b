import Knowledge
import Release
import Training

/// Proposals for the small shop.
enum Sample {
  static let proposals = [
    Proposal(
      id: "p-1", kind: .newEntry, tier: .general, title: "能刻字吗",
      questions: ["可以刻字吗", "能不能刻名字", "刻字收费吗", "杯子上刻字行不行"],
      answer: "亲，可以免费刻四个字以内～", support: Proposal.Support(sessions: 6, customers: 5),
      evidence: ["s-1", "s-2"], gain: 0.02),
    Proposal(
      id: "p-2", kind: .newQuestions, entry: "ship.when", tier: .general, title: "什么时候发货",
      questions: ["货啥时候能走啊", "今天下单几号出库"],
      support: Proposal.Support(sessions: 3, customers: 3), evidence: ["s-3"], gain: 0.01),
    Proposal(
      id: "p-3", kind: .answerConflict, entry: "ship.when", tier: .general, title: "发货时间",
      questions: ["多久发货呀"], support: Proposal.Support(sessions: 2, customers: 2),
      evidence: ["s-4", "s-5"], gain: 0.005,
      conflicts: [
        Proposal.Side(quote: "48小时内发货", source: .knowledge),
        Proposal.Side(quote: "24小时内发货", source: .agents, sessions: ["s-4", "s-5"]),
      ]),
    Proposal(
      id: "p-4", kind: .newEntry, tier: .product, sku: "t-cup", title: "保温杯能装咖啡吗",
      questions: ["杯子装咖啡可以吗", "能不能放咖啡进去"], answer: "可以的，喝完尽快清洗～",
      support: Proposal.Support(sessions: 4, customers: 4), gain: 0.004),
  ]
}

/// Steps of a reviewer who presses keys at random, the same for a seed.
struct SeededSteps {
  private var generator: SplitMix

  init(seed: UInt64) { generator = SplitMix(state: seed &+ 1) }

  mutating func step(in state: ReviewState) -> ReviewAction? {
    guard let item = state.items.randomElement(using: &generator) else { return nil }
    let id = item.proposal.id
    switch Int.random(in: 0..<9, using: &generator) {
    case 0, 1: return .accept(id)
    case 2: return .reject(id, reason: "不需要")
    case 3: return .later(id)
    case 4: return .merge(id, into: "ship.when")
    case 5:
      var proposal = item.proposal
      proposal.answer = "改成这样"
      proposal.title += "改"
      return .edit(proposal)
    case 6: return (try? item.proposal.split([0])).map { .split(id, into: $0) }
    default: return state.steps.isEmpty ? nil : .undo
    }
  }
}

private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
