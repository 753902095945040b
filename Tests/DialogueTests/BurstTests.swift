import Dialogue
import TestSupport
import Testing

/// Messages in parts, and several questions in one message.
@Suite struct BurstTests {
  let bot: Bot

  init() throws {
    bot = try Shared.smallBot.get()
  }

  @Test(arguments: ["我想问下", "那个", "我问个事", "跟你说下我这情况", "请问一下"])
  func aMereOpeningIsListenedTo(opening: String) {
    var conversation = Conversation(bot)
    for _ in 0..<3 {
      let reply = conversation.say(opening)
      #expect(reply.decision == .clarify && reply.options.isEmpty, "\(reply.verdict)")
    }
    #expect(conversation.session.misses == 0)
    #expect(conversation.say("什么时候发货").entry == "ship.when")
  }

  @Test func partsSentAtOnceAreReadAsOne() {
    let rows = [
      (["羽绒服", "多重"], "t-down.weight"), (["耳机", "有什么颜色"], "t-ear.color"),
      (["我想问下", "什么时候", "发货"], "ship.when"), (["优惠券", "怎么用"], "coupon.use"),
    ]
    for (parts, entry) in rows {
      var whole = Conversation(bot)
      #expect(whole.say(parts.joined(separator: " ")).entry == entry, "\(parts)")
      var conversation = Conversation(bot)
      var last: Reply?
      for part in parts { last = conversation.say(part, after: 2) }
      #expect(last?.decision == .answer && last?.entry == entry, "\(parts): \(last?.verdict ?? "")")
    }
  }

  @Test func aRiskMayStandInTwoParts() {
    var conversation = Conversation(bot)
    let replies = ["我要退款", "501元的"].map { conversation.say($0, after: 2) }
    #expect(replies.last?.handoff?.situation == "ho.large", "\(replies.map(\.verdict))")
  }

  @Test func completeQuestionsSentAtOnceStayApart() {
    var conversation = Conversation(bot)
    #expect(conversation.say("什么时候发货", after: 1).entry == "ship.when")
    #expect(conversation.say("怎么开发票", after: 1).entry == "invoice.open")
    #expect(conversation.say("羽绒服多重", after: 1).entry == "t-down.weight")
  }

  @Test func twoQuestionsGetTwoAnswers() {
    var conversation = Conversation(bot)
    let reply = conversation.say("什么时候发货？怎么开发票？")
    #expect(reply.decision == .answer)
    #expect(["ship.when", "invoice.open"].contains(reply.entry))
    #expect(reply.reply.contains("48小时") && reply.reply.contains("申请发票"), "\(reply.reply)")
  }

  @Test func whatIsDeniedIsNotAnswered() {
    var conversation = Conversation(bot)
    #expect(conversation.say("不用转人工 什么时候发货").entry == "ship.when")
    #expect(conversation.say("不用转人工 你说发什么快递").entry == "ship.carrier")
  }

  @Test func placeholdersOfPicturesAreAskedFor() {
    for text in ["[图片]", "【语音】", "[视频]"] {
      var conversation = Conversation(bot)
      let reply = conversation.say(text)
      #expect(reply.decision == .clarify && reply.options.isEmpty, "\(text): \(reply.verdict)")
    }
  }

  @Test func aFloodIsBlockedUntilItEnds() {
    var conversation = Conversation(bot)
    var replies = (0..<14).map { _ in conversation.say("什么时候发货", after: 0) }
    #expect(replies.removeFirst().decision == .answer)
    #expect(replies.last?.decision == .decline)
    #expect(conversation.session.blocked > 0)
    #expect(conversation.say("包邮吗", after: 30).entry == "ship.fee")
  }
}
