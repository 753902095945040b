import Dialogue
import TestSupport
import Testing

/// The live room, and the labels that dialogues carry.
@Suite struct LiveTests {
  let bot: Bot

  init() throws {
    bot = try Shared.smallBot.get()
  }

  private var live: Conversation { Conversation(bot, DialogueContext(channel: .live)) }

  @Test func aTriggerFiresOnceAMinuteForOnePerson() {
    var conversation = live
    #expect(conversation.say("贵了").entry == "coupon.use")
    #expect(conversation.say("贵了贵了", after: 30).decision == .silent)
    #expect(conversation.say("贵了 什么时候发货", after: 20).entry == "ship.when")
    #expect(conversation.say("贵了", after: 9).decision == .silent)
    #expect(conversation.say("贵了", after: 1).entry == "coupon.use")
    var other = live
    #expect(other.say("贵了").entry == "coupon.use")
  }

  @Test func aTriggerIsNoTriggerElsewhereOrWithOtherWords() {
    var web = Conversation(bot)
    #expect(web.say("贵了").confidence != 1)
    var conversation = live
    #expect(conversation.say("太贵重了").entry != "coupon.use")
  }

  @Test func labelsTellWhatADialogueWasAbout() {
    var conversation = live
    #expect(conversation.session.labels.isEmpty)
    let rows: [(String, Set<String>)] = [
      ("什么时候发货", ["物流", "直播"]), ("耳机多重", ["物流", "直播", "耳机"]),
      ("转人工", ["物流", "直播", "耳机", "要人工", "已转人工"]),
      ("烫伤住院了", ["物流", "直播", "耳机", "要人工", "已转人工", "高风险"]),
    ]
    for (text, labels) in rows {
      conversation.say(text)
      #expect(Set(conversation.session.labels) == labels, "\(text)")
    }
  }

  @Test func afterTheGravestLevelTheBotAnswersNothingItself() {
    var conversation = Conversation(bot)
    #expect(conversation.say("烫伤住院了").handoff?.level == 3)
    for text in ["什么时候发货", "多重", "谢谢", "今天天气怎么样", "我要投诉", "转人工", "我要退款501元"] {
      let reply = conversation.say(text)
      #expect(reply.decision == .handoff && reply.handoff?.level == 3, "\(text): \(reply.verdict)")
    }
    bot.personWrote("您好", in: &conversation.session, at: conversation.time)
    bot.personLeft(&conversation.session)
    #expect(conversation.say("什么时候发货").entry == "ship.when")
  }
}
