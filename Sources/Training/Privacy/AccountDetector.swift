/// Finds e-mail addresses, WeChat and QQ ids, other accounts and licence plates.
struct AccountDetector {
  typealias Finding = MaskingCanvas.Finding

  let cells: [UInt32]
  let request: Request

  static func find(in canvas: MaskingCanvas, request: Request) -> [Finding] {
    guard canvas.cells.contains(where: Cells.isAlphanumeric) else { return [] }
    let detector = AccountDetector(cells: canvas.cells, request: request)
    return detector.mails() + detector.plates() + detector.accounts()
  }

  // MARK: E-mail

  private func mails() -> [Finding] {
    var findings: [Finding] = []
    for place in cells.indices {
      let width = Self.at.length(at: place, in: cells)
      guard width > 0 else { continue }
      var lower = place
      while lower > 0, isSpace(lower - 1) { lower -= 1 }
      let end = lower
      while lower > 0, isLocal(cells[lower - 1]) { lower -= 1 }
      guard lower < end else { continue }
      var upper = place + width
      while upper < cells.count, isSpace(upper) { upper += 1 }
      guard let domainEnd = domain(from: upper) else { continue }
      findings.append(Finding(range: lower..<domainEnd, kind: .email))
    }
    return findings
  }

  private static let at = WordList("@ 艾特 (at) [at] #at#")
  private static let dots = WordList(". 点 。 (dot) [dot]")
  private static let topLevels = WordList(
    "com cn net org edu gov cc vip me io hk tw top xyz info co")

  private func isSpace(_ place: Int) -> Bool { cells[place] == 0x20 }

  private func isLocal(_ cell: UInt32) -> Bool {
    Cells.isAlphanumeric(cell) || [0x2E, 0x5F, 0x2D, 0x2B, 0x25].contains(cell)
  }

  /// The end of a domain name that starts at `start`, at least two labels.
  private func domain(from start: Int) -> Int? {
    var end = start
    var accepted: Int?
    while true {
      let label = end
      while end < cells.count, Cells.isAlphanumeric(cells[end]) || cells[end] == 0x2D { end += 1 }
      guard end > label else { return accepted }
      if label > start {
        let isTop = Self.topLevels.length(at: label, in: cells) > 0
        guard isTop || end - label >= 2 else { return accepted }
        accepted = end
      }
      let dot = Self.dots.length(at: end, in: cells)
      guard dot > 0 else { return accepted }
      end += dot
    }
  }

  // MARK: Plates

  private static let provinces = CellSet("京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使")

  private func plates() -> [Finding] {
    var findings: [Finding] = []
    for place in cells.indices where Self.provinces.contains(cells[place]) {
      guard place + 1 < cells.count, Cells.isLatin(cells[place + 1]) else { continue }
      var start = place + 2
      if start < cells.count, [0x20, 0xB7, 0x2D, 0x2E, 0x2022].contains(cells[start]) {
        start += 1
      }
      var end = start
      while end < cells.count, Cells.isAlphanumeric(cells[end]), end - start < 7 { end += 1 }
      let digits = cells[start..<max(start, end)].count { Cells.isDigit($0) }
      let isSpecial = end < cells.count && end - start == 4 && Self.specials.contains(cells[end])
      guard digits >= 2, (5...6).contains(end - start) || isSpecial else { continue }
      findings.append(Finding(range: place..<(isSpecial ? end + 1 : end), kind: .plate))
    }
    return findings
  }

  private static let specials = CellSet("挂学警港澳领使")

  // MARK: Accounts

  private func accounts() -> [Finding] {
    var findings: [Finding] = []
    var index = 0
    while index < cells.count {
      guard Cells.isAlphanumeric(cells[index]) || cells[index] == 0x5F else {
        index += 1
        continue
      }
      var end = index
      while end < cells.count,
        Cells.isAlphanumeric(cells[end]) || [0x5F, 0x2D].contains(cells[end])
      {
        end += 1
      }
      if let finding = account(index..<end) { findings.append(finding) }
      index = end
    }
    return findings
  }

  private func account(_ range: Range<Int>) -> Finding? {
    if Self.ownIds.length(at: range.lowerBound, in: cells) > 0, range.count >= 8 {
      return Finding(range: range, kind: .wechat)
    }
    let digits = cells[range].count { Cells.isDigit($0) }
    let isNumber = digits == range.count
    // A glued cue, as in wx13812345678 or qq12345678.
    if let glued = [Self.wechat, Self.qq].map({ $0.length(at: range.lowerBound, in: cells) }).max(),
      glued > 0, range.count - glued >= 5,
      cells[range].dropFirst(glued).allSatisfy(Cells.isDigit)
    {
      let isQQ = Self.qq.length(at: range.lowerBound, in: cells) == glued
      return Finding(
        range: range.lowerBound + glued..<range.upperBound, kind: isQQ ? .qq : .wechat)
    }
    let isId =
      range.count >= 5 && range.count <= 24 && !Self.commonWords.isWhole(range, cells)
      && (digits > 0 || cells[range].contains { $0 == 0x5F || $0 == 0x2D } || isPointedAt(range))
    if isNumber, (5...11).contains(digits), hasCue(Self.qq, before: range.lowerBound) {
      return Finding(range: range, kind: .qq)
    }
    if request.contains(.qq), isNumber, (6...11).contains(digits) {
      return Finding(range: range, kind: .qq)
    }
    guard isId, !isNumber || digits >= 6 else { return nil }
    if hasCue(Self.wechat, before: range.lowerBound) { return Finding(range: range, kind: .wechat) }
    if hasCue(Self.others, before: range.lowerBound) {
      return Finding(range: range, kind: .account)
    }
    if request.contains(.wechat), !isNumber, digits > 0, range.count >= 6 {
      return Finding(range: range, kind: .wechat)
    }
    return nil
  }

  private static let ownIds = WordList("wxid_")
  private static let wechat = WordList(
    "微信 微信号 威信 薇信 v信 vx wx wechat weixin 加v 加我v 加微 加我微 微 绿泡泡 卫星号 vx号 wx号 v")
  private static let qq = WordList("qq qq号 qq号码 扣扣 扣扣号 q号 企鹅号 球球 q q群 qq群")
  private static let others = WordList(
    "抖音号 快手号 小红书号 支付宝账号 支付宝号 支付宝 旺旺号 旺旺id 旺旺 淘宝账号 账号名 账户名 用户名 陌陌号 微博号")
  private static let commonWords = WordList(
    "wechat weixin android iphone huawei xiaomi windows macos applepay alipay email hello thanks")
  private static let fillers = CellSet(" :：=＝是为叫号码的id同账帐我加搜,，、(（\"“'就用改成到")

  /// Whether a cue stands before the place, but for a few words between.
  private func hasCue(_ cues: WordList, before place: Int) -> Bool {
    var end = place
    while true {
      if cues.length(before: end, in: cells) > 0 {
        let cue = end - cues.length(before: end, in: cells)
        // A cue in Latin letters must be a word of its own.
        return !Cells.isLatin(cells[cue]) || cue == 0 || !Cells.isAlphanumeric(cells[cue - 1])
      }
      guard end > 0, place - end < 8, Self.fillers.contains(Cells.lower(cells[end - 1])) else {
        return false
      }
      end -= 1
    }
  }

  /// Whether 号, 是 or a colon stands right before, so that even plain letters are an id.
  private func isPointedAt(_ range: Range<Int>) -> Bool {
    var end = range.lowerBound
    while end > 0, cells[end - 1] == 0x20 { end -= 1 }
    return end > 0 && Self.pointers.contains(cells[end - 1])
  }

  private static let pointers = CellSet("号是为：:叫=")
}

extension WordList {
  fileprivate func isWhole(_ range: Range<Int>, _ cells: [UInt32]) -> Bool {
    length(at: range.lowerBound, in: cells) == range.count
  }
}
