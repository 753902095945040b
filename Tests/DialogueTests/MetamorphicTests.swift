import Dialogue
import Foundation
import TestSupport
import Testing

@Suite struct MetamorphicTests {
  let bot: Bot

  init() throws {
    bot = try Shared.smallBot.get()
  }

  private static let dialogues = [
    ["羽绒服多少钱", "多重", "那耳机呢", "有什么颜色", "刚才那个羽绒服呢"],
    ["多重", "第二个", "有什么颜色", "什么时候发货"],
    ["什么时候发货", "包邮吗", "能不能退", "退款多久到账"],
    ["能不能退", "我要退款501元"],
    ["转人工", "包邮吗", "人工客服"],
    ["嘎嘣脆的呱", "什么时候发货", "嘎嘣脆的呱"],
    ["保温杯多重", "六月大促打几折", "耳机呢", "怎么开发票"],
    ["颜色", "羽绒服", "沉吗"],
  ]

  private func verdicts(_ texts: [String]) -> [String] {
    var conversation = Conversation(bot)
    return conversation.say(texts).map(\.verdict)
  }

  /// A person who takes over reads the start of a long line, and no half characters.
  @Test(arguments: ["七天内可以退货", "a", "é七", "😀长"])
  func longLinesAreKeptToTheirStart(part: String) throws {
    let bot = try Shared.smallBot.get()
    var session = Session()
    let text = String(repeating: part, count: 400)
    bot.personWrote(text, in: &session, at: .evaluation)
    let line = try #require(session.lines.last).text
    #expect(text.utf8.starts(with: line.utf8))
    #expect((357...360).contains(line.utf8.count))
    #expect(!line.unicodeScalars.contains("\u{FFFD}"))
  }

  @Test(arguments: ["谢谢", "嗯嗯", "好的"])
  func thanksBetweenTurnsKeepDecisions(filler: String) {
    for texts in Self.dialogues {
      let plain = verdicts(texts)
      for place in 1..<texts.count {
        var longer = texts
        longer.insert(filler, at: place)
        var result = verdicts(longer)
        result.remove(at: place)
        #expect(result == plain, "\(longer)")
      }
    }
  }

  @Test func splittingAMessageKeepsTheDecision() {
    let rows = [
      ["羽绒服", "多重"], ["我想问下", "什么时候发货"], ["你好", "能不能退"], ["亲", "我要退款501元"], ["烫伤了", "住院了"],
      ["耳机", "多少钱"], ["那个", "怎么开发票"], ["麻烦", "转人工"],
    ]
    for parts in rows {
      let whole = verdicts([parts.joined(separator: " ")])[0]
      var conversation = Conversation(bot)
      let split = parts.map { conversation.say($0, after: 2).verdict }
      #expect(split.last == whole, "\(parts)")
    }
  }

  @Test func namingTheProductAnewKeepsDecisions() {
    let rows = [
      (["羽绒服多少钱", "多重"], ["羽绒服多少钱", "羽绒服多重"]),
      (["羽绒服多少钱", "有什么颜色"], ["羽绒服多少钱", "羽绒服有什么颜色"]),
      (["羽绒服多少钱", "那耳机呢"], ["羽绒服多少钱", "耳机多少钱"]),
      (["保温杯多重", "包邮吗", "多少钱"], ["保温杯多重", "包邮吗", "保温杯多少钱"]),
      (["羽绒服多重", "怎么洗"], ["羽绒服多重", "羽绒服怎么洗"]),
    ]
    for (short, long) in rows { #expect(verdicts(short) == verdicts(long), "\(short)") }
  }

  @Test func pageAndNameAreTheSame() {
    for attribute in ["多少钱", "多重", "有什么颜色"] {
      var page = Conversation(bot, DialogueContext(sku: "t-down"))
      #expect(page.say(attribute).verdict == verdicts(["羽绒服" + attribute])[0], "\(attribute)")
    }
  }

  @Test func aTypedAnswerWorksAsANumber() {
    for (typed, number) in [("第一个", "1"), ("第二个", "2"), ("三", "3")] {
      #expect(verdicts(["多重", typed]) == verdicts(["多重", number]), "\(typed)")
    }
  }

  @Test func aStoredSessionGoesOnAsIfItHadNotBeenStored() throws {
    for texts in Self.dialogues {
      for place in 0...texts.count {
        var kept = Conversation(bot)
        _ = kept.say(Array(texts[..<place]))
        var stored = kept
        stored.session = try JSONDecoder().decode(
          Session.self, from: JSONEncoder().encode(kept.session))
        #expect(stored.session == kept.session)
        let rest = Array(texts[place...])
        #expect(stored.say(rest) == kept.say(rest), "\(texts) from \(place)")
        #expect(stored.session == kept.session)
      }
    }
  }

  @Test func manyThreadsGiveTheRepliesOfOne() async {
    let texts = Self.dialogues.flatMap { $0 }
    @Sendable func play(_ seed: Int) -> [Reply] {
      var conversation = Conversation(bot, DialogueContext(sku: seed % 2 == 0 ? "t-cup" : nil))
      return (0..<40).map {
        conversation.say(texts[($0 * (seed + 1)) % texts.count], explain: true)
      }
    }
    let alone = (0..<24).map(play)
    await withTaskGroup(of: (Int, [Reply]).self) { group in
      for seed in 0..<24 { group.addTask { (seed, play(seed)) } }
      for await (seed, replies) in group { #expect(replies == alone[seed], "seed \(seed)") }
    }
  }

  @Test func sixtyTurnsKeepTheirMemory() throws {
    var conversation = Conversation(bot)
    conversation.say("羽绒服多少钱")
    let others = ["什么时候发货", "包邮吗", "怎么开发票", "谢谢", "优惠券怎么用", "发什么快递", "嗯嗯"]
    for turn in 0..<58 { conversation.say(others[turn % others.count]) }
    let last = conversation.say("多重")
    #expect(last.entry == "t-down.weight")
    #expect(conversation.session.turns == 60)
    #expect(conversation.session.lines.count <= 12)
    #expect(try size(conversation.session) < 8_000)
  }
}
