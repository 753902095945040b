extension KnowledgeTemplate {
  static let shop = """
    # 店铺设置。改店名、客服名和话术就能用；没写的项目用默认值。
    name: 晴山小店
    bot: 小晴
    # 人工客服的上班时间，24:00 是一天的末尾
    hours:
      opens: "09:00"
      closes: "22:00"
    # 把握多大才直接回答（answer）、才给选项（clarify）；直播间答错人人看见，要求更高
    confidence:
      answer: 0.5
      clarify: 0.15
      live: 0.6
    # 能接受的误答率，按全部提问（questions）或按已答（answers）计算
    wrong_answers:
      at_most: 3%
      of: questions
      confidence: 95%
    # 平时没把握、没见过的说法各占多少（yingda evaluate --calibrate 给出，0 是不看）；多出一倍就警报，
    # 作答需要的把握提到 careful
    drift:
      unsure: 0
      strange: 0
      careful: 0.8
    # 秒数：多久不说话就忘记正在谈的商品、多快连发算一条、多久主动问一句
    seconds:
      focus: 1800
      burst: 4
      nudge: 300
    # 超过多少元的退款要第二个人批准
    large_refund: 300
    # 话术，可用 {shop} {bot} {skill} {opens} {rest}
    texts:
      welcome: 您好，欢迎光临{shop}，我是{bot}～可以直接问我，比如：
      rephrase: 不好意思，{bot}没听明白，您换个说法试试？
    # 欢迎语下面展示的条目
    welcome: [ship.when, return.how, order.coupon]
    # 问候、道谢一类的条目，插在中间不打断正在谈的事；谈的是客服本身的条目。可写 smalltalk.* 表示一类
    courtesies: [service.hello]
    about_talk: [service.human]
    # 命中关键词就直接回复，不经过识别
    auto_replies:
      - words: [营业执照]
        reply: 营业执照在店铺首页的“店铺信息”里，随时可以查看～

    """

  static let service = """
    topic: 服务
    entries:
      - id: service.hello
        title: 打招呼
        scope: 只打招呼，还没有说事
        skill: 售前
        answer: 您好呀，我是小晴，想了解商品、物流还是售后，直接说就行～
        again: 我在的，您有什么想问的尽管说。
        live: 在的，想问什么直接说～
        questions:
          - 在吗
          - 有人没
          - 哈喽
          - 客服在不在
          - 早上好
          - 有人理我一下吗
      - id: service.human
        title: 想找人工客服
        scope: 要求真人接待
        confusables: [service.complain]
        skill: 售后
        risk: 1
        answer: 好的，马上帮您转人工，请稍等，前面说的不用再重复～
        again: 正在为您接人工同事，请稍候。
        live: 好的，马上转人工
        questions:
          - 转人工
          - 找个真人
          - 我不想和机器人聊
          - 让客服来跟我说
          - 人工在哪里点
          - 换个活人
      - id: service.complain
        title: 要投诉
        scope: 对商品或服务不满，提出投诉
        confusables: [service.human]
        skill: 投诉
        risk: 1
        answer: 非常抱歉让您不满意，您把订单和经过发给我，这就请主管来处理，一定给您答复。
        again: 实在对不住，主管会接着跟您处理，请留下订单和经过。
        live: 非常抱歉，主管马上联系您
        questions:
          - 我要投诉
          - 你们态度太差了
          - 投诉你们店
          - 这事不解决我就去投诉
          - 怎么举报这家店
          - 你们主管是谁 我要告状

    """

  static let ship = """
    topic: 物流
    entries:
      - id: ship.when
        title: 什么时候发货
        scope: 付款以后问发货时间
        not:
          - 已经发出问到哪了→ship.where
        confusables: [ship.where]
        skill: 物流
        answer: 亲，每天16点前付款当天发，16点后次日发，预售以页面写的日期为准～
        again: 16点前的订单当天出库，之后的第二天出库。
        live: 16点前付款当天发
        questions:
          - 啥时候发货
          - 今天能发出去吗
          - 付完款多久寄
          - 现在拍几号能发
          - 怎么还没给我发
          - 麻烦早点发货
      - id: ship.where
        title: 快递到哪里了
        scope: 已经发货，问包裹位置或到达时间
        not:
          - 还没发出→ship.when
        confusables: [ship.when]
        skill: 物流
        answer: 亲，在“我的订单”里点“查看物流”就能看到位置，一般发出后2到4天送到～
        again: 订单页点查看物流，通常路上要2到4天。
        live: 订单页点“查看物流”
        questions:
          - 我的包裹走到哪儿了
          - 快递几天能到
          - 物流好几天没动静
          - 查下单号的位置
          - 明天送得到不
          - 还要等多久才收到
      - id: ship.address
        title: 想改收货地址
        scope: 下单以后要换地址或电话
        skill: 物流
        answer: 亲，没发货可以在订单里点“修改地址”；已经发出的，请联系快递员改派哦～
        again: 未发货自己在订单里改，发出后找快递改派。
        live: 没发货可在订单里自己改
        questions:
          - 地址填错了
          - 收货地址能换一个吗
          - 电话写错怎么改
          - 我搬家了 要寄到新家
          - 帮我改成公司地址

    """

  static let order = """
    topic: 订单
    entries:
      - id: order.cancel
        title: 不想要了，取消订单
        scope: 付款后、发货前取消
        not:
          - 收到以后退→return.how
        confusables: [return.how]
        skill: 售后
        answer: 亲，没发货的订单在“我的订单”里点“取消”，钱会原路退回～
        again: 订单页点取消就可以，款项原路返回。
        live: 订单页点“取消”就行
        questions:
          - 取消订单
          - 拍错了想取消
          - 不买了 帮我关掉订单
          - 付了钱还能取消不
          - 刚下单就后悔了
      - id: order.invoice
        title: 怎么开发票
        scope: 要发票、改抬头
        skill: 财务
        answer: 亲，确认收货后在订单里点“申请发票”，填好抬头，3天内发到您的邮箱～
        again: 收货后从订单页申请，电子发票3天内到邮箱。
        live: 收货后在订单页申请发票
        questions:
          - 能开票吗
          - 发票咋弄
          - 我要公司抬头的票
          - 电子发票发到哪里
          - 抬头写错了能重开不
      - id: order.coupon
        title: 有没有优惠券
        scope: 问优惠券在哪领、怎么用
        confusables: [promo.member-day]
        skill: 售前
        answer: 亲，店铺首页能领满99减10的券，下单时自动抵扣～
        again: 首页领券，结算时自动减。
        live: 首页领满99减10券
        questions:
          - 优惠券在哪领
          - 有券吗
          - 券怎么用不了
          - 能不能给张券
          - 满多少可以减

    """

  static let aftersale = """
    topic: 售后
    entries:
      - id: return.how
        title: 怎么退货
        scope: 收到以后想退货退款
        not:
          - 还没发货→order.cancel
        confusables: [order.cancel, return.exchange, return.refund]
        skill: 售后
        answer: 亲，签收7天内、不影响再卖就能退，在订单里点“申请售后”，选退货退款即可～
        again: 7天内在订单页申请售后，按提示寄回就行。
        live: 7天内订单页申请售后
        questions:
          - 我要退货
          - 不合适能退吗
          - 收到不喜欢想退掉
          - 退货流程是啥
          - 买了五天还可以退不
          - 退回去的运费谁出
      - id: return.exchange
        title: 想换一个
        scope: 收到以后换颜色、换规格或换新
        confusables: [return.how]
        skill: 售后
        answer: 亲，签收15天内可以换，在订单里点“申请售后”选换货，写明要换的款式～
        again: 订单页申请换货，写清楚想要哪一款。
        live: 15天内订单页申请换货
        questions:
          - 能换个颜色不
          - 想换货
          - 发错款了给我换
          - 有瑕疵换个新的
          - 换货要自己先寄回吗
      - id: return.refund
        title: 退款什么时候到账
        scope: 已经申请退款，问到账时间
        confusables: [return.how]
        skill: 财务
        answer: 亲，仓库收到退货后1到2天退款，原路返回，银行卡可能要再等1到3天～
        again: 签收退货后1到2天退，到银行卡会慢几天。
        live: 收到退货后1到2天退
        questions:
          - 退的钱几时到
          - 退款还没收到
          - 钱退到哪里去了
          - 申请退款几天了没动静
          - 退款要多久啊

    """

  static func promotion(year: Int) -> String {
    """
    # 活动条目：window 是起止日（含首尾），此外用 closed 回答；channel 限渠道，此外用 elsewhere 回答。
    topic: 会员日
    entries:
      - id: promo.member-day
        title: 会员日有什么优惠
        scope: 问每月会员日的时间和折扣
        confusables: [order.coupon]
        skill: 售前
        window: \(year)-01-01/\(year + 1)-12-31
        answer: 亲，每月18号是会员日，入会后全店九五折，可以和店铺券一起用～
        again: 每月18号会员全店九五折，还能叠加店铺券。
        live: 每月18号会员九五折
        closed: 亲，会员日活动暂时没有了，新的优惠请看店铺首页～
        questions:
          - 会员日是哪天
          - 会员有啥优惠
          - 会员日打几折
          - 入会能便宜多少
          - 会员日可以用券吗

    """
  }
}
