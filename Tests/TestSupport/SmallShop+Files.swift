extension SmallShop {
  static let shop = """
    name: 小店
    bot: 小店员
    hours:
      opens: "08:00"
      closes: "24:00"
    confidence:
      answer: 0.5
      clarify: 0.2
      live: 0.5
    seconds:
      focus: 1800
    large_refund: 500
    courtesies: [smalltalk.*]
    about_talk: [service.*]
    auto_replies:
      - words: [营业执照]
        without: [代办]
        reply: 执照在首页底部
        entry: invoice.open
      - words: [暗号, 抽奖]
        reply: 暗号收到
        window: 2026-06-01/2026-06-20
      - words: [小黄车]
        reply: 点左下角
        channel: live
      - words: [贵了]
        without: [贵重]
        channel: live
        entry: coupon.use
        every: 60
    labels:
      - name: 物流
        entries: [ship.*, track.where]
      - name: 优惠
        entries: [coupon.use]
      - name: 高风险
        level: 3
      - name: 要人工
        reason: requested
      - name: 已转人工
        decision: handoff
      - name: 直播
        channel: live
    """

  static let ship = """
    topic: 物流
    entries:
      - id: ship.when
        title: 什么时候发货
        answer: 付款后48小时内发货
        again: 最晚两天内就会寄出
        questions: [啥时候能发货, 今天能发出吗, 多久发货, 几时寄出, 下单了什么时候发, 还没发货吗]
      - id: ship.carrier
        title: 发什么快递
        answer: 默认发中通
        questions: [用哪家快递, 走顺丰还是中通, 能指定快递吗, 是什么快递公司, 可以发顺丰吗]
      - id: ship.fee
        title: 运费怎么算
        answer: 满99元包邮
        questions: [包邮吗, 邮费多少, 运费谁出, 要不要运费, 寄过来收邮费吗, 不包邮怎么收]
      - id: track.where
        title: 快递到哪了
        answer: 在订单里看物流
        questions: [包裹到哪里了, 物流走到哪了, 我的快递呢, 怎么查物流, 东西寄到哪了, 快递几天没动了]
      - id: invoice.open
        title: 怎么开发票
        answer: 在订单里申请发票
        questions: [能开发票吗, 发票怎么开, 要个发票, 可以开票不, 电子发票在哪里下载]
      - id: coupon.use
        title: 优惠券怎么用
        answer: 下单时自动抵扣
        questions: [券用不了, 优惠券在哪, 券怎么不能抵扣, 有券怎么使用, 领的券去哪了]
    """

  static let returns = """
    topic: 退换
    entries:
      - id: return.want
        title: 我要退货
        skill: 售后
        answer: 在订单里点申请退货
        questions: [想退货, 货想退了, 怎么退货, 这个要退掉, 申请退货, 东西不想要了要退]
      - id: return.policy
        title: 支持七天无理由吗
        answer: 支持七天无理由退货
        questions: [能不能退, 可以退吗, 七天内能退不, 无理由退货行吗, 拆了还能退吗, 不喜欢可以退不]
      - id: exchange.want
        title: 我要换货
        skill: 售后
        answer: 在订单里点申请换货
        questions: [想换一个, 换个尺码, 可以换货吗, 怎么换货, 帮我换个颜色, 换大一码]
      - id: refund.want
        title: 我要退款
        skill: 售后
        answer: 在订单里点申请退款
        questions: [给我退款, 把钱退给我, 申请退款, 怎么退款, 钱退我, 我想要退钱]
      - id: refund.when
        title: 退款多久到账
        skill: 售后
        answer: 1到3个工作日到账
        questions: [退的钱什么时候到, 退款几天到, 钱多久能退回来, 退款还没到账, 什么时候收到退款]
    """

  static let service = """
    topic: 服务
    entries:
      - id: service.human
        title: 转人工
        skill: 售后
        risk: 1
        answer: 这就为您转接
        questions: [人工客服, 找真人, 要人工, 叫个真人来, 我要和人说, 帮我转接人工]
      - id: service.no-human
        title: 不用转人工
        answer: 好的，我来回答
        questions: [不要人工, 不用人工你说就行, 别转人工, 先不找人工, 不需要真人, 不找真人]
      - id: complaint.want
        title: 我要投诉
        skill: 投诉
        risk: 1
        answer: 抱歉让您不满意
        questions: [投诉你们, 要举报你们, 我去投诉, 打投诉电话了, 必须投诉, 你们等着被投诉]
      - id: complaint.none
        title: 我不是要投诉
        answer: 好的，您接着说
        questions: [不是来投诉的, 没说要投诉, 不投诉就问问, 我不投诉, 不想投诉你们, 别误会不是投诉]
    """

  static let smalltalk = """
    topic: 闲聊
    entries:
      - id: smalltalk.hello
        title: 你好
        answer: 您好呀
        questions: [在吗, 有人吗, 哈喽, 您好, 早上好, 客服在不在]
      - id: smalltalk.thanks
        title: 谢谢
        answer: 不客气
        questions: [谢谢你, 多谢, 感谢, 谢啦, 谢谢了, 非常感谢]
      - id: smalltalk.ack
        title: 嗯嗯
        answer: 您还有什么想问的
        questions: [嗯, 好的, 知道了, 明白了, 哦哦, 行, 收到]
    """

  static let cup = """
    sku: t-cup
    name: 小店真空保温杯
    aliases: [保温杯, 水杯]
    category: 杯子
    price: 59
    variants:
      颜色: 白色、黑色
    facts:
      重量: "295克"
      规格价格: "59元"
    entries:
      - id: t-cup.price
        title: 保温杯多少钱
        answer: "保温杯{规格价格}"
        questions: [杯子卖多少, 水杯什么价]
      - id: t-cup.weight
        title: 保温杯多重
        answer: "保温杯重{重量}"
        questions: [杯子几斤重, 水杯沉不沉]
      - id: t-cup.color
        title: 保温杯有什么颜色
        answer: "保温杯有{颜色}"
        questions: [杯子有哪些颜色, 水杯有黑的吗]
    """

  static let down = """
    sku: t-down
    name: 小店轻薄羽绒服
    aliases: [羽绒服, 羽绒衣]
    hints: [鸭绒, 充绒]
    category: 服装
    price: 399
    variants:
      颜色: 米色、黑色
      尺码: S、M、L、XL
    facts:
      重量: "520克"
      洗涤: "30度手洗"
      规格价格: "399元"
    entries:
      - id: t-down.price
        title: 羽绒服多少钱
        answer: "羽绒服{规格价格}"
        questions: [羽绒服卖多少, 羽绒衣什么价]
      - id: t-down.weight
        title: 羽绒服多重
        answer: "羽绒服重{重量}"
        questions: [羽绒服几斤重, 羽绒衣沉不沉]
      - id: t-down.color
        title: 羽绒服有什么颜色
        answer: "羽绒服有{颜色}"
        questions: [羽绒服有哪些颜色, 羽绒衣有黑的吗]
      - id: t-down.wash
        title: 羽绒服怎么洗
        answer: "羽绒服{洗涤}"
        questions: [羽绒服能机洗吗, 羽绒衣可以水洗不, 脏了怎么洗, 能不能扔洗衣机]
    """

  static let earbuds = """
    sku: t-ear
    name: 小店降噪蓝牙耳机
    aliases: [耳机, 蓝牙耳机]
    category: 数码
    price: 199
    variants:
      颜色: 白色、蓝色
    facts:
      重量: "46克"
      续航: "30小时"
      规格价格: "199元"
    entries:
      - id: t-ear.price
        title: 耳机多少钱
        answer: "耳机{规格价格}"
        questions: [耳机卖多少, 蓝牙耳机什么价]
      - id: t-ear.weight
        title: 耳机多重
        answer: "耳机重{重量}"
        questions: [耳机几克, 蓝牙耳机沉不沉]
      - id: t-ear.color
        title: 耳机有什么颜色
        answer: "耳机有{颜色}"
        questions: [耳机有哪些颜色, 蓝牙耳机有蓝的吗]
      - id: t-ear.battery
        title: 耳机能用多久
        answer: "耳机续航{续航}"
        questions: [耳机续航几小时, 充一次电用多久, 电池耐用吗]
    """

  static let shared = """
    attributes:
      - attribute: price
        title: "{product}多少钱"
        questions: [多少钱, 什么价格, 卖多少钱, 怎么卖, 价格多少, 几多钱一个]
      - attribute: weight
        title: "{product}多重"
        questions: [多重, 有多重, 重不重, 几斤, 重量是多少, 沉吗]
      - attribute: color
        title: "{product}有什么颜色"
        questions: [有什么颜色, 有哪些颜色, 颜色有几种, 都有啥颜色, 有别的颜色吗]
    """

  static let promotions = """
    topic: 大促
    entries:
      - id: promo.six-discount
        title: 六月大促打几折
        window: 2026-06-01/2026-06-20
        answer: 六月大促全场八折
        closed: 六月大促已经结束了
        questions: [大促几折, 六月活动怎么打折, 年中大促优惠多少, 大促便宜多少]
      - id: promo.live-gift
        title: 直播间送什么礼物
        window: 2026-06-01/2026-06-20
        channel: live
        answer: 直播间下单送帆布袋
        live: 送帆布袋
        closed: 直播间赠品活动结束了
        elsewhere: 这个礼物只在直播间送
        questions: [直播间有礼物吗, 直播下单送啥, 看直播有什么赠品, 直播间赠品是什么]
    """

  static let handoff = """
    situations:
      - id: ho.human
        situation: 明确要人工
        level: 1
        skill: 售后
        trigger: intent
        reason: requested
        related: [service.human]
        reply: 马上为您转接人工
        deadline: 60
        keywords: [转人工]
        examples: [转接人工客服, 我要人工客服, 让人工来]
      - id: ho.late
        situation: 物流停滞
        level: 1
        skill: 物流
        trigger: condition
        reason: policy
        related: [track.where]
        reply: 马上为您查件
        days: 5
        examples: [物流一周没更新查不到人, 包裹丢在半路了]
      - id: ho.again
        situation: 再次要人工
        level: 2
        skill: 投诉
        trigger: condition
        condition: repeated_request
        reason: requested
        related: [service.human]
        reply: 已为您加急
        examples: [怎么还不转人工, 人工呢, 说了要人工]
      - id: ho.complaint
        situation: 要投诉
        level: 1
        skill: 投诉
        trigger: intent
        reason: risk
        related: [complaint.want]
        reply: 抱歉，主管马上联系您
        examples: [我要去投诉你们店, 这就投诉]
      - id: ho.injury
        situation: 使用后受伤
        level: 3
        skill: 投诉
        trigger: intent
        reason: risk
        reply: 请先停止使用并就医
        deadline: 5
        examples: [用了受伤了, 烫伤住院了, 被你们的东西划伤, 用完过敏进医院了, 孩子吃了中毒, 伤得很重去医院]
      - id: ho.large
        situation: 大额退款
        level: 2
        skill: 售后
        trigger: condition
        condition: large_refund
        reason: policy
        related: [refund.want]
        reply: 金额较大，同事复核后处理
        second_person: true
        examples: [退款八百块, 给我退一千元, 申请退款900元, 要退600块钱]
    """

  static let outside = """
    near: [你们招人吗, 能上门维修电脑吗, 卖不卖汽车, 帮我订机票]
    far: [今天天气怎么样, 讲个笑话, 中国有多少省, 谁是世界冠军, 帮我写首诗]
    gibberish: [阿斯顿发, 哦怕思密达卡, 呃啊哦咦呜, 的了吗呢啊着]
    spam: [加微信领红包, 兼职刷单日结, 低价代发加V, 扫码进群赚钱]
    """
}
