import Dialogue
import TestSupport
import Testing

@Suite struct HandoffTests {
  let bot: Bot

  init() throws {
    bot = try Shared.smallBot.get()
  }

  private func ask(_ text: String, at time: ShopTime = Conversation.noon) -> Reply {
    var conversation = Conversation(bot, at: time)
    return conversation.say(text, after: 0)
  }

  @Test func aRequestHandsOver() {
    for text in ["转人工", "人工客服", "我要人工客服", "找真人"] {
      let reply = ask(text)
      #expect(reply.decision == .handoff, "\(text)")
      #expect(reply.handoff?.reason == .requested && reply.handoff?.level == 1, "\(text)")
      #expect(reply.handoff?.skill == "售后" && reply.handoff?.deadline == 60, "\(text)")
      #expect(reply.handoff?.situation == "ho.human" && reply.entry == "service.human", "\(text)")
      #expect(reply.reply == "马上为您转接人工", "\(text)")
    }
  }

  @Test func aRepeatedRequestIsOfLevelTwo() {
    var conversation = Conversation(bot)
    #expect(conversation.say("转人工").handoff?.level == 1)
    conversation.say("什么时候发货")
    let second = conversation.say("人工客服")
    #expect(second.handoff?.level == 2)
    #expect(second.handoff?.situation == "ho.again" && second.handoff?.skill == "投诉")
    #expect(conversation.say("转人工").handoff?.level == 2)
    #expect(conversation.session.level == 2)
  }

  @Test func risksHandOver() {
    let complaint = ask("我要投诉")
    #expect(complaint.handoff?.situation == "ho.complaint" && complaint.handoff?.reason == .risk)
    let injury = ask("烫伤住院了")
    #expect(injury.handoff?.level == 3 && injury.handoff?.deadline == 5)
    #expect(injury.reply == "请先停止使用并就医")
  }

  @Test func outrightWordsHandOverUnlessDeniedOrAskedAbout() {
    for text in ["算了太麻烦 直接转人工吧", "那就转人工", "可以转人工吗", "转人工转人工"] {
      #expect(ask(text).handoff?.reason == .requested, "\(text): \(ask(text).verdict)")
    }
    #expect(ask("不用转人工").decision == .answer)
  }

  @Test func whatHasTakenSoManyDaysGoesToAPerson() {
    for (text, goes) in [
      ("快递五天没动了", true), ("快递6天没动了", true), ("快递一周没动了", true), ("快递两天没动了", false),
      ("快递4天没动了", false), ("快递四天没动了", false),
    ] {
      let reply = ask(text)
      #expect((reply.handoff?.situation == "ho.late") == goes, "\(text): \(reply.verdict)")
    }
  }

  @Test func whatIsOnlySupposedIsNoRisk() {
    for text in ["万一烫伤住院了怎么办", "还没买 要是用了受伤了呢"] {
      #expect(ask(text).handoff?.level != 3, "\(text): \(ask(text).verdict)")
    }
    #expect(ask("烫伤住院了").handoff?.level == 3)
  }

  @Test func negatedRisksStay() {
    for (text, entry) in [
      ("我不是要投诉", "complaint.none"), ("我没说要投诉", "complaint.none"), ("不用转人工", "service.no-human"),
      ("不用人工", "service.no-human"),
    ] {
      let reply = ask(text)
      #expect(reply.decision == .answer && reply.entry == entry, "\(text): \(reply.verdict)")
    }
  }

  @Test func refundsStrictlyAboveTheLimitNeedASecondPerson() {
    let rows = [
      ("我要退款499元", false), ("我要退款500元", false), ("我要退款500.00元", false), ("我要退款500.01元", true),
      ("我要退款501元", true), ("我要退款五百块", false), ("我要退款八百块", true), ("我要退款1,299元", true),
      ("我要退款39元", false), ("我要退款", false),
    ]
    for (text, needs) in rows {
      let reply = ask(text)
      #expect((reply.handoff?.situation == "ho.large") == needs, "\(text): \(reply.verdict)")
      #expect((reply.handoff?.secondPerson ?? false) == needs, "\(text)")
      if needs { #expect(reply.handoff?.reason == .policy && reply.handoff?.level == 2, "\(text)") }
    }
    #expect(ask("1234什么时候发货").handoff == nil)
  }

  @Test func theAmountMayComeAfterTheWish() {
    for (text, needs) in [("有1299块 多久到账", true), ("有499块 多久到账", false), ("多久到账", false)] {
      var conversation = Conversation(bot)
      conversation.say("我要退款")
      let reply = conversation.say(text)
      #expect((reply.handoff?.situation == "ho.large") == needs, "\(text): \(reply.verdict)")
    }
    var conversation = Conversation(bot)
    conversation.say("什么时候发货")
    #expect(conversation.say("有1299块 多久到账").handoff == nil)
  }

  @Test func twoMissesBringAPerson() {
    for texts in [
      ["蓝色星期五的云在哪", "火车上面的鱼在唱歌", "窗外的木头会跳"], ["嘎嘣脆的呱", "嘎嘣脆的呱", "嘎嘣脆的呱"],
    ] {
      var conversation = Conversation(bot)
      var asked: [String] = []
      var decisions: [Decision] = []
      for text in texts {
        let reply = conversation.say(text)
        decisions.append(reply.decision)
        if reply.decision == .clarify {
          #expect(!asked.contains(reply.reply), "\(text): \(reply.reply)")
          asked.append(reply.reply)
        }
      }
      #expect(asked.count <= 2, "\(texts)")
      #expect(!decisions.contains(.answer), "\(texts)")
    }
  }

  @Test func theSameQuestionIsNeverAskedBackTwice() {
    for text in ["多重", "羽绒服", "颜色", "退", "那个怎么弄"] {
      var conversation = Conversation(bot)
      let first = conversation.say(text)
      let second = conversation.say(text)
      if first.decision == .clarify, second.decision == .clarify {
        #expect(first.reply != second.reply, "\(text): \(first.reply)")
      }
      let third = conversation.say(text)
      if third.decision == .clarify {
        #expect(third.reply != second.reply && third.reply != first.reply, "\(text)")
      }
    }
  }

  @Test func anAnswerForgivesAMiss() {
    var conversation = Conversation(bot)
    conversation.say("嘎嘣脆的呱")
    #expect(conversation.session.misses <= 1)
    conversation.say("什么时候发货")
    #expect(conversation.session.misses == 0)
  }

  @Test func theBotIsSilentWhileAPersonSpeaks() {
    var conversation = Conversation(bot)
    conversation.say("转人工")
    bot.personWrote("您好，我是客服", in: &conversation.session, at: conversation.time)
    for text in ["什么时候发货", "转人工", "", "营业执照"] {
      let reply = conversation.say(text)
      #expect(reply.decision == .silent && reply.reply.isEmpty && reply.handoff == nil, "\(text)")
    }
    bot.personLeft(&conversation.session)
    #expect(conversation.say("什么时候发货").decision == .answer)
  }

  @Test func theSummarySaysWhatIsKnown() {
    var conversation = Conversation(bot)
    _ = conversation.say(["羽绒服多少钱", "172cm 140斤穿什么码"])
    let summary = conversation.say("转人工").handoff?.summary ?? ""
    for part in ["转人工", "小店轻薄羽绒服", "羽绒服多少钱", "140斤"] {
      #expect(summary.contains(part), "\(part): \(summary)")
    }
  }

  @Test func workingHoursAreSaid() {
    let rows = [
      ("2026-06-10T07:59:59+08:00", false), ("2026-06-10T08:00:00+08:00", true),
      ("2026-06-10T23:59:59+08:00", true), ("2026-06-11T00:00:00+08:00", false),
    ]
    for (clock, isOpen) in rows {
      let reply = ask("转人工", at: ShopTime(clock) ?? Conversation.noon)
      #expect(reply.decision == .handoff, "\(clock)")
      #expect(reply.reply.contains("8:00") != isOpen, "\(clock): \(reply.reply)")
      #expect(reply.reply.contains("马上为您转接人工"), "\(clock)")
    }
  }
}
