import Dialogue
import TestSupport
import Testing

/// Dialogues that need the whole sample shop.
@Suite struct PackDialogueTests {
  let bot: Bot

  init() throws {
    bot = try Bot(try Shared.snapshot.get())
  }

  private func replies(_ texts: [String]) -> [Reply] {
    var conversation = Conversation(bot)
    return conversation.say(texts)
  }

  @Test(arguments: [
    ("这罐奶粉的有效期是去年的", true), ("买的鱼油上个月就到期了", true), ("奶粉的日期早就过了还寄来", true),
    ("奶粉保质期多久", false), ("奶粉还有多久到期", false), ("券上周到期了能补不", false),
  ])
  func goodsPastTheirDayAreOfTheGravestLevel(text: String, isPast: Bool) {
    let reply = replies([text])[0]
    #expect((reply.handoff?.level == 3) == isPast, "\(text): \(reply.verdict)")
  }

  @Test func aRiskThatIsDeniedIsNone() {
    for (text, entry) in [
      ("账号没丢 就是忘记密码了怎么改", "account.forgot-password"),
      ("不是投诉 就想问问几时发货", "ship.when-will-ship"),
    ] {
      let reply = replies([text])[0]
      #expect(reply.decision == .answer && reply.entry == entry, "\(text): \(reply.verdict)")
    }
  }

  @Test func aRiskThatNoClauseIsByItselfGivesWayToTheLast() {
    let reply = replies(["给儿子买的 我付钱 可以分期吗"])[0]
    #expect(reply.decision == .answer && reply.entry == "pay.installment", "\(reply.verdict)")
    let sum = replies(["一共花了1299块 多久退给我"])[0]
    #expect(sum.decision == .handoff, "\(sum.verdict)")
    let thief = replies(["孩子偷拿我手机下的单 能退吗"])[0]
    #expect(thief.decision == .handoff, "\(thief.verdict)")
  }

  @Test func whoWaitsForAPersonAndComplainsOfTheServiceGetsOne() {
    let both = replies(["转人工", "怎么又是机器人在回我"])
    #expect(both.map(\.decision) == [.handoff, .handoff])
    #expect(both[1].handoff?.level == 2)
  }

  @Test func whatWasSpokenOfDecidesBetweenLikelyEntries() {
    let exchange = replies(["我要换个颜色", "运费你们出不"])
    #expect(exchange[1].entry == "exchange.freight", "\(exchange[1].verdict)")
    let back = replies(["我要退货", "运费你们出不"])
    #expect(back[1].entry == "return.freight-who", "\(back[1].verdict)")
  }

  @Test(arguments: ["我要退货", "这个阔以退不", "怎么申请退款", "退货几天能退完"])
  func aRefundAfterAReturnIsNoNewMatter(before: String) {
    let reply = replies([before, "钱咋还没回我卡里"])[1]
    #expect(reply.entry == "refund.not-arrived", "\(before): \(reply.verdict)")
  }

  @Test func aLoneCharacterIsNoQuestion() {
    for text in ["我我我", "的", "就就就就"] {
      #expect(replies([text])[0].decision != .answer, "\(text)")
    }
  }
}
