import Dialogue
import TestSupport
import Testing

@Suite struct AnswerTests {
  let bot: Bot

  init() throws {
    bot = try Shared.smallBot.get()
  }

  private func ask(
    _ text: String, _ context: DialogueContext = DialogueContext(),
    at time: ShopTime = Conversation.noon
  ) -> Reply {
    var conversation = Conversation(bot, context, at: time)
    return conversation.say(text, after: 0)
  }

  @Test func exactQuestionsAreAnswered() {
    let rows = [
      ("什么时候发货", "ship.when", "付款后48小时内发货"), ("包邮吗", "ship.fee", "满99元包邮"),
      ("能不能退", "return.policy", "支持七天无理由退货"), ("在吗", "smalltalk.hello", "您好呀"),
    ]
    for (text, entry, answer) in rows {
      let reply = ask(text)
      #expect(reply.decision == .answer && reply.entry == entry && reply.reply == answer, "\(text)")
      #expect(reply.confidence >= 0.9 && reply.text == text && reply.version == bot.version)
      #expect(reply.tier == "general" && reply.sku == nil)
    }
  }

  @Test func dialectAsksForTheSame() {
    for (dialect, standard) in [("阔以退吗", "可以退吗"), ("啥子时候发货", "什么时候发货"), ("运费咋个算", "运费怎么算")] {
      #expect(ask(dialect).entry == ask(standard).entry)
      #expect(ask(dialect).decision == .answer, "\(dialect)")
    }
  }

  @Test func anotherWordingWhenAskedAgain() {
    var conversation = Conversation(bot)
    #expect(conversation.say("什么时候发货").reply == "付款后48小时内发货")
    #expect(conversation.say("什么时候发货").reply == "最晚两天内就会寄出")
  }

  @Test func productAnswersAreMadeOfFacts() {
    let rows = [
      ("羽绒服多少钱", "t-down.price", "羽绒服399元"), ("保温杯多重", "t-cup.weight", "保温杯重295克"),
      ("耳机有什么颜色", "t-ear.color", "耳机有白色、蓝色"), ("羽绒服怎么洗", "t-down.wash", "羽绒服30度手洗"),
    ]
    for (text, entry, answer) in rows {
      let reply = ask(text)
      #expect(reply.entry == entry && reply.reply == answer, "\(text): \(reply.reply)")
      #expect(reply.tier == "product" && reply.sku == String(entry.prefix { $0 != "." }))
    }
  }

  @Test func thePageNarrowsToItsProduct() {
    for (sku, answer) in [("t-cup", "保温杯重295克"), ("t-ear", "耳机重46克"), ("t-down", "羽绒服重520克")] {
      let reply = ask("多重", DialogueContext(sku: sku))
      #expect(reply.decision == .answer && reply.reply == answer, "\(sku)")
    }
    #expect(ask("羽绒服多重", DialogueContext(sku: "t-cup")).sku == "t-down")
    #expect(ask("多重", DialogueContext(sku: "nobody")).decision == .clarify)
  }

  @Test func promotionsKnowTheirDays() {
    let rows = [
      ("2026-05-31T23:59:59+08:00", "六月大促已经结束了"), ("2026-06-01T00:00:00+08:00", "六月大促全场八折"),
      ("2026-06-20T23:59:59+08:00", "六月大促全场八折"), ("2026-06-21T00:00:00+08:00", "六月大促已经结束了"),
      ("2026-06-20T15:59:59Z", "六月大促全场八折"), ("2026-06-20T16:00:00Z", "六月大促已经结束了"),
    ]
    for (clock, answer) in rows {
      let time = ShopTime(clock)
      #expect(time != nil, "\(clock)")
      let reply = ask("六月大促打几折", at: time ?? Conversation.noon)
      #expect(reply.entry == "promo.six-discount" && reply.reply == answer, "\(clock)")
      #expect(reply.tier == "promotion")
    }
  }

  @Test func promotionsKnowTheirChannel() {
    #expect(ask("直播间有礼物吗").reply == "这个礼物只在直播间送")
    #expect(ask("直播间有礼物吗", DialogueContext(channel: .live)).reply == "送帆布袋")
    let later = ShopTime(seconds: Conversation.noon.seconds + 30 * 86_400)
    #expect(
      ask("直播间有礼物吗", DialogueContext(channel: .live), at: later).reply == "直播间赠品活动结束了")
  }

  @Test func keywordRepliesComeFirst() {
    #expect(ask("你们的营业执照发我看看").reply == "执照在首页底部")
    #expect(ask("你们的营业执照发我看看").entry == "invoice.open")
    #expect(ask("能代办营业执照吗").reply != "执照在首页底部")
    #expect(ask("暗号是什么").reply != "暗号收到")
    let rows = [
      ("2026-05-31T23:59:59+08:00", false), ("2026-06-01T00:00:00+08:00", true),
      ("2026-06-20T23:59:59+08:00", true), ("2026-06-21T00:00:00+08:00", false),
    ]
    for (clock, answers) in rows {
      let reply = ask("抽奖的暗号发了", at: ShopTime(clock) ?? Conversation.noon)
      #expect((reply.reply == "暗号收到") == answers, "\(clock)")
    }
    #expect(ask("小黄车在哪").reply != "点左下角")
    #expect(ask("小黄车在哪", DialogueContext(channel: .live)).reply == "点左下角")
  }

  @Test func whatIsNotTheShopsBusinessIsDeclined() {
    for text in ["今天天气怎么样", "讲个笑话", "你们招人吗"] {
      #expect(ask(text).decision == .decline, "\(text)")
    }
    #expect(ask("加微信领红包").reply == "请文明交流，也请不要发布广告哦～")
  }

  @Test func emptyAndUnreadableMessagesGetAnOrdinaryReply() {
    for text in ["", "   ", "？？？", "😀😀", "👨‍👩‍👧", "\u{0}", "\u{0}\u{0}\u{0}", "\u{200D}\u{FE0F}", "…"] {
      let reply = ask(text)
      #expect(reply.decision == .clarify && !reply.reply.isEmpty, "\(text.debugDescription)")
      #expect(reply.handoff == nil && reply.text == text)
    }
  }

  @Test func longMessagesGetAnOrdinaryReply() throws {
    for (name, text) in RandomText.long {
      var conversation = Conversation(bot)
      let reply = conversation.say(text, explain: true)
      #expect(reply.decision != .silent && !reply.reply.isEmpty, "\(name)")
      #expect(try size(conversation.session) < 16_000, "\(name)")
      #expect(reply.json.utf8.count < 64_000, "\(name)")
    }
    let padding = String(repeating: "好", count: 40_000)
    #expect(ask("转人工 \(padding)").decision == .handoff || ask("\(padding) 转人工").decision != .silent)
  }
}
