import Dialogue
import Index
import Matching
import TestSupport
import Testing

@Suite struct ExplanationTests {
  let bot: Bot

  init() throws {
    bot = try Shared.smallBot.get()
  }

  @Test func aTraceIsGivenWhenAskedFor() {
    var conversation = Conversation(bot)
    #expect(conversation.say("什么时候发货").explanation == nil)
    let steps = conversation.say("羽绒服阔以退不", explain: true).explanation?.steps ?? []
    #expect(steps.first?.name == "规范化" && steps.first?.details == ["羽绒服阔以退不"])
    #expect(steps.contains { $0.name == "方言与网络语" && $0.details == ["阔以 → 可以"] })
    #expect(steps.contains { $0.name == "商品" && $0.details == ["羽绒服（本句点名）"] })
    #expect(steps.last?.name == "决定")
  }

  @Test func explainingChangesNothing() {
    var plain = Conversation(bot)
    var explained = Conversation(bot)
    for text in ["多重", "第二个", "嘎嘣脆的呱", "转人工", "羽绒服399元退款"] {
      let one = plain.say(text)
      var two = explained.say(text, explain: true)
      #expect(two.explanation?.steps.isEmpty == false, "\(text)")
      two.explanation = nil
      #expect(one == two, "\(text)")
    }
    #expect(plain.session == explained.session)
  }

  @Test func contributionsAddUpToTheStatedConfidence() throws {
    let shop = (SmallShop.files["shop.yaml"] ?? "")
      .replacing("  live: 0.5", with: "  live: 0.5\n  slope: 0.7\n  offset: 0.4")
    let bytes = try SmallShop.compile(SmallShop.files(["shop.yaml": shop]))
    let calibrated = try Bot(try Snapshot(bytes: bytes))
    #expect(calibrated.thresholds.slope == 0.7)
    for bot in [bot, calibrated] { try checkSums(bot) }
  }

  private func checkSums(_ bot: Bot) throws {
    for text in [
      "请问啥时候能给我寄出", "羽绒服有几斤呀", "我想把这个退掉", "嘎嘣脆的呱", "什么时候发货", "今天天气怎么样啊", "退",
    ] {
      var conversation = Conversation(bot)
      let steps = conversation.say(text, explain: true).explanation?.steps ?? []
      guard let step = steps.first(where: { $0.name == "把握" }) else { continue }
      let sum = step.details.reduce(0.0) { $0 + (Self.signed($1) ?? 0) }
      let total = step.details.last ?? ""
      let stated = try #require(Self.percent(total), "\(text): \(total)")
      // Each value is rounded to hundredths of a nat; the share moves by a quarter of that at most.
      let slack = 0.25 * 0.005 * Double(step.details.count) + 0.0006
      #expect(abs(logistic(sum) - stated) < slack, "\(text): \(step.details)")
    }
  }

  /// The value of `名称 +1.23`.
  private static func signed(_ text: String) -> Double? {
    guard let last = text.split(separator: " ").last, let sign = last.first, "+−".contains(sign)
    else { return nil }
    return Double(last.dropFirst()).map { sign == "−" ? -$0 : $0 }
  }

  /// The share of `合计 → 98.5%`.
  private static func percent(_ text: String) -> Double? {
    guard text.hasPrefix("合计 → "), text.hasSuffix("%") else { return nil }
    return Double(text.dropFirst(5).dropLast()).map { $0 / 100 }
  }
}
