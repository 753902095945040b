/// What an agent's message is for.
enum AgentAct: Equatable {
  case greeting, waiting, closing, chatter
  /// Asks for data or asks back.
  case asking
  /// Promises to look; an answer only where nothing better comes.
  case promise
  case answer

  static func of(_ utterance: Utterance, raw: String) -> AgentAct {
    let bare = Utterance(InsertRemover.clean(raw))
    var acts: [AgentAct] = []
    for clause in bare.clauses {
      if let act = act(of: clause, in: bare) { acts.append(act) }
    }
    if acts.last == .waiting, acts.contains(.answer) { return .promise }  // more is to come
    if acts.contains(.answer) { return .answer }
    for act in [AgentAct.asking, .promise, .waiting, .closing, .greeting] where acts.contains(act) {
      return act
    }
    return .chatter
  }

  /// What a clause does; nil for forms of address and the like.
  private static func act(of clause: Range<Int>, in bare: Utterance) -> AgentAct? {
    if bare.rest(of: clause, without: AgentCues.address) == 0 { return nil }
    if bare.has(AgentCues.greetings, in: clause) { return .greeting }
    if bare.has(AgentCues.closings, in: clause) { return .closing }
    if bare.has(AgentCues.chatter, in: clause), bare.significant(clause) <= 12 { return .chatter }
    if bare.has(AgentCues.waiting, in: clause), bare.significant(clause) <= 16 { return .waiting }
    if bare.has(AgentCues.trials, in: clause), bare.significant(clause) <= 22 { return .asking }
    if isRequest(clause, in: bare) || isCounterQuestion(clause, in: bare) { return .asking }
    if bare.has(AgentCues.promises, in: clause), bare.significant(clause) <= 14 { return .promise }
    return .answer
  }

  private static func isRequest(_ clause: Range<Int>, in bare: Utterance) -> Bool {
    guard bare.significant(clause) <= 24 else { return false }
    let hasNoun = bare.has(AgentCues.wanted, in: clause)
    if hasNoun, bare.has(AgentCues.requestVerbs, in: clause) { return true }
    return hasNoun && bare.ends(clause, with: AgentCues.openEnds) && bare.significant(clause) <= 14
  }

  private static func isCounterQuestion(_ clause: Range<Int>, in bare: Utterance) -> Bool {
    guard bare.significant(clause) <= 26 else { return false }
    if AgentCues.offers.length(at: clause.lowerBound, in: bare.cells) > 0 { return false }
    if bare.ends(clause, with: AgentCues.questionEnds) { return true }
    let isMarked = clause.upperBound < bare.cells.count && bare.cells[clause.upperBound] == 0x3F
    if isMarked { return true }
    if bare.has(AgentCues.amounts, in: clause), bare.significant(clause) <= 10 { return true }
    return bare.has(AgentCues.interrogatives, in: clause)
      && !bare.has(AgentCues.notAsking, in: clause)
      || bare.has(AgentCues.choices, in: clause) && bare.has(AgentCues.you, in: clause)
  }
}

/// Words by which an agent's message shows what it is for.
enum AgentCues {
  static let address = WordList(
    "亲 亲亲 亲爱的 您好 你好 您好呀 宝子 宝贝 宝妈 哈喽 嗨 在的 在呢 在 我在 的 呢 哈 哦 呀 啊 啦 嗯嗯 嗯 好的 好 好嘞 收到 是的 您 您说 "
      + "您请说 请说 请讲 不客气 抱歉 非常抱歉 不好意思 很抱歉 让您生气了 您先消消气 您别着急 别着急 消消气 了 家长 妈妈 爸爸 先生 女士 小姐 图片 "
      + "收到图片 理解 非常理解 您的心情 非常理解您的心情 给您带来不便 带来不便 请谅解 添麻烦了 辛苦 久等了 让您久等 对 今天 有 哈哈 感谢支持")
  static let greetings = WordList(
    "为您服务 可以帮您 可以帮到您 能帮您 能帮到您 帮助您的 高兴为您 很高兴 什么需要 什么可以 有什么能 欢迎光临 需要帮 什么问题 咨询什么")
  static let waiting = WordList(
    "稍等 稍候 请稍 等一下 等下哈 正在为您 咨询量 人数较多 排队 回复慢 见谅 久等 看到您的消息 请耐心 马上来 别走开 正在核实 正在查")
  static let closings = WordList(
    "还有其他 还有别的 其他可以帮 其他问题 感谢您的支持 感谢您的参与 感谢您的理解 感谢您的咨询 祝您 五星 好评 有问题随时 随时联系 随时找 随时咨询 "
      + "先不打扰 没收到您的回复 未收到您的回复 没有收到您 生活愉快 再见 欢迎下次 不客气 期待您 欢迎晒图 评价一下 打个分")
  static let chatter = WordList("哈哈 恭喜 祝求 谢谢宝子 太好了 那就好 开心 羡慕 早日康复 加油 谢谢夸 谢谢您的喜欢 沾沾 嘻嘻 哇 收到图片")
  static let promises = WordList(
    "我看下 我查下 我查 我看看 我问下 问下 查一下 看一下 核实一下 核对一下 马上核实 马上查 马上联系 马上处理 联系一下 帮您看 帮您查 帮您问 "
      + "我确认 确认一下 我核实 记一下 这边核对 这边查 给您备注 已备注 看到您 查到了 看到了 已登记 我联系 我反馈 收到 我上报 上报主管 帮您反馈")
  static let wanted = WordList(
    "订单 单号 编号 手机 电话 号码 名字 姓名 称呼 收件 收货 地址 截图 截个 照片 图片 拍照 拍张 拍一 拍个 账单 凭证 页面 视频 信息 单位 数量 账号 微信 邮箱 "
      + "全称 身份证 尾号 款式 型号 批次 位置 日期 时间 原因 哪款 哪个 哪一 票 税号 抬头 商品 身高 体重 尺寸 尺码")
  static let requestVerbs = WordList(
    "发我 发一下 发下 发来 发过来 发给我 给我 给下 给一下 报一下 报下 报个 说一下 说下 说说 提供 核对 核验 核实下 告诉 需要您 需要核 拍一下 拍张 拍个 "
      + "拍照 截个 截图 留个 留下 登记下 看下 麻烦发 确认下 填一下 写一下 回复一下")
  static let openEnds = WordList("是 呢 是多少 多少 是什么 号")
  static let questionEnds = WordList(
    "吗 么 嘛 对吧 是吧 了没 没有呢 吗亲 吗您 多大呢 多久了呢 多少呢 哪里呢 呢？ 不亲 卡吧 寄出吧 暖风吧 的吧 了吧 是哪个 哪一笔呀 吧亲")
  static let interrogatives = WordList(
    "什么问题 哪天 哪里 哪个 哪款 哪一 哪单 哪笔 哪位 几点 几号 多少件 多大 多久了 多高 多重 几岁 几个月 什么时候买 什么颜色 什么型号 请问 是否 有没有 是不是")
  static let amounts = WordList("多久 多大 多高 多重 多少 几岁 几个月 几天 几件 哪里 哪儿 哪个 什么样 怎么了")
  /// Something to try before the answer.
  static let trials = WordList("试试呢 试一下呢 先试 试试看呢 重启一下呢 看看呢 重置一下试")
  static let notAsking = WordList("哪里都 哪个都 无论 不管 有没有问题 是不是都")
  static let choices = WordList("还是")
  static let you = WordList("您 你 咱")
  static let offers = WordList("给您 帮您 为您 那给您 那帮您 我给您 我帮您 这边给您 这边帮您 可以给 可以帮 给你 帮你 补您")
}
