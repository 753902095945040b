import Testing
import Training

@Suite("Questions are linked to the messages that answer them")
struct LinkingTests {
  /// A dialogue, one message a line: 顾 the customer, 客 the agent, 机 the bot, 系 the system.
  private func session(_ lines: String) -> MaskedTranscript {
    let speakers: [Character: Speaker] = ["顾": .customer, "客": .agent, "机": .bot, "系": .system]
    let messages = lines.split(separator: "\n").compactMap { line -> TranscriptMessage? in
      guard let first = line.first, let from = speakers[first] else { return nil }
      return TranscriptMessage(from: from, text: String(line.dropFirst(2)))
    }
    return PrivacyMasker().mask(Transcript(session: "s", messages: messages))
  }

  private func read(_ lines: String) -> [SessionQuestion] {
    SessionReader().read(session(lines)).questions
  }

  @Test(
    "Each dialogue gives these pairs of question and answers",
    arguments: [
      ("顾:在吗\n客:在的亲\n顾:什么时候发货\n客:亲，48小时内发出哦\n顾:好的", [[2, 3]]),
      ("顾:羽绒服能机洗吗\n客:可以的，30度以下轻柔\n客:还有其他可以帮到您的吗", [[0, 1]]),
      ("顾:能开发票吗\n客:您的订单号发一下\n顾:好的\n客:可以开的，在订单里申请", [[0, 3]]),
      (
        "顾:羽绒服现在买多少钱一件呀\n顾:另外发往成都的话包邮吗\n客:699元，成都包邮的",
        [[0, 2], [1, 2]]
      ),
      ("顾:你好\n客:您好，请问有什么可以帮您\n顾:没事了", []),
      ("顾:快递到哪了\n机:在订单里看物流\n系:[系统消息] 会话超时自动结束", [[0]]),
      (
        "顾:手表能测血氧吗\n客:可以的，戴紧一点测\n顾:另外表带是多宽的\n客:22毫米快拆",
        [[0, 1], [2, 3]]
      ),
      ("顾:我要退货\n客:稍等，这边帮您看一下哦\n客:可以的，在订单里点申请售后", [[0, 2]]),
    ] as [(String, [[Int]])])
  func pairs(_ lines: String, _ expected: [[Int]]) {
    let pairs = read(lines).map { [$0.message] + $0.answerMessages }
    #expect(pairs == expected)
  }

  @Test("An answer names only messages of the agent that come after its question")
  func order() {
    let dialogue = "顾:在吗\n客:在的\n顾:能便宜点吗\n系:x\n客:满300减20哦\n顾:还有别的活动吗\n客:会员有生日券"
    let transcript = session(dialogue).transcript
    for question in read(dialogue) {
      for answer in question.answerMessages {
        #expect(answer > question.message)
        #expect(transcript.messages[answer].from == .agent)
      }
    }
  }

  @Test("How a session ended is read from marks, ratings and tone")
  func outcome() {
    var good = session("顾:什么时候发货\n客:48小时内\n顾:好的谢谢")
    good.transcript.resolved = true
    #expect(SessionReader().read(good).outcome.endedWell)
    var bad = session("顾:什么时候发货\n客:48小时内\n顾:垃圾服务，投诉")
    bad.transcript.rating = 1
    #expect(!SessionReader().read(bad).outcome.endedWell)
  }
}
