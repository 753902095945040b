import Dialogue
import TestSupport
import Testing

@Suite struct ContextTests {
  let bot: Bot

  init() throws {
    bot = try Shared.smallBot.get()
  }

  private func entries(_ texts: [String]) -> [String?] {
    var conversation = Conversation(bot)
    return conversation.say(texts).map(\.entry)
  }

  @Test func aBareAttributeAsksForTheProduct() {
    var conversation = Conversation(bot)
    let reply = conversation.say("多重")
    #expect(reply.decision == .clarify)
    #expect(Set(reply.options.map(\.entry)) == ["t-cup.weight", "t-down.weight", "t-ear.weight"])
    #expect(Set(reply.options.map(\.title)) == ["保温杯", "羽绒服", "耳机"])
    for (number, option) in reply.options.enumerated() {
      #expect(reply.reply.contains("\(number + 1). \(option.title)"))
    }
  }

  @Test func anAttributeOfOneProductOnlyOffersIt() {
    var conversation = Conversation(bot)
    let reply = conversation.say("脏了怎么洗")
    #expect(reply.options.map(\.entry) == ["t-down.wash"] || reply.entry == "t-down.wash")
  }

  @Test func numbersOrdinalsAndNamesChooseTheProduct() {
    var first = Conversation(bot)
    let options = first.say("多重").options.map(\.entry)
    let rows = [
      ("第二个", options[1]), ("2", options[1]), ("二", options[1]), ("第1个吧", options[0]),
      ("选3", options[2]), ("2号", options[1]), ("２", options[1]), ("羽绒服", "t-down.weight"),
      ("羽绒服的", "t-down.weight"), ("耳机", "t-ear.weight"), ("小店真空保温杯", "t-cup.weight"),
    ]
    for (text, entry) in rows {
      var conversation = first
      let reply = conversation.say(text)
      #expect(reply.decision == .answer && reply.entry == entry, "\(text): \(reply.verdict)")
      #expect(conversation.say("什么颜色").sku == reply.sku, "\(text)")
    }
  }

  @Test func noneOfThemIsNoAnswer() {
    var first = Conversation(bot)
    first.say("多重")
    for text in ["都不是", "都不是的", "以上都不是"] {
      var conversation = first
      let reply = conversation.say(text)
      #expect(reply.decision == .clarify || reply.decision == .handoff, "\(text): \(reply.verdict)")
      #expect(reply.options.isEmpty, "\(text)")
    }
  }

  @Test func numbersBeyondTheOptionsChooseNothing() {
    var conversation = Conversation(bot)
    conversation.say("多重")
    #expect(conversation.say("9").decision != .answer)
    #expect(conversation.session.products.isEmpty)
  }

  @Test func anotherQuestionLeavesTheOptionsAside() {
    #expect(entries(["多重", "什么时候发货"])[1] == "ship.when")
  }

  @Test func aBareProductAsksTheLastQuestion() {
    #expect(
      entries(["羽绒服多重", "那耳机呢", "保温杯呢"]) == ["t-down.weight", "t-ear.weight", "t-cup.weight"])
    #expect(entries(["羽绒服多少钱", "耳机"]) == ["t-down.price", "t-ear.price"])
  }

  @Test func aProductOrVariantInItsTurnAsksTheLastQuestionWhateverItWas() {
    #expect(entries(["羽绒服什么时候发货", "耳机呢"]) == ["ship.when", "ship.when"])
    #expect(entries(["耳机包邮吗", "那白色的呢"]) == ["ship.fee", "ship.fee"])
    var conversation = Conversation(bot)
    let replies = conversation.say(["谢谢", "耳机呢"])
    #expect(replies[1].decision == .clarify, "\(replies[1].verdict)")
  }

  @Test func aBareAttributeIsOfTheProductInFocus() {
    #expect(
      entries(["羽绒服多少钱", "多重", "有什么颜色"]) == ["t-down.price", "t-down.weight", "t-down.color"])
  }

  @Test func focusReturns() {
    #expect(
      entries(["羽绒服多少钱", "耳机多重", "那刚才那个羽绒服呢", "有什么颜色"])
        == ["t-down.price", "t-ear.weight", "t-down.weight", "t-down.color"])
  }

  @Test func focusOutlivesOtherQuestions() {
    #expect(
      entries(["羽绒服多少钱", "什么时候发货", "包邮吗", "能开发票吗", "多重"])
        == ["t-down.price", "ship.when", "ship.fee", "invoice.open", "t-down.weight"])
  }

  @Test func focusIsForgottenAfterASilence() {
    for (seconds, keeps) in [(1800, true), (1801, false)] {
      var conversation = Conversation(bot)
      conversation.say("羽绒服多少钱")
      let reply = conversation.say("多重", after: seconds)
      #expect((reply.decision == .answer) == keeps, "\(seconds)")
      #expect((reply.sku == "t-down") == keeps, "\(seconds)")
    }
    var conversation = Conversation(bot, DialogueContext(sku: "t-cup"))
    conversation.say("羽绒服多少钱")
    #expect(conversation.say("多重", after: 5000).sku == "t-cup")
  }

  @Test func whatWasAskedBackIsForgottenToo() {
    var conversation = Conversation(bot)
    conversation.say("多重")
    #expect(conversation.say("第二个", after: 1801).decision != .answer)
  }

  @Test func sessionsDoNotLeak() {
    let dialogues = [
      ["羽绒服多少钱", "多重", "第二个", "那耳机呢"], ["多重", "第二个", "什么时候发货"], ["多重", "羽绒服", "有什么颜色"],
      ["转人工", "转人工", "包邮吗"],
    ]
    let alone = dialogues.map { texts -> [Reply] in
      var conversation = Conversation(bot)
      return conversation.say(texts)
    }
    var side = dialogues.map { _ in Conversation(bot) }
    var mixed: [[Reply]] = dialogues.map { _ in [] }
    for turn in 0..<4 {
      for index in dialogues.indices where turn < dialogues[index].count {
        mixed[index].append(side[index].say(dialogues[index][turn]))
      }
    }
    #expect(mixed == alone)
  }

  @Test func aCompleteQuestionInheritsNothing() {
    let rows = ["什么时候发货", "保温杯多重", "我要退货", "怎么开发票", "六月大促打几折"]
    for text in rows {
      var fresh = Conversation(bot)
      var later = Conversation(bot)
      _ = later.say(["羽绒服多少钱", "耳机多重", "能不能退"])
      #expect(later.say(text).entry == fresh.say(text).entry, "\(text)")
    }
  }
}
