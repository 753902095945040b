import Dialogue
import TestSupport
import Testing

/// What the bot says by the clock: welcome, nudge, closing words, hours without people.
@Suite struct StageTests {
  let bot: Bot

  init() throws {
    bot = try Shared.smallBot.get()
  }

  private func clock(_ text: String) throws -> ShopTime {
    try #require(ShopTime("2026-06-10T\(text)+08:00"))
  }

  @Test func theNudgeComesOnceAfterFiveMinutes() {
    for (silence, comes) in [(0, false), (299, false), (300, true), (1799, true)] {
      var conversation = Conversation(bot)
      conversation.say("什么时候发货")
      let time = conversation.time.adding(silence)
      let words = bot.breakSilence(&conversation.session, at: time)
      #expect((words != nil) == comes, "\(silence)")
      #expect(bot.breakSilence(&conversation.session, at: time) == nil, "\(silence)")
    }
  }

  @Test func theClosingWordsComeOnceAndLast() {
    var conversation = Conversation(bot)
    conversation.say("什么时候发货")
    let nudge = bot.breakSilence(&conversation.session, at: conversation.time.adding(300))
    let closing = bot.breakSilence(&conversation.session, at: conversation.time.adding(1800))
    #expect(nudge != nil && closing != nil && nudge != closing)
    #expect(bot.breakSilence(&conversation.session, at: conversation.time.adding(9000)) == nil)
  }

  @Test func aMessageStartsTheSilenceAnew() {
    var conversation = Conversation(bot)
    conversation.say("什么时候发货")
    #expect(bot.breakSilence(&conversation.session, at: conversation.time.adding(300)) != nil)
    conversation.say("包邮吗", after: 310)
    #expect(bot.breakSilence(&conversation.session, at: conversation.time.adding(299)) == nil)
    #expect(bot.breakSilence(&conversation.session, at: conversation.time.adding(300)) != nil)
  }

  @Test func nothingBreaksTheSilenceOfAPersonOrOfNobody() {
    var conversation = Conversation(bot)
    #expect(bot.breakSilence(&conversation.session, at: conversation.time.adding(900)) == nil)
    conversation.say("转人工")
    bot.personWrote("您好", in: &conversation.session, at: conversation.time)
    #expect(bot.breakSilence(&conversation.session, at: conversation.time.adding(900)) == nil)
  }

  @Test func peopleAreThereFromEightToMidnight() throws {
    let rows = [
      ("07:59:59", false), ("08:00:00", true), ("23:59:59", true), ("00:00:00", false),
      ("04:59:00", false), ("05:00:00", false),
    ]
    let open = bot.welcome(at: try clock("12:00:00"))
    var replies: [Bool: Set<String>] = [:]
    for (text, isOpen) in rows {
      let time = try clock(text)
      #expect((bot.welcome(at: time) == open) == isOpen, "\(text)")
      var conversation = Conversation(bot, at: time)
      let reply = conversation.say("转人工", after: 0)
      #expect(reply.decision == .handoff, "\(text)")
      replies[isOpen, default: []].insert(reply.reply)
    }
    #expect(replies[true]?.count == 1 && replies[false]?.count == 1)
    #expect(replies[true] != replies[false])
    #expect(replies[false]?.first?.contains("8:00") == true)
  }
}
