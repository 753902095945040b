extension KnowledgeTemplate {
  static let shared = """
    # 各商品共有的问法。`yingda knowledge new-product` 用 facts 里先找到的参数生成答案：
    # answer 里的 {product} 换成商品名，{key} 换成参数名，{fact} 换成参数的占位符。
    attributes:
      - attribute: price
        title: "{product}多少钱"
        scope: 询问售价
        facts: [规格价格]
        answer: "亲，{product}{fact}，实付以结算页为准哦～"
        questions:
          - 这个多少钱
          - 啥价位
          - 怎么卖的
          - 买一份要花多少
          - 报个价
      - attribute: weight
        title: "{product}多重"
        scope: 询问重量
        facts: [重量, 净重]
        answer: "亲，{product}重{fact}～"
        questions:
          - 有多重
          - 几斤
          - 拿着沉不沉
          - 多少克啊
          - 带着会不会重
      - attribute: warranty
        title: "{product}保修多久"
        scope: 询问质保期限和范围
        facts: [质保, 保修]
        answer: "亲，{product}的质保是：{fact}～"
        questions:
          - 保修几年
          - 坏了管不管
          - 质保多长时间
          - 用坏了能换新吗
          - 售后保障有哪些
      - attribute: size
        title: "{product}多大"
        scope: 询问尺寸
        facts: [尺寸, 尺码建议]
        answer: "亲，{product}的尺寸：{fact}～"
        questions:
          - 多大尺寸
          - 长宽是多少
          - 收起来有多长
          - 大不大呀
          - 能不能放进包里
      - attribute: clean
        title: "{product}怎么清洗"
        scope: 询问清洗方法
        facts: [清洗, 洗涤]
        answer: "亲，{product}这样洗：{fact}～"
        questions:
          - 怎么洗
          - 能放洗衣机里吗
          - 脏了咋清理
          - 可以水洗不
          - 用什么洗干净
      - attribute: material
        title: "{product}是什么材质"
        scope: 询问材质面料
        facts: [面料, 材质]
        answer: "亲，{product}用的是{fact}～"
        questions:
          - 啥材质的
          - 什么面料
          - 是塑料做的吗
          - 用的什么料子
          - 材料结实吗
      - attribute: waterproof
        title: "{product}防水吗"
        scope: 询问防水能力
        facts: [防水, 防水等级]
        answer: "亲，{product}的防水：{fact}～"
        questions:
          - 防水吗
          - 下大雨会渗不
          - 淋湿了有没有事
          - 遇水会坏吗
          - 防不防泼水
      - attribute: color
        title: "{product}有什么颜色"
        scope: 询问颜色款式
        facts: [颜色]
        answer: "亲，{product}有{fact}可选～"
        questions:
          - 有哪些颜色
          - 黑色的有没有
          - 哪个色好看
          - 还有别的颜色吗
          - 几种色可以选
      - attribute: accessory
        title: "{product}配什么"
        scope: 询问配件
        facts: [配件]
        answer: "亲，{product}里有{fact}～"
        questions:
          - 都配了什么
          - 盒子里有啥
          - 送不送套子
          - 配件有哪些
          - 带说明书吗
      - attribute: origin
        title: "{product}产地在哪"
        scope: 询问产地
        facts: [产地]
        answer: "亲，{product}产自{fact}～"
        questions:
          - 哪里产的
          - 产地是什么地方
          - 在哪儿做的
          - 是国产吗
          - 哪个厂子出的
      - attribute: how-to-use
        title: "{product}怎么用"
        scope: 询问使用方法
        facts: [使用方法, 首次使用]
        answer: "亲，{product}的用法：{fact}～"
        questions:
          - 怎么用
          - 咋打开
          - 第一次用要注意啥
          - 收不起来怎么办
          - 使用步骤讲一下
      - attribute: storage
        title: "{product}怎么存放"
        scope: 询问存放方法
        facts: [储存, 收纳]
        answer: "亲，{product}存放：{fact}～"
        questions:
          - 平时怎么存放
          - 不用的时候放哪
          - 怎么收纳
          - 长期不用咋保管
          - 湿着能直接收起来吗

    """
}
