import Testing
import Training

@Suite("What answers state is read from their words")
struct WordingTests {
  @Test(
    "Times and amounts",
    arguments: [
      ("48小时内发出", [Quantity(kind: .duration, hundredths: 4_800)]),
      ("2天内", [Quantity(kind: .duration, hundredths: 4_800)]),
      ("一般1–3个工作日到账", [Quantity(kind: .duration, hundredths: 7_200)]),
      ("5到7天出", [Quantity(kind: .duration, hundredths: 16_800)]),
      ("每件加15元", [Quantity(kind: .money, hundredths: 1_500)]),
      ("补两块钱", [Quantity(kind: .money, hundredths: 200)]),
      ("9.9元", [Quantity(kind: .money, hundredths: 990)]),
      (
        "13号下午3点",
        [Quantity(kind: .day, hundredths: 1_300), Quantity(kind: .clock, hundredths: 1_500)]
      ),
      ("15:00公布", [Quantity(kind: .clock, hundredths: 1_500)]),
      ("没有数字", []),
    ] as [(String, [Quantity])])
  func quantities(_ text: String, _ expected: [Quantity]) {
    #expect(Quantity.all(in: text) == expected)
  }

  @Test(
    "Yes, no and neither",
    arguments: [
      ("可以的哦，截图给我", Stance.yes), ("报的亲", .yes), ("亲这个我们承担", .yes), ("能的，凭截图补券", .yes),
      ("不行哦", .no), ("亲，超时费属于驿站收费，我们没法报销的呢", .no), ("不好意思亲，单件绣不了呢", .no), ("锡纸是不能放的", .no),
      ("在订单里申请", .neither), ("48小时内发出", .neither), ("", .neither),
    ] as [(String, Stance)])
  func stances(_ text: String, _ expected: Stance) {
    #expect(Stance.of(text) == expected)
  }

  @Test("What is denied is told from what is affirmed")
  func denial() {
    let denied = Denial("新疆也不加钱，满39就包")
    #expect(denied.denied.contains(Self.cell("加")))
    #expect(!denied.plain.contains(Self.cell("加")))
    #expect(Denial("每单加收15元").plain.contains(Self.cell("加")))
    #expect(!Denial("加不加钱").plain.isEmpty)
  }

  @Test(
    "An answer for one becomes an answer for all",
    arguments: [
      ("[姓名]您好，可以的，30件起绣", "可以的，30件起绣"),
      ("亲，不支持自提哦亲，都是走快递", "不支持自提哦，都是走快递"),
      ("您订单[订单号]这边查到了，仓库不支持自提", "仓库不支持自提"),
      ("在APP里打开，收件人[姓名]对吧", "在APP里打开"),
      ("您让原买家把订单截图发您，报修时上传就行", "您让原买家把订单截图发您，报修时上传就行"),
    ])
  func drafts(_ answer: String, _ expected: String) {
    #expect(AnswerDraft(answer).text == expected)
  }

  @Test(
    "Nothing is left of an answer about a single order",
    arguments: ["马上给您查", "[快递单号]", "已经给您登记了，今天发", "您好，请问有什么可以帮您"])
  func singleOrders(_ answer: String) {
    #expect(!AnswerDraft(answer).isUsable)
  }

  @Test(
    "Greetings and data are no part of a question",
    arguments: [
      ("你好 能开发票吗", "能开发票吗"), ("我叫[姓名]，什么时候发货", "什么时候发货"), ("在吗", ""),
      ("订单[订单号]", ""), ("锡纸能放吗？谢谢", "锡纸能放吗？"),
    ])
  func questions(_ text: String, _ expected: String) {
    #expect(PhraseCleaner.question(text) == expected)
  }

  private static func cell(_ text: String) -> UInt32 { text.unicodeScalars.first?.value ?? 0 }
}
