import TestSupport
import Testing
import Training

@Suite("Personal data is masked before anything else sees it")
struct MaskingTests {
  private static let seed: UInt64 = 20_261_121
  private let masker = PrivacyMasker()

  /// How people give their data away: text with {} for it.
  private static let frames: [(kind: PersonalData, frames: [String])] = [
    (.name, ["我叫{}", "收件人{}", "我是{}，帮我查下", "联系人：{}", "{}，电话在下面", "姓名 {}"]),
    (.phone, ["电话{}", "打我手机 {} 就行", "{}，快点哈", "我的号码是{}", "联系{}"]),
    (.order, ["订单号{}", "订单{}什么时候发", "这单{}帮我看下"]),
    (.tracking, ["快递单号{}", "单号 {} 到哪了", "运单{}"]),
    (.address, ["寄到{}", "地址是{}", "我住{}", "收货地址：{}"]),
    (.idCard, ["身份证{}", "身份证号 {}"]),
    (.bankCard, ["卡号{}", "打到银行卡{}"]),
    (.email, ["发到{}", "邮箱{}"]),
    (.wechat, ["加我微信{}", "微信号：{}"]),
    (.plate, ["车牌{}", "我的车是{}"]),
  ]

  @Test("What is invented is found in every frame")
  func recall() {
    var generator = PersonalDataGenerator(seed: Self.seed)
    var total = 0
    var missed: [String] = []
    for _ in 0..<120 {
      for (kind, frames) in Self.frames {
        let secret = Self.secret(kind, &generator)
        let text = generator.random.pick(frames).replacing("{}", with: secret)
        total += 1
        if !isHidden(secret, in: masker.mask(text).text) { missed.append(text) }
      }
    }
    let recall = 1 - Double(missed.count) / Double(total)
    print("seed \(Self.seed): \(total - missed.count) of \(total) masked")
    #expect(recall >= 0.995, "help: \(missed.prefix(20)), seed \(Self.seed)")
  }

  @Test(
    "What is nobody's stays as it is",
    arguments: [
      "170/88A 穿多大", "这件39元还能便宜吗", "身高175体重140斤", "满199减15", "16:00前付款当天发吗", "2026年8月生产的吗",
      "3.2版本更新了什么", "iPhone 15能用吗", "11月30号前有效吗", "水温30度可以吗", "20000毫安的充电宝", "客服热线400-000-0000",
      "三天能到吗", "五年质保", "28寸98升", "一百二十块太贵了", "我想退货", "高个子穿XL合适吗", "周末发货吗", "金色的有吗",
      "白色的容易脏吗", "每件加15元，30件起", "5.5升空气炸锅", "羽绒服充绒量200克", "和平常一样吗", "马上发货吗", "方便放快递柜吗",
      "国标GB 14880", "双11预售什么时候付尾款", "江浙沪包邮吗", "新疆西藏能发吗", "杭州仓发货吗", "上海门店在哪", "放驿站还是送上门",
    ])
  func overMasking(_ text: String) {
    #expect(masker.mask(text).text == text)
  }

  @Test("Masking twice changes nothing, and what is outside of the spans stays")
  func laws() {
    var generator = PersonalDataGenerator(seed: Self.seed)
    for _ in 0..<200 {
      let (kind, frames) = generator.random.pick(Self.frames)
      let text = generator.random.pick(frames)
        .replacing("{}", with: Self.secret(kind, &generator))
      let masked = masker.mask(text)
      #expect(masker.mask(masked.text).text == masked.text, "\(text)")
      var bytes = Array(text.utf8)
      for span in masked.spans.reversed() {
        bytes.replaceSubrange(span.range, with: Array(span.kind.mark.utf8))
      }
      #expect(String(decoding: bytes, as: UTF8.self) == masked.text, "\(text)")
    }
  }

  @Test("A name that one message gives away is masked in all of them")
  func nameOfSession() {
    let transcript = Transcript(
      session: "s",
      messages: [
        TranscriptMessage(from: .customer, text: "我叫欧阳清越，鞋子什么时候发"),
        TranscriptMessage(from: .agent, text: "欧阳清越您好，今天发"),
        TranscriptMessage(from: .customer, text: "包裹上写欧阳清越就行"),
      ])
    let masked = masker.mask(transcript).transcript.messages.map(\.text)
    #expect(masked.allSatisfy { !$0.contains("清越") }, "\(masked)")
  }

  @Test("No input traps", arguments: RandomText.long.map(\.name))
  func longTexts(_ name: String) {
    let text = RandomText.long.first { $0.name == name }?.text ?? ""
    _ = masker.mask(String(text.unicodeScalars.prefix(4_000)))
  }

  @Test("Names of the shop's own are left when it says so")
  func publicNames() {
    let text = "安贝诺是不是换包装啦"
    #expect(PrivacyMasker(publicNames: ["安贝诺"]).mask(text).text == text)
  }

  private static func secret(
    _ kind: PersonalData, _ generator: inout PersonalDataGenerator
  ) -> String {
    switch kind {
    case .name: generator.fullName()
    case .phone: generator.phone()
    case .order: generator.order()
    case .tracking: generator.tracking()
    case .address: generator.address()
    case .idCard: generator.identityCard()
    case .bankCard: generator.bankCard()
    case .wechat: generator.wechat()
    case .email: generator.email()
    case .plate: generator.plate()
    case .qq, .account: generator.phone()
    }
  }

  /// Whether no two neighbouring characters of a secret are left.
  private func isHidden(_ secret: String, in text: String) -> Bool {
    let characters = Array(secret).filter { $0.isLetter || $0.isNumber }
    return !zip(characters, characters.dropFirst()).contains { text.contains("\($0)\($1)") }
  }
}
