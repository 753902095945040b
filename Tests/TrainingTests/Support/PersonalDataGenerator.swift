/// Numbers that repeat: SplitMix64.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func pick<T>(_ values: [T]) -> T {
    values[Int(next() % UInt64(values.count))]
  }

  mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

  mutating func digits(_ count: Int) -> String {
    (0..<count).map { _ in String(number(0...9)) }.joined()
  }

  mutating func letters(_ count: Int) -> String {
    let alphabet = "abcdefghijklmnopqrstuvwxyz".map(String.init)
    return (0..<count).map { _ in pick(alphabet) }.joined()
  }
}

/// Invented personal data in the spellings that people use. The characters are chosen for the
/// tests; they are not read from the tables under test.
struct PersonalDataGenerator {
  var random: SeededGenerator

  init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
  }

  static let surnames =
    ("王 李 张 刘 陈 杨 赵 黄 周 吴 徐 孙 胡 朱 高 林 何 郭 马 罗 梁 宋 郑 谢 韩 唐 冯 于 董 萧 程 曹 袁 邓 许 傅 沈 曾 彭 吕 "
    + "苏 卢 蒋 蔡 贾 丁 魏 薛 叶 阎 余 潘 杜 戴 夏 钟 汪 田 任 姜 范 方 石 姚 谭 廖 邹 熊 金 陆 郝 孔 白 崔 康 毛 邱 秦 江 史 "
    + "顾 侯 邵 孟 龙 万 段 雷 钱 汤 尹 黎 易 常 武 乔 贺 赖 龚 文 欧阳 司马 诸葛 上官 庞 樊 兰 殷 施 陶 洪 翟 安 颜 倪 严 牛 "
    + "温 芦 季 俞 章 鲁 葛 伍 韦 申 尤 毕 聂 丛 焦 向 柳 邢 路 岳 齐 梅 莫 庄 辛 管 祝 左 涂 谷 祁 时 舒 耿 牟 卜 詹 关 苗 凌 "
    + "费 纪 靳 盛 童 欧 甄 项 曲 成 游 阳 裴 席 卫 查 屈 鲍 位 覃 霍 翁 隋 植 甘 景 薄 单 包 司 柏 宁 柯 阮 桂 闵 解 强 柴 华 车 "
    + "冉 房 边 荀 阴 应 云 秋 牧 储 幸 谈")
    .split(separator: " ").map(String.init)
  static let givens =
    ("伟 芳 娜 敏 静 丽 强 磊 军 洋 勇 艳 杰 涛 明 超 霞 平 刚 桂英 秀兰 建国 建华 志强 秀英 玉兰 子轩 浩然 梓涵 雨桐 一诺 "
    + "欣怡 思远 佳怡 晓燕 春梅 少波 景行 沐阳 嘉禾 泽楷 敏慧 淑芬 美玲 婷婷 雅楠 卓然 昊天 志刚 海燕 丽娟 国强 文博 俊杰 "
    + "雪梅 红霞 建军 小红 小丽 晓明 宇航 博文 梦琪 诗涵 语嫣 若曦 可欣 子涵 俊熙 天佑 奕辰 宇轩 浩宇 铭泽 睿渊 思琪 雨萱 "
    + "紫涵 佳琪 心怡 依诺 安琪 金凤 玉梅 爱华 永强 卫东 宝珠 凤英 素芬 长江 德明 光明 新民 立新 庆华 春生 秋菊 冬梅 阿妹 "
    + "子墨 一鸣 奕泽 知夏 语桐 芷若 书瑶 亦菲 沁怡 雨泽 浩轩 天宇 锦程 煜城 昕怡 可馨 梓萱 予安 承志 传福 秋实 德胜 保国 桂芝 秀芝 "
    + "玉芬 凤霞 兰香 翠花 来福 有才 守仁 卫国 援朝 跃进 爱国 爱民 拥军 国庆 小燕 大勇 雪琴 月娥 水生 火旺 木兰 金生 根生 春花 夏荷 "
    + "冬青 柏林 海洋 海涛 晨曦 朝阳 梦瑶 雅静 静怡 语晨 以沫 北辰 忆南 念慈 吉祥 鸿飞 一凡 亦凡 青云 晓峰 志远 思源 培培 丹丹 "
    + "怀瑾 玉衡 知远 时雨 星野 鹿鸣 望舒 攸宁 清越 南乔 疏影 半夏 听澜 云帆 书言 景澄 令仪 慕白 鹤年 松年 厚德 载福 守成 启明 "
    + "莉莉 圆圆 晶晶 璐璐 倩倩 洋洋 萌萌 娇娇 媛媛 家豪 家伟 世杰 志明 俊宏 冠宇 怡君 雅婷 淑贞 美惠 佩珊 咏琪 嘉欣 文静 晓彤 小龙 大伟 学军 向东 忠良 福生 万里 千帆")
    .split(separator: " ").map(String.init)

  mutating func name() -> String { random.pick(Self.surnames) + random.pick(Self.givens) }

  /// A name with two characters after the surname, as most have.
  mutating func fullName() -> String {
    while true {
      let given = random.pick(Self.givens)
      if given.count == 2 { return random.pick(Self.surnames) + given }
    }
  }

  mutating func titled() -> String {
    random.pick(Self.surnames) + random.pick(["女士", "先生", "小姐"])
  }

  mutating func phone() -> String {
    let digits = "1" + random.pick(["3", "5", "7", "8", "9"]) + random.digits(9)
    let d = Array(digits).map(String.init)
    func cut(_ sizes: [Int], _ gap: String) -> String {
      var rest = digits[...]
      return sizes.map { size in
        defer { rest = rest.dropFirst(size) }
        return String(rest.prefix(size))
      }.joined(separator: gap)
    }
    let chinese = Array("零一二三四五六七八九").map(String.init)
    let spoken = Array("零幺二三四五六七八九").map(String.init)
    switch random.number(0...12) {
    case 0: return cut([3, 4, 4], " ")
    case 1: return cut([3, 4, 4], "-")
    case 2: return "+86" + digits
    case 3: return "+86 " + cut([3, 4, 4], " ")
    case 4: return d.map { chinese[Int($0) ?? 0] }.joined()
    case 5: return d.map { spoken[Int($0) ?? 0] }.joined()
    case 6: return "86-" + digits
    case 7: return cut([3, 4, 4], ".")
    case 8:
      return String(
        digits.unicodeScalars.map { Character(Unicode.Scalar($0.value + 0xFEE0) ?? $0) })
    case 9: return cut([3, 3, 5], " ")
    default: return digits
    }
  }

  mutating func landline() -> String {
    let area = random.pick(["010", "021", "0571", "028", "0755", "0512"])
    let number = "\(random.number(2...8))" + random.digits(area.count == 3 ? 7 : 7)
    return area + random.pick(["-", "", " "]) + number
  }

  mutating func order() -> String {
    random.pick(["50", "48", "69"]) + random.digits(random.pick([14, 15, 16, 17]))
  }

  mutating func tracking() -> String {
    switch random.number(0...4) {
    case 0: "SF" + random.digits(13)
    case 1: "YT" + random.digits(13)
    case 2: "JDVB" + random.digits(11)
    case 3: "sf" + random.digits(13)
    default: "7" + random.digits(13)
    }
  }

  mutating func identityCard() -> String {
    let region = random.pick(["110105", "330106", "440106", "510104", "420111", "650102"])
    let year = "\(random.number(1950...2010))"
    let month = random.number(1...12)
    let day = random.number(1...28)
    let body =
      region + year + (month < 10 ? "0" : "") + "\(month)" + (day < 10 ? "0" : "") + "\(day)"
      + random.digits(3)
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    let sum = zip(body.compactMap(\.wholeNumberValue), weights).reduce(0) { $0 + $1.0 * $1.1 }
    let check = ["1", "0", "X", "9", "8", "7", "6", "5", "4", "3", "2"][sum % 11]
    return body + (random.number(0...1) == 0 ? check : check.lowercased())
  }

  mutating func bankCard() -> String {
    let length = random.pick([15, 18])
    let body = "62" + random.digits(length - 2)
    var sum = 0
    for (place, digit) in body.reversed().compactMap(\.wholeNumberValue).enumerated() {
      let value = place.isMultiple(of: 2) ? digit * 2 : digit
      sum += value > 9 ? value - 9 : value
    }
    let card = Array(body + "\((10 - sum % 10) % 10)")
    if random.number(0...1) == 0 { return String(card) }
    return stride(from: 0, to: card.count, by: 4)
      .map { String(card[$0..<min($0 + 4, card.count)]) }.joined(separator: " ")
  }

  mutating func email() -> String {
    let local = random.letters(random.number(3...8)) + random.digits(random.number(0...4))
    return local
      + random.pick(["@example.com", "@example.net", "@mail.example.cn", "@qq.example.com"])
  }

  mutating func wechat() -> String {
    random.letters(random.number(4...8)) + random.pick(["_", "", "-"])
      + random.digits(random.number(2...5))
  }

  mutating func plate() -> String {
    let head = random.pick(["浙A", "京N", "川B", "粤B", "沪C", "苏E"]) + random.pick(["", "·"])
    return head + random.pick(["12", "8K", "F6", "D0"]) + random.digits(3)
  }

  mutating func address() -> String {
    let region = random.pick([
      "浙江省杭州市余杭区", "杭州市西湖区", "四川省成都市武侯区", "上海市浦东新区", "北京市朝阳区", "广东省深圳市南山区",
      "内蒙古呼和浩特市赛罕区", "新疆乌鲁木齐市天山区", "广西南宁市青秀区", "河南郑州金水区", "江苏省苏州市昆山市",
      "陕西省西安市雁塔区", "黑龙江省哈尔滨市道里区", "重庆市渝北区", "湖北武汉洪山区", "福建省厦门市思明区",
    ])
    let street = random.pick([
      "文一西路", "天府三街", "世纪大道", "建国路", "科技园南路", "大学东路", "金枫路", "解放北路", "人民中路", "群力第五大道",
      "观前街", "学院路", "中山二路", "滨江大道", "花园巷", "和平里东街",
    ])
    let estate = random.pick(["", "阳光花园", "绿城玉兰苑", "万科城市花园", "金地名苑", "保利香槟国际", "翠湖小区"])
    let house = random.number(1...999)
    let building = random.number(1...30)
    let unit = random.number(1...5)
    let flat = random.number(1...28) * 100 + random.number(1...8)
    switch random.number(0...6) {
    case 0: return "\(region)\(street)\(house)号\(building)栋\(unit)单元\(flat)"
    case 1: return "\(region)\(street)\(house)号\(estate)\(building)号楼\(flat)室"
    case 2: return "\(region)\(street)\(house)号\(building)幢\(flat)"
    case 3: return "\(region)\(street)\(house)号\(estate)\(building)号楼\(unit)单元\(flat)室"
    case 4: return "\(region)\(street)\(house)弄\(building)号\(flat)室"
    case 5:
      return "\(region)\(random.pick(["瓶窑镇", "花桥镇", "良渚街道", "双流镇"]))"
        + "\(random.pick(["东", "李家", "前进", "塘栖"]))村\(random.pick(["三组", "5组", "二队"]))\(house)号"
    default: return "\(region)\(street)\(house)号\(random.pick(["国际大厦", "商务中心", "腾达大厦"]))A座\(flat)"
    }
  }
}
