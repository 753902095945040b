import Dialogue
import Matching
import TestSupport
import Testing

@Suite struct FuzzTests {
  private static let pieces = [
    "羽绒服", "耳机", "保温杯", "多重", "多少钱", "有什么颜色", "那", "呢", "第二个", "1", "2", "都不是", "什么时候发货",
    "转人工", "人工", "我要投诉", "不是", "不用", "我要退款", "501元", "500元", "谢谢", "嗯嗯", "在吗", "烫伤住院了",
    "今天天气怎么样", "加微信领红包", "营业执照", "抽奖 暗号", "刚才那个", "阔以", "怎么洗", "172cm 140斤", "大促几折",
  ]

  /// 20,000 turns in dialogues of random length.
  @Test(arguments: 0..<8 as Range<UInt64>)
  func talkAtRandomBreaksNothing(seed: UInt64) throws {
    let bot = try Shared.smallBot.get()
    var random = SeededGenerator(seed: seed)
    var conversation = Conversation(bot)
    var largest = 0
    for turn in 0..<2_500 {
      let comment: Comment = "seed \(seed), turn \(turn)"
      if random.below(60) == 0 { conversation = fresh(bot, &random) }
      if random.below(50) == 0 {
        bot.personWrote(
          RandomText.message(&random), in: &conversation.session, at: conversation.time)
      }
      if conversation.session.hasPerson, random.below(4) == 0 {
        bot.personLeft(&conversation.session)
      }
      if random.below(40) == 0 { bot.look(at: random.below(3), in: &conversation.session) }
      let text = message(&random)
      let wait = random.below(20) == 0 ? random.below(4000) : random.below(60)
      let reply = conversation.say(text, after: wait, explain: random.below(10) == 0)
      try checkInvariants(reply, comment)
      #expect(reply.version == bot.version, comment)
      #expect(!conversation.session.hasPerson || reply.decision == .silent, comment)
      #expect(conversation.session.products.count <= 3, comment)
      #expect(conversation.session.lines.count <= 12, comment)
      if turn % 25 == 0 {
        largest = max(largest, try size(conversation.session))
        #expect(!bot.describe(conversation.session).isEmpty, comment)
      }
    }
    #expect(largest < 32_000, "seed \(seed)")
  }

  private func fresh(_ bot: Bot, _ random: inout SeededGenerator) -> Conversation {
    let channels = DialogueContext.Channel.allCases
    let skus = [nil, "t-down", "t-ear", "nobody"]
    let context = DialogueContext(
      channel: channels[random.below(channels.count)], sku: skus[random.below(skus.count)])
    return Conversation(
      bot, context, at: ShopTime(seconds: Conversation.noon.seconds + random.below(90 * 86_400)))
  }

  private func message(_ random: inout SeededGenerator) -> String {
    switch random.below(10) {
    case 0: RandomText.message(&random)
    case 1: RandomText.message(&random, longest: 3) + Self.pieces[random.below(Self.pieces.count)]
    case 2...4: Self.pieces[random.below(Self.pieces.count)]
    default:
      (0...random.below(3)).map { _ in Self.pieces[random.below(Self.pieces.count)] }
        .joined(separator: random.below(2) == 0 ? "" : " ")
    }
  }
}
