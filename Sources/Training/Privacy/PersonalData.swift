/// A kind of personal data, and the mark that stands for it.
public enum PersonalData: UInt32, Sendable, CaseIterable {
  case name, phone, order, tracking, address, idCard, bankCard, wechat, qq, email, plate, account

  /// The mark that replaces it in masked text.
  public var mark: String {
    switch self {
    case .name: "[姓名]"
    case .phone: "[电话]"
    case .order: "[订单号]"
    case .tracking: "[快递单号]"
    case .address: "[地址]"
    case .idCard: "[身份证]"
    case .bankCard: "[银行卡]"
    case .wechat: "[微信]"
    case .qq: "[QQ]"
    case .email: "[邮箱]"
    case .plate: "[车牌]"
    case .account: "[账号]"
    }
  }
}

/// A piece of personal data in a text.
public struct PersonalSpan: Sendable, Equatable {
  /// Bytes of the original text in UTF-8.
  public var range: Range<Int>
  public var kind: PersonalData

  public init(range: Range<Int>, kind: PersonalData) {
    self.range = range
    self.kind = kind
  }
}

/// A text whose personal data is replaced by marks.
public struct MaskedText: Sendable, Equatable {
  public var text: String
  /// What was replaced, in order, without overlaps, on scalar boundaries of the original.
  public var spans: [PersonalSpan]
}
