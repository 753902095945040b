/// Which column of an export holds what.
struct CSVColumns {
  enum Field: String, CaseIterable {
    case session, sender, text, time, sku, channel, customer, agent, resolved, rating

    /// The header names in use, without spaces, underscores and capitals.
    var names: [String] {
      switch self {
      case .session:
        [
          "session", "sessionid", "会话", "会话id", "会话编号", "会话号", "会话标识", "对话id", "对话编号",
          "咨询id", "咨询编号", "接待id", "接待编号", "conversation", "conversationid", "chatid",
          "dialogid", "dialogueid", "threadid", "chatsessionid",
        ]
      case .sender:
        [
          "from", "sender", "sendertype", "senderrole", "role", "speaker", "direction", "fromrole",
          "发送方", "发送者", "发送人", "发送者类型", "发送方类型", "发送者角色", "发送人类型", "发言人", "发言方",
          "角色", "消息方向", "消息来源", "消息发送方", "说话人", "发送人角色",
        ]
      case .text:
        [
          "text", "content", "message", "msg", "body", "messagecontent", "messagetext", "内容",
          "消息内容", "聊天内容", "对话内容", "消息", "正文", "消息正文", "文本", "聊天记录",
        ]
      case .time:
        [
          "at", "time", "timestamp", "createdat", "createtime", "sentat", "sendtime", "datetime",
          "时间", "发送时间", "消息时间", "聊天时间", "创建时间", "发言时间", "对话时间",
        ]
      case .sku:
        [
          "sku", "skuid", "product", "productid", "item", "itemid", "goodsid", "商品", "商品id",
          "商品编码", "商品编号", "商品sku", "货号", "商品货号", "咨询商品", "商品链接id", "款号",
        ]
      case .channel: ["channel", "source", "platform", "渠道", "来源", "来源渠道", "咨询渠道", "平台", "入口"]
      case .customer:
        [
          "customer", "customerid", "buyer", "buyerid", "buyernick", "user", "userid", "visitor",
          "visitorid", "member", "memberid", "顾客", "顾客id", "顾客编号", "顾客昵称", "客户", "客户id",
          "客户编号", "客户昵称", "客户名称", "买家", "买家id", "买家昵称", "买家账号", "用户", "用户id",
          "用户昵称", "会员", "会员id", "会员名", "访客", "访客id",
        ]
      case .agent:
        [
          "agent", "agentid", "agentname", "staff", "staffid", "operator", "seller", "客服", "客服id",
          "客服编号", "客服账号", "客服昵称", "客服名称", "客服姓名", "接待客服", "接待人", "坐席", "坐席id",
          "座席", "座席id", "工号",
        ]
      case .resolved: ["resolved", "issolved", "是否解决", "是否已解决", "问题是否解决", "解决状态"]
      case .rating: ["rating", "score", "satisfaction", "评分", "满意度", "满意度评分", "评价", "评价分"]
      }
    }
  }

  private var positions: [Field: Int] = [:]
  /// Columns that mean nothing to the reader: name and position.
  private(set) var others: [(name: String, position: Int)] = []
  let count: Int

  init(header: [String]) {
    count = header.count
    for (position, name) in header.enumerated() {
      let plain = Self.plain(name)
      if let field = Field.allCases.first(where: { $0.names.contains(plain) }),
        positions[field] == nil
      {
        positions[field] = position
      } else if !plain.isEmpty {
        others.append((name, position))
      }
    }
  }

  /// The fields that a table cannot do without and that this one lacks.
  var missing: [Field] { [.session, .sender, .text].filter { positions[$0] == nil } }

  /// The cell without surrounding space; nil when it is empty or not there.
  func value(_ field: Field, of cells: [String]) -> String? {
    guard let position = positions[field], position < cells.count else { return nil }
    let text = cells[position].trimmed
    return text.isEmpty ? nil : text
  }

  /// Who wrote a row, by the words that exports use, or by the name of the customer or the agent.
  func speaker(of cells: [String]) -> Speaker? {
    guard let sender = value(.sender, of: cells) else { return nil }
    if let speaker = Self.speakers[Self.plain(sender)] { return speaker }
    if sender == value(.customer, of: cells) { return .customer }
    if sender == value(.agent, of: cells) { return .agent }
    return nil
  }

  private static let speakers: [String: Speaker] = {
    let words: [Speaker: [String]] = [
      .customer: [
        "customer", "buyer", "user", "client", "visitor", "guest", "member", "in", "inbound",
        "received", "顾客", "客户", "买家", "用户", "访客", "会员", "消费者", "接收", "客户发送", "买家发送",
      ],
      .agent: [
        "agent", "staff", "seller", "service", "human", "operator", "out", "outbound", "sent",
        "客服", "人工", "人工客服", "在线客服", "商家", "卖家", "店铺", "坐席", "座席", "接待", "客服发送",
        "商家发送",
      ],
      .bot: [
        "bot", "robot", "ai", "assistant", "机器人", "智能客服", "智能助手", "机器人客服", "自动回复", "ai客服",
      ],
      .system: ["system", "sys", "notice", "系统", "系统消息", "系统通知", "通知", "系统提示"],
    ]
    var table: [String: Speaker] = [:]
    for (speaker, names) in words { for name in names { table[name] = speaker } }
    return table
  }()

  private static func plain(_ name: String) -> String {
    String(
      String.UnicodeScalarView(
        name.lowercased().unicodeScalars.filter {
          $0 != " " && $0 != "_" && $0 != "-" && $0 != "\u{FEFF}" && $0 != "\u{3000}"
        }))
  }
}

extension String {
  /// Without spaces at either end.
  var trimmed: String {
    let isSpace = { (scalar: Unicode.Scalar) in scalar.properties.isWhitespace }
    var view = Substring(self).unicodeScalars
    while let first = view.first, isSpace(first) { view.removeFirst() }
    while let last = view.last, isSpace(last) { view.removeLast() }
    return String(view)
  }
}
