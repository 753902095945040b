/// What the messages before asked for, so that a bare answer can be told for what it is.
struct Request: OptionSet {
  let rawValue: Int

  static let name = Request(rawValue: 1)
  static let phone = Request(rawValue: 2)
  static let number = Request(rawValue: 4)
  static let address = Request(rawValue: 8)
  static let idCard = Request(rawValue: 16)
  static let bankCard = Request(rawValue: 32)
  static let wechat = Request(rawValue: 64)
  static let qq = Request(rawValue: 128)
  static let plate = Request(rawValue: 256)

  init(rawValue: Int) {
    self.rawValue = rawValue
  }

  /// Reads what a message asks for by the nouns in it; whether it really is a request matters
  /// little, because the answer still has to look like one.
  init(in cells: [UInt32]) {
    self = []
    for (request, words) in Self.nouns where words.occurs(in: cells) { insert(request) }
  }

  private static let nouns: [(Request, WordList)] = [
    (
      .name,
      WordList(
        "名字 姓名 收件人 收货人 联系人 寄件人 称呼 贵姓 姓什么 叫什么 收件信息 收货信息 联系方式 下单人 购买人 "
          + "登记人 户名 开户人 持卡人 实名 身份信息 个人信息 谁收 谁的 收件资料")
    ),
    (.phone, WordList("电话 手机 号码 联系方式 收件信息 收货信息 座机 来电 个人信息 联系您 回电 预留")),
    (.number, WordList("订单 单号 编号 哪一单 哪单 哪笔 哪一笔 运单 物流号")),
    (.address, WordList("地址 收件信息 收货信息 寄到哪 哪里的 送到哪 住哪 住在 位置 寄件信息 小区 门牌")),
    (.idCard, WordList("身份证 证件 实名 清关 身份信息")),
    (.bankCard, WordList("银行卡 卡号 账号 账户 帐号 收款")),
    (.wechat, WordList("微信 vx 加您 加个v 联系方式")),
    (.qq, WordList("qq 扣扣")),
    (.plate, WordList("车牌")),
  ]
}
