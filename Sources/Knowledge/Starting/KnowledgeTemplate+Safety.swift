extension KnowledgeTemplate {
  static let handoff = """
    # 要交给人的情形。trigger: intent 命中 related 就转；condition 还要看例句和条件。
    # counterexamples 是字面相近、却不该转的话。
    situations:
      - id: ho.human
        situation: 顾客要求人工
        level: 1
        skill: 售后
        trigger: intent
        reason: requested
        related: [service.human]
        action: 立即转接，不要追问
        playbook: 先看完上文再开口，不让顾客重复；忙不过来就告诉他要等几分钟
        reply: 好的，这就为您接人工同事，请稍等。
        deadline: 5
        examples:
          - 叫你们的人来
          - 我要和人说话
          - 别用机器人糊弄我
          - 接一下人工坐席
        counterexamples:
          - 你是机器人吗
          - 人工客服几点上班
          - 不用转人工了
      - id: ho.regulator
        situation: 要向平台或监管部门投诉
        level: 2
        skill: 投诉
        trigger: intent
        reason: risk
        related: [service.complain]
        action: 主管接手，当天给出方案
        playbook: 先道歉并复述诉求；查订单；当天给出处理方案和时限，全程记录
        reply: 非常抱歉，您反映的情况我已转给主管，会尽快联系您处理。
        deadline: 30
        examples:
          - 我打12315了
          - 找平台来评理
          - 等着收投诉单吧
          - 已经向市场监管局反映了
        counterexamples:
          - 我不是要投诉 就问问
          - 投诉电话是多少位数
      - id: ho.injury
        situation: 使用商品受了伤
        level: 3
        skill: 投诉
        trigger: condition
        reason: risk
        related: []
        action: 负责人立即电话联系，先问伤情
        playbook: 先关心人再谈商品；建议就医并保留凭证；不争论责任，负责人10分钟内接手
        reply: 您先看看伤势要不要紧，需要就先就医；我马上请负责人联系您。
        deadline: 10
        second_person: true
        examples:
          - 伞骨弹出来划伤了手
          - 孩子被夹到手指流血了
          - 用的时候伤到眼睛了
          - 被你们的东西弄伤 去了医院
        counterexamples:
          - 会不会夹到手
          - 小孩用安全吗

    """

  static let outside = """
    # 不归本店管的话：near 像是买东西但本店没有，far 无关闲聊，gibberish 乱码，spam 广告。
    near:
      - 你们卖电饭煲吗
      - 有没有二手手机
      - 我想买张机票
      - 生鲜牛排多少钱一斤
      - 能充话费不
      - 有猫粮卖吗
    far:
      - 明天会下雪吗
      - 给我讲个笑话
      - 昨晚球赛谁赢了
      - 帮我写一篇作文
      - 股票能涨吗
      - 你几岁了
    gibberish:
      - asdfgh
      - 哦哦嗯嗯啊啊呃呃
      - zxcvbnm qwe
      - 。。。，，，
      - 的的得得地地了了
      - "1a2b3c4d"
    spam:
      - 加微信领红包
      - 兼职刷单日结三百
      - 代开发票请联系
      - 低价出粉丝
      - 点链接免费领手机
      - 诚招代理 一件代发

    """

  /// A few rows of each table, to be continued.
  static var lexicon: [KnowledgeFile] {
    let tables: [(String, [[String]])] = [
      (
        "words.tsv",
        [
          ["word", "topic", "example"],
          ["晴雨伞", "product", "晴雨伞什么时候发货"],
          ["伞骨", "product", "伞骨断了怎么办"],
          ["发货", "ship", "今天发货吗"],
          ["优惠券", "order", "优惠券在哪领"],
        ]
      ),
      (
        "synonyms.tsv",
        [
          ["group", "forms", "example"],
          ["怎么", "怎么|咋|如何|怎样", "这个咋用"],
          ["什么时候", "什么时候|啥时候|几时|何时", "啥时候发货"],
          ["多少钱", "多少钱|什么价|啥价|怎么卖", "雨伞啥价"],
          ["快递", "快递|包裹|物流", "包裹到哪了"],
        ]
      ),
      (
        "dialect.tsv",
        [
          ["form", "region", "standard", "condition", "example", "counterexample"],
          ["咋个", "四川", "怎么", "!next=子", "咋个退货嘛", "咋个子矮的也能用"],
          ["几钿", "上海", "多少钱", "", "这把伞几钿", ""],
        ]
      ),
      (
        "confusions.tsv",
        [
          ["wrong", "right", "kind", "example"],
          ["优惠卷", "优惠券", "形", "优惠卷怎么用"],
          ["退宽", "退款", "音", "退宽几天到"],
        ]
      ),
      (
        "markers.tsv",
        [
          ["form", "kind", "example"],
          ["不", "negation", "我不要了"],
          ["没", "negation", "我没收到"],
          ["不错", "shield", "这伞不错"],
          ["怎么", "how", "怎么退货"],
          ["吗", "whether", "防水吗"],
          ["什么时候", "when", "什么时候到"],
          ["多少钱", "howMuch", "多少钱一把"],
          ["请问", "politeness", "请问包邮吗"],
          ["谢谢", "politeness", "谢谢你"],
          ["加微信", "advert", "加微信领红包"],
          ["骗子", "abuse", "你们是骗子"],
        ]
      ),
      (
        "polyphones.tsv",
        [
          ["word", "pinyin", "example"],
          ["重量", "zhong liang", "重量是多少"],
          ["重新", "chong xin", "重新寄一个"],
          ["银行", "yin hang", "退到银行卡"],
        ]
      ),
    ]
    return tables.map { name, rows in
      KnowledgeFile(
        path: "lexicon/\(name)",
        text: rows.map { $0.joined(separator: "\t") + "\n" }.joined())
    }
  }
}
