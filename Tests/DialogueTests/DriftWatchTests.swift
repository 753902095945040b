import Dialogue
import Matching
import TestSupport
import Testing

@Suite struct DriftWatchTests {
  private func reply(_ decision: Decision) -> Reply {
    Reply(text: "", decision: decision, entry: nil, reply: "", version: "")
  }

  /// Observes messages of which a share is unsure; returns at which of them something changed.
  private func observe(
    _ watch: inout DriftWatch, _ count: Int, unsure share: Float, _ random: inout SeededGenerator
  ) -> [(message: Int, change: DriftWatch.Change)] {
    (0..<count).compactMap { message in
      watch.observe(reply(random.unit() < share ? .clarify : .answer)).map { (message, $0) }
    }
  }

  @Test func falseAlarmsAreRare() {
    // One in ten thousand messages at most; a hundred thousand bring ten, twenty-five hardly ever.
    var alarms = 0
    for seed in 0..<100 as Range<UInt64> {
      var random = SeededGenerator(seed: seed)
      var watch = DriftWatch(unsure: 0.08, strange: 0)
      alarms += observe(&watch, 1000, unsure: 0.08, &random).count { $0.change == .alarm }
    }
    #expect(alarms <= 25)
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func aTripledShareIsNoticedAndSoIsItsEnd(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var watch = DriftWatch(unsure: 0.08, strange: 0)
    let raised = observe(&watch, 600, unsure: 0.24, &random)
    #expect(raised.first?.change == .alarm, "seed \(seed)")
    #expect(watch.isCareful, "seed \(seed)")
    let after = observe(&watch, 2000, unsure: 0.04, &random)
    #expect(after.first?.change == .end, "seed \(seed)")
    #expect(!watch.isCareful, "seed \(seed)")
  }

  @Test func silenceAndUnwatchedSharesChangeNothing() {
    var unwatched = DriftWatch(unsure: 0, strange: 0)
    var silent = DriftWatch(unsure: 0.01, strange: 0.01)
    for _ in 0..<1000 {
      #expect(unwatched.observe(reply(.clarify)) == nil)
      #expect(silent.observe(reply(.silent)) == nil)
    }
    #expect(!unwatched.isCareful && !silent.isCareful)
  }

  @Test func messagesLikeNoneInTheKnowledgeAreNoticed() throws {
    let bot = try Shared.smallBot.get()
    var watch = DriftWatch(unsure: 0, strange: 0.05)
    var changes: [DriftWatch.Change] = []
    for _ in 0..<40 {
      var session = Session()
      let reply = bot.reply(to: "鼹鼠嗑铀棒嗑得咯吱响", in: &session, at: Conversation.noon)
      #expect(reply.isStrange && bot.isStrange("鼹鼠嗑铀棒嗑得咯吱响"))
      if let change = watch.observe(reply) { changes.append(change) }
    }
    #expect(changes == [.alarm])
    #expect(!bot.isStrange("什么时候发货"))
  }

  @Test func aCarefulBotAnswersLessAndNothingElse() throws {
    let bot = try Shared.smallBot.get()
    let careful = bot.thresholds.carefulAt
    var declined = 0
    for text in [
      "什么时候发货", "发货呢几时", "包邮吗", "邮费谁出啊这个", "能不能退", "退货行不行嘛", "退钱多久", "开票", "羽绒服多少钱",
      "耳机声音咋样", "杯子漏不漏", "衣服掉毛吗", "发个货咋这么难", "怎么还没到账",
    ] {
      var usual = Session()
      var wary = Session()
      let reply = bot.reply(to: text, in: &usual, at: Conversation.noon)
      let warily = bot.reply(to: text, in: &wary, at: Conversation.noon, carefully: true)
      if warily.decision == .answer {
        #expect(warily.entry == reply.entry && warily.confidence >= careful, "\(text)")
      }
      if reply.decision == .answer, reply.confidence < careful {
        declined += 1
        #expect(warily.decision != .answer, "\(text)")
      }
    }
    #expect(declined > 0)
  }
}
