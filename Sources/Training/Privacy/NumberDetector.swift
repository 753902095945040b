/// Finds telephones, identity and bank cards, order and tracking numbers.
struct NumberDetector {
  typealias Finding = MaskingCanvas.Finding

  /// Digits without a gap, by ASCII or read out in Chinese.
  struct Group {
    var range: Range<Int>
    var digits: [Int]
  }

  let cells: [UInt32]
  let request: Request

  static func find(in canvas: MaskingCanvas, request: Request) -> [Finding] {
    guard canvas.cells.contains(where: { Digits.value($0) != nil }) else { return [] }
    return NumberDetector(cells: canvas.cells, request: request).find()
  }

  private func find() -> [Finding] {
    var findings = tokens()
    var taken = findings.flatMap { Array($0.range) }
    for finding in spokenNumbers() where !finding.range.contains(where: taken.contains) {
      findings.append(finding)
      taken.append(contentsOf: finding.range)
    }
    for chain in chains() {
      for finding in numbers(in: chain) where !finding.range.contains(where: taken.contains) {
        findings.append(finding)
      }
    }
    return findings
  }

  /// Runs of ASCII digits, one separator apart.
  private func chains() -> [[Group]] {
    var chains: [[Group]] = []
    var index = 0
    while index < cells.count {
      guard Cells.isDigit(cells[index]) else {
        index += 1
        continue
      }
      var end = index
      while end < cells.count, Cells.isDigit(cells[end]) { end += 1 }
      let group = Group(range: index..<end, digits: cells[index..<end].map { Int($0 - 0x30) })
      if let last = chains.last?.last, isSeparator(last.range.upperBound..<index) {
        chains[chains.count - 1].append(group)
      } else {
        chains.append([group])
      }
      index = end
    }
    return chains
  }

  private static let separators = CellSet(" -.·_~()/")

  private func isSeparator(_ range: Range<Int>) -> Bool {
    guard !range.isEmpty, range.count <= 3, cells[range].allSatisfy(Self.separators.contains) else {
      return false
    }
    return range.count == 1 || cells[range].contains { $0 != 0x2E && $0 != 0x2F }
  }

  private func numbers(in chain: [Group]) -> [Finding] {
    var findings: [Finding] = []
    var index = 0
    while index < chain.count {
      if let (count, kind, lower, upper) = number(in: chain, at: index) {
        findings.append(Finding(range: lower..<upper, kind: kind))
        index += count
      } else {
        index += 1
      }
    }
    return findings
  }

  private typealias Match = (count: Int, kind: PersonalData, lower: Int, upper: Int)

  private func number(in chain: [Group], at index: Int) -> Match? {
    let group = chain[index]
    var digits: [Int] = []
    var sizes: [Int] = []
    var best: Match?
    for end in index..<min(chain.count, index + 18) {
      digits.append(contentsOf: chain[end].digits)
      sizes.append(chain[end].digits.count)
      if digits.count > 24 { break }
      let upper = chain[end].range.upperBound
      if let kind = grouped(digits, sizes, before: upper, at: group.range.lowerBound) {
        best = (end - index + 1, kind.0, group.range.lowerBound, kind.1)
      }
    }
    if best == nil, let kind = single(group) {
      best = (1, kind, group.range.lowerBound, upperWithX(group, kind))
    }
    if var match = best, match.kind == .phone, match.lower > 0, cells[match.lower - 1] == 0x2B {
      match.lower -= 1
      return match
    }
    return best
  }

  private func upperWithX(_ group: Group, _ kind: PersonalData) -> Int {
    let upper = group.range.upperBound
    return kind == .idCard && group.digits.count == 17 && isX(at: upper) ? upper + 1 : upper
  }

  private func isX(at place: Int) -> Bool {
    guard place < cells.count, Cells.lower(cells[place]) == 0x78 else { return false }
    return place + 1 >= cells.count || !Cells.isAlphanumeric(cells[place + 1])
  }

  /// The kinds of number that are written with gaps, by the sizes of their groups.
  private func grouped(
    _ digits: [Int], _ sizes: [Int], before upper: Int, at lower: Int
  ) -> (PersonalData, Int)? {
    guard sizes.count > 1 else { return nil }
    if Digits.isMobile(digits), Self.mobileShapes.contains(sizes) || sizes.allSatisfy({ $0 == 1 }) {
      return (.phone, upper)
    }
    if sizes.count > 1, sizes[0] <= 4, let rest = Self.withoutCountry(digits) {
      let shape = Array(sizes.dropFirst())
      if Digits.isMobile(rest), Self.mobileShapes.contains(shape) || shape == [11] {
        return (.phone, upper)
      }
    }
    if Digits.isLandline(digits), sizes[0] == 3 || sizes[0] == 4,
      [[7], [8], [3, 4], [4, 4]].contains(Array(sizes.dropFirst()))
    {
      return (.phone, upper)
    }
    if sizes.count >= 3, sizes.last.map({ (1...5).contains($0) }) == true,
      Digits.isLandline(digits.dropLast(sizes.last ?? 0)), sizes[1] >= 7
    {
      return (.phone, upper)  // with an extension
    }
    guard sizes.dropLast().allSatisfy({ $0 >= 3 }) else { return nil }
    if digits.count == 18, Digits.isIdentityCard(Array(digits.dropLast()), last: digits[17]) {
      return (.idCard, upper)
    }
    if digits.count == 17, isX(at: upper), Digits.hasBirthday(digits) {
      return (.idCard, upper + 1)
    }
    guard sizes.dropLast().allSatisfy({ $0 >= 4 }) else { return nil }
    if (16...19).contains(digits.count), sizes.dropLast().allSatisfy({ $0 == 4 }) {
      return (kindOfLong(digits, before: lower) ?? .bankCard, upper)
    }
    if digits.count >= 12, hasCue(Self.orderCues, before: lower) { return (.order, upper) }
    if digits.count >= 12, hasCue(Self.trackingCues, before: lower) { return (.tracking, upper) }
    if digits.count == 18, hasCue(Self.idCues, before: lower) { return (.idCard, upper) }
    return nil
  }

  private static let mobileShapes: [[Int]] = [
    [3, 4, 4], [3, 3, 5], [4, 3, 4], [4, 4, 3], [5, 6], [6, 5], [3, 8], [7, 4], [5, 3, 3],
    [3, 2, 2, 2, 2], [3, 4, 2, 2], [3, 2, 3, 3], [3, 5, 3], [5, 2, 2, 2], [3, 2, 2, 4],
    [3, 3, 3, 2],
    [2, 3, 3, 3], [1, 2, 4, 4], [2, 4, 5], [3, 6, 2],
  ]

  private static func withoutCountry(_ digits: [Int]) -> [Int]? {
    if digits.starts(with: [8, 6]) { return Array(digits.dropFirst(2)) }
    if digits.starts(with: [0, 0, 8, 6]) { return Array(digits.dropFirst(4)) }
    return nil
  }

  /// What digits without gaps are; nil when they are nobody's number.
  private func single(_ group: Group) -> PersonalData? {
    let digits = group.digits
    let lower = group.range.lowerBound
    if lower > 0, Cells.isLatin(cells[lower - 1]), digits.count < 11 { return nil }
    if Digits.isMobile(digits) { return .phone }
    if let rest = Self.withoutCountry(digits), Digits.isMobile(rest) { return .phone }
    if digits.count == 12, digits[0] == 0, Digits.isMobile(digits.dropFirst()) { return .phone }
    if digits.count == 17, isX(at: group.range.upperBound), Digits.hasBirthday(digits) {
      return .idCard
    }
    if digits.count <= 14, hasCue(Self.publicCues, before: lower) { return nil }
    if digits.count >= 12 { return kindOfLong(digits, before: lower) ?? .order }
    if Digits.isLandline(digits) { return .phone }
    if Digits.isHotline(digits) { return nil }
    if digits.count >= 10 { return kindByCue(before: lower) ?? .order }
    return short(group)
  }

  /// Numbers of 5 to 9 digits are personal only where something says so.
  private func short(_ group: Group) -> PersonalData? {
    let digits = group.digits
    let lower = group.range.lowerBound
    guard digits.count >= 5, !isMeasure(at: group.range.upperBound) else { return nil }
    if (7...8).contains(digits.count), digits[0] >= 2, hasCue(Self.phoneCues, before: lower) {
      return .phone
    }
    if digits.count >= 6, hasDirectCue(Self.orderCues, before: lower) { return .order }
    if digits.count >= 6, hasDirectCue(Self.trackingCues, before: lower) { return .tracking }
    guard digits.count >= 7, !Digits.isDate(digits) else { return nil }
    if request.contains(.number) { return .order }
    if request.contains(.phone), digits[0] >= 2 { return .phone }
    if digits.count == 9 { return kindByCue(before: lower) }
    return nil
  }

  private func kindOfLong(_ digits: [Int], before lower: Int) -> PersonalData? {
    if digits.count == 18, Digits.isIdentityCard(Array(digits.dropLast()), last: digits[17]),
      !hasDirectCue(Self.orderCues, before: lower)
    {
      return .idCard
    }
    if let kind = kindByCue(before: lower) { return kind }
    if request.contains(.idCard), digits.count == 18 || digits.count == 15 { return .idCard }
    if (16...19).contains(digits.count), Digits.isLuhn(digits) {
      if request.contains(.bankCard) || digits.starts(with: [6, 2]) { return .bankCard }
      if digits.count == 16, digits[0] == 4 || digits[0] == 5 { return .bankCard }
    }
    if (12...15).contains(digits.count), !request.contains(.number) { return .tracking }
    return nil
  }

  private func kindByCue(before lower: Int) -> PersonalData? {
    if hasCue(Self.idCues, before: lower) { return .idCard }
    if hasCue(Self.orderCues, before: lower) { return .order }
    if hasCue(Self.bankCues, before: lower) { return .bankCard }
    if hasCue(Self.trackingCues, before: lower) { return .tracking }
    if hasCue(Self.phoneCues, before: lower) { return .phone }
    return nil
  }

  private static let idCues = WordList("身份证 身份证号 身份证号码 证件号 证件号码 证件 id")
  private static let bankCues = WordList(
    "银行卡 银行卡号 卡号 账号 帐号 账户 储蓄卡 信用卡 借记卡 工行 建行 农行 中行 招行 交行 邮储 打款 卡")
  private static let orderCues = WordList("订单 订单号 订单编号 单子 编号 下单号 商户单号 交易号 流水号")
  private static let trackingCues = WordList(
    "快递 快递单号 运单 运单号 物流 物流单号 单号 顺丰 圆通 中通 申通 韵达 极兔 邮政 ems 京东快递 百世 德邦 "
      + "天天 丰网 菜鸟 寄回 发货单号 包裹")
  private static let phoneCues = WordList(
    "电话 手机 手机号 手机号码 座机 固话 号码 联系方式 tel 电话号码 来电 热线 打给 拨打 联系我 传真 分机 家里电话")
  private static let publicCues = WordList(
    "条码 条形码 批准文号 注册号 备案号 许可证 批号 型号 款号 货号 国食注字 国药准字 执行标准 标准号 gb 邮编 兑换码 "
      + "版本 版本号 价格 原价 工号 客服热线 官方热线 官方电话")

  /// Whether a cue stands in the ten cells before, without a comma or another clause between.
  private func hasCue(_ cues: WordList, before place: Int) -> Bool {
    var start = place
    while start > 0, place - start < 10, !Self.clauseEnds.contains(cells[start - 1]),
      !MaskingCanvas.isMark(cells[start - 1])
    {
      start -= 1
    }
    return cues.occurs(in: cells, start..<place)
  }

  private static let clauseEnds = CellSet("，。！？；,!?;")

  /// Whether a cue stands right before, but for a colon, 是, 号 and the like.
  private func hasDirectCue(_ cues: WordList, before place: Int) -> Bool {
    var end = place
    while end > 0, place - end < 5, Self.fillers.contains(cells[end - 1]) {
      if cues.length(before: end, in: cells) > 0 { return true }
      end -= 1
    }
    return cues.length(before: end, in: cells) > 0
  }

  private static let fillers = CellSet(" :：是为号码的就#")

  private func isMeasure(at place: Int) -> Bool {
    Self.measures.length(
      at: place < cells.count && cells[place] == 0x20 ? place + 1 : place, in: cells)
      > 0
  }

  private static let measures = WordList(
    "元 块 件 个 人 斤 公斤 克 米 厘米 毫米 cm mm kg g ml 毫升 毫安 mah 天 小时 分 秒 % 万 年 转 瓦 w 粉丝 次 "
      + "单 条 页 字 步 赞 多")
}
