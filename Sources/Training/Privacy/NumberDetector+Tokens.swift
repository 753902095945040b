extension NumberDetector {
  /// Numbers with letters: tracking numbers, order numbers after a cue, part-hidden telephones.
  func tokens() -> [Finding] {
    var findings: [Finding] = []
    var index = 0
    while index < cells.count {
      guard Cells.isAlphanumeric(cells[index]) else {
        index += 1
        continue
      }
      var end = index
      while end < cells.count, isTokenCell(end) { end += 1 }
      if let finding = token(index..<end) { findings.append(finding) }
      index = end
    }
    return findings
  }

  private func isTokenCell(_ place: Int) -> Bool {
    if Cells.isAlphanumeric(cells[place]) || cells[place] == 0x2A { return true }
    return cells[place] == 0x2D && place + 1 < cells.count && Cells.isAlphanumeric(cells[place + 1])
  }

  private func token(_ range: Range<Int>) -> Finding? {
    let letters = cells[range].prefix { Cells.isLatin($0) }.count
    let digits = cells[range].count { Cells.isDigit($0) }
    let stars = cells[range].count { $0 == 0x2A }
    if stars >= 3, digits >= 6, letters == 0 { return Finding(range: range, kind: .phone) }
    if range.count == 11, digits >= 6, Digits.isMobile(cells[range].compactMap(Self.disguised)) {
      return Finding(range: range, kind: .phone)
    }
    guard stars == 0, letters > 0 || cells[range].contains(where: Cells.isLatin) else { return nil }
    let isCourier = Self.couriers.length(at: range.lowerBound, in: cells) == letters && letters > 0
    if isCourier {
      var end = range.upperBound
      var count = digits
      while end + 1 < cells.count, cells[end] == 0x20, Cells.isDigit(cells[end + 1]) {
        end += 1
        while end < cells.count, Cells.isDigit(cells[end]) {
          end += 1
          count += 1
        }
      }
      if count >= 8 { return Finding(range: range.lowerBound..<end, kind: .tracking) }
    }
    if digits >= 9, letters <= 5, letters > 0 || isTrailing(range) {
      let isPublic = Self.approvals.length(before: range.lowerBound, in: cells) > 0
      return isPublic ? nil : Finding(range: range, kind: .tracking)
    }
    if digits >= 6, Self.tokenCues.length(before: skipFillers(range.lowerBound), in: cells) > 0 {
      return Finding(range: range, kind: .order)
    }
    if letters > 0, letters <= 2, (7...8).contains(digits), range.count == letters + digits,
      Self.passports.length(before: skipFillers(range.lowerBound), in: cells) > 0
    {
      return Finding(range: range, kind: .idCard)
    }
    return nil
  }

  /// A digit, also where a letter of its shape stands for it.
  private static func disguised(_ cell: UInt32) -> Int? {
    switch Cells.lower(cell) {
    case 0x6F: 0
    case 0x6C, 0x69: 1
    default: Digits.value(cell)
    }
  }

  /// Digits first, letters last, as in 12345678901234CN; an identity card's X is not meant.
  private func isTrailing(_ range: Range<Int>) -> Bool {
    let digits = cells[range].prefix { Cells.isDigit($0) }.count
    let rest = range.count - digits
    let isCard = digits == 17 && rest == 1
    let isUnit = rest <= 3 && digits < 10
    return digits >= 9 && !isCard && !isUnit
      && cells[range].dropFirst(digits).allSatisfy(Cells.isLatin)
      && rest <= 3 && digits >= 10 && digits != 11
  }

  private func skipFillers(_ place: Int) -> Int {
    var end = place
    while end > 0, place - end < 4, [0x20, 0x3A, 0x662F, 0x4E3A].contains(cells[end - 1]) {
      end -= 1
    }
    return end
  }

  private static let couriers = WordList(
    "sf yt jd jdv jdvb jdve zto sto yto jt jtsd yd ydh ems ky dpk db lp cn ytoq htky bs zt st sfc tt"
  )
  private static let tokenCues = WordList("订单 订单号 单号 运单号 快递单号 物流单号 订单编号 编号为")
  private static let approvals = WordList("国食注字 国药准字 注册号 备案号 批准文号 型号 条码 序列号 标准")
  private static let passports = WordList("护照 护照号 护照号码 通行证 通行证号 台胞证 回乡证")

  /// Numbers read out in Chinese digits, also mixed with ASCII ones.
  func spokenNumbers() -> [Finding] {
    var findings: [Finding] = []
    var index = 0
    while index < cells.count {
      guard Digits.isSpoken(cells[index]) || Cells.isDigit(cells[index]) else {
        index += 1
        continue
      }
      var places: [Int] = []
      var end = index
      while end < cells.count {
        if Digits.value(cells[end]) != nil {
          places.append(end)
          end += 1
        } else if isGap(cells[end]), end + 1 < cells.count, Digits.value(cells[end + 1]) != nil,
          !Self.surnames.contains(cells[end + 1])
        {
          end += 1
        } else {
          break
        }
      }
      if places.contains(where: { Digits.isSpoken(cells[$0]) }), let last = places.last {
        let digits = places.compactMap { Digits.value(cells[$0]) }
        let isPure = places.allSatisfy { Digits.isSpoken(cells[$0]) }
        if let kind = spoken(digits), isPure || kind == .phone {
          findings.append(Finding(range: index..<last + 1, kind: kind))
        } else if let trimmed = mobile(within: digits, places) {
          findings.append(Finding(range: trimmed, kind: .phone))
        }
      }
      index = max(end, index + 1)
    }
    return findings
  }

  /// Formal digits that are surnames: behind a gap a name starts.
  private static let surnames = CellSet("伍陆")

  private func isGap(_ cell: UInt32) -> Bool { cell == 0x20 || cell == 0x2D || cell == 0x3001 }

  private func spoken(_ digits: [Int]) -> PersonalData? {
    if Digits.isMobile(digits) { return .phone }
    if digits.starts(with: [8, 6]), Digits.isMobile(digits.dropFirst(2)) { return .phone }
    if Digits.isLandline(digits) { return .phone }
    if digits.count == 18 {
      return Digits.isIdentityCard(Array(digits.dropLast()), last: digits[17]) ? .idCard : .order
    }
    return digits.count >= 12 && digits.count <= 24 ? .order : nil
  }

  /// A mobile at either end of a longer run, as where a count precedes it.
  private func mobile(within digits: [Int], _ places: [Int]) -> Range<Int>? {
    guard digits.count > 11, digits.count <= 13 else { return nil }
    if Digits.isMobile(digits.suffix(11)) {
      return places[digits.count - 11]..<places[digits.count - 1] + 1
    }
    return nil
  }
}
