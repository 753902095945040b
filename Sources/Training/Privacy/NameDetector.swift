/// Finds names of people by adding up what speaks for one: how usual the characters are in names,
/// and what stands before and behind.
struct NameDetector {
  typealias Finding = MaskingCanvas.Finding

  /// The points from which a name is taken for one: with two characters after the surname, and
  /// with one, which everyday words look like more often.
  private static let needed = 6
  private static let neededShort = 7
  private static let neededAlone = 8

  let cells: [UInt32]
  let request: Request
  let publicNames: Set<[UInt32]>

  static func find(
    in canvas: MaskingCanvas, request: Request, publicNames: Set<[UInt32]>
  ) -> [Finding] {
    guard canvas.cells.contains(where: Cells.isHan) else { return [] }
    let detector = NameDetector(
      cells: canvas.cells, request: request, publicNames: publicNames)
    return detector.find()
  }

  private func find() -> [Finding] {
    var findings: [Finding] = []
    var index = 0
    while index < cells.count {
      if let range = dotted(at: index) ?? titled(at: index) ?? name(at: index)
        ?? surnameOnly(at: index) ?? latin(at: index)
      {
        findings.append(Finding(range: range, kind: .name))
        index = range.upperBound
      } else {
        index += 1
      }
    }
    return findings
  }

  // MARK: Surname and given name

  private func name(at start: Int) -> Range<Int>? {
    let compound = NameTables.compounds.length(at: start, in: cells)
    if compound > 0 {
      return name(start, surnameEnd: start + compound, weight: 3)
    }
    guard start < cells.count, let weight = NameTables.surname(cells[start]) else { return nil }
    return name(start, surnameEnd: start + 1, weight: weight)
  }

  private func name(_ start: Int, surnameEnd: Int, weight: Int) -> Range<Int>? {
    let word = max(
      NameCues.words.length(at: start, in: cells), Places.regions.length(at: start, in: cells))
    let left = leftEvidence(start)
    for count in [2, 1] {
      let end = surnameEnd + count
      guard end <= cells.count, cells[surnameEnd..<end].allSatisfy(Cells.isHan) else { continue }
      let right = rightEvidence(end)
      var points = weight + left.points + right.points
      if left.isEdge, right.isEdge, request.contains(.name) { points += 3 }
      if request.contains(.name), right.isEdge, left.points == 1 { points += 2 }
      var isUsual = true
      var isTypical = false
      for place in surnameEnd..<end {
        if let given = NameTables.given(cells[place]) { points += given } else { isUsual = false }
        if NameTables.given(cells[place]) == 2 { isTypical = true }
      }
      let isBacked =
        left.isCue || right.points >= 3 || left.isMark || right.isMark
        || request.contains(.name) && (left.isEdge || right.isEdge)
      if !isUsual {
        // An unusual given name counts only where a name is expected and nothing else is there.
        let isExpected =
          left.isCue || request.contains(.name) && left.isEdge
          || isBacked && left.isEdge && isTypical
        guard isExpected, right.isEdge || right.points >= 3, weight >= 1, points >= Self.needed,
          !cells[surnameEnd..<end].contains(where: NameCues.particles.contains)
        else { continue }
      }
      if count == 2, cells[end - 1] == cells[end - 2], cells[surnameEnd] == cells[start] {
        continue
      }
      if count == 2, NameCues.ends.length(before: end, in: cells) > 0, !left.isCue { continue }
      // 白金 begins 白金凤 too, where a name is expected.
      if word > 0 {
        let last = NameTables.given(cells[end - 1])
        guard count == 2, word == 2, surnameEnd == start + 1, isBacked, last == 2 else { continue }
      }
      let isLong = count == 2 || surnameEnd - start > 1
      guard points >= (isLong ? Self.needed : isBacked ? Self.neededShort : Self.neededAlone),
        isBacked || isTypical && left.points >= 0, !isPublic(start..<end)
      else { continue }
      return start..<end
    }
    return nil
  }

  private func isPublic(_ range: Range<Int>) -> Bool {
    !publicNames.isEmpty && publicNames.contains(Array(cells[range]))
  }

  // MARK: Evidence

  private struct Evidence {
    var points: Int
    /// Nothing of the same sentence stands there.
    var isEdge = false
    var isCue = false
    /// Other personal data is next to it.
    var isMark = false
  }

  private func leftEvidence(_ start: Int) -> Evidence {
    if start == 0 { return Evidence(points: 2, isEdge: true) }
    let before = cells[start - 1]
    var end = start
    while end > 0, start - end < 3, NameCues.fillers.contains(cells[end - 1]) { end -= 1 }
    for place in Set([start, end]) where NameCues.before.length(before: place, in: cells) > 0 {
      return Evidence(points: 4, isEdge: before == 0x20 || before == 0x3A, isCue: true)
    }
    if MaskingCanvas.isMark(before) { return Evidence(points: 2, isEdge: true, isMark: true) }
    if !Cells.isSignificant(before) {
      let isNearMark = start >= 2 && MaskingCanvas.isMark(cells[start - 2])
      return Evidence(points: isNearMark ? 2 : 1, isEdge: true, isMark: isNearMark)
    }
    if before == 0x53EB { return Evidence(points: 3) }  // 叫
    if NameCues.lightBefore.contains(before) { return Evidence(points: 1) }
    return Evidence(points: Cells.isHan(before) ? -2 : 0)
  }

  private func rightEvidence(_ end: Int) -> Evidence {
    if NameCues.publicAfter.length(at: end, in: cells) > 0 { return Evidence(points: -4) }
    if end == cells.count { return Evidence(points: 2, isEdge: true) }
    let after = cells[end]
    if MaskingCanvas.isMark(after) { return Evidence(points: 2, isEdge: true, isMark: true) }
    if NameCues.after.length(at: end, in: cells) > 0 { return Evidence(points: 3) }
    if after == 0x20, NameCues.after.length(at: end + 1, in: cells) > 0 {
      return Evidence(points: 3, isEdge: true)
    }
    if !Cells.isSignificant(after) {
      let isNearMark = end + 1 < cells.count && MaskingCanvas.isMark(cells[end + 1])
      return Evidence(points: isNearMark ? 2 : 1, isEdge: true, isMark: isNearMark)
    }
    if NameCues.lightAfter.contains(after) { return Evidence(points: 1) }
    return Evidence(points: Cells.isHan(after) ? -2 : 0)
  }

  // MARK: Other forms

  /// 王女士, 陈小明先生.
  private func titled(at start: Int) -> Range<Int>? {
    guard cells[start] < 0x11_0000 else { return nil }
    let compound = NameTables.compounds.length(at: start, in: cells)
    let surnameEnd = start + max(compound, 1)
    guard compound > 0 || NameTables.surname(cells[start]) != nil,
      NameCues.words.length(at: start, in: cells) == 0
    else { return nil }
    for given in 0...2 where surnameEnd + given <= cells.count {
      let end = surnameEnd + given
      guard cells[surnameEnd..<end].allSatisfy({ NameTables.given($0) != nil }) else { break }
      let polite = NameCues.titles.length(at: end, in: cells)
      let isTitle = polite > 0 && !isLongerWord(end + polite, in: cells)
      if isTitle, given == 0 || !isSentence(start), isVocative(start, end + polite) {
        return start..<end + polite
      }
      let familiar = NameCues.familiarTitles.length(at: end, in: cells)
      let isPlain = NameTables.surname(cells[start]) == 2 && (start == 0 || !isSentence(start))
      if familiar > 0, isPlain { return start..<end + familiar }
    }
    return nil
  }

  /// Whether a surname that is mostly grammar stands where somebody is addressed; 和先生一起 is
  /// nobody's name.
  private func isVocative(_ start: Int, _ end: Int) -> Bool {
    if NameTables.surname(cells[start]) != 0 { return true }
    let isClosed =
      end == cells.count || !Cells.isHan(cells[end])
      || NameCues.after.length(at: end, in: cells) > 0
    return isClosed && !isSentence(start)
  }

  /// 先生成, 小姐姐: no title.
  private func isLongerWord(_ end: Int, in cells: [UInt32]) -> Bool {
    guard end < cells.count else { return false }
    let isSister = cells[end] == 0x59D0 && cells[end - 1] == 0x59D0
    let isProduced = (cells[end] == 0x6210 || cells[end] == 0x4EA7) && cells[end - 1] == 0x751F
    return isSister || isProduced
  }

  /// Whether a Han character that is no light word stands before, as inside of another word.
  private func isSentence(_ start: Int) -> Bool {
    start > 0 && Cells.isHan(cells[start - 1]) && !NameCues.lightBefore.contains(cells[start - 1])
      && NameCues.before.length(before: start, in: cells) == 0
      && NameCues.beforeTitle.length(before: start, in: cells) == 0
  }

  /// 我姓郭 at the end of a clause.
  private func surnameOnly(at start: Int) -> Range<Int>? {
    let end = start + max(NameTables.compounds.length(at: start, in: cells), 1)
    guard NameTables.surname(cells[start]) != nil || end > start + 1,
      NameCues.surnameBefore.length(before: start, in: cells) > 0
    else { return nil }
    let isEnd = end == cells.count || !Cells.isSignificant(cells[end])
    return isEnd ? start..<end : nil
  }

  /// 阿依古丽·买买提 where a name is expected.
  private func dotted(at place: Int) -> Range<Int>? {
    guard NameCues.dots.contains(cells[place]) else {
      // Look ahead to the dot, so that the first part is not cut by a shorter name.
      var end = place
      while end < cells.count, Cells.isHan(cells[end]), end - place < 7 { end += 1 }
      guard end > place + 1, end < cells.count, NameCues.dots.contains(cells[end]) else {
        return nil
      }
      return dotted(from: place, dot: end)
    }
    return nil
  }

  private func dotted(from start: Int, dot: Int) -> Range<Int>? {
    var end = dot + 1
    while end < cells.count, Cells.isHan(cells[end]) || NameCues.dots.contains(cells[end]),
      end - dot < 12, NameCues.after.length(at: end, in: cells) == 0
    {
      end += 1
    }
    guard end - dot > 2 else { return nil }
    let left = leftEvidence(start)
    let right = rightEvidence(end)
    let isExpected = left.isCue || request.contains(.name) && left.isEdge
    let isAddressed = left.isEdge && (right.points >= 3 || right.isEdge && right.points >= 2)
    return isExpected || isAddressed ? start..<end : nil
  }

  /// A name in Latin letters after a cue: 收件人 Lisa Wang.
  private func latin(at start: Int) -> Range<Int>? {
    guard Cells.isUpper(cells[start]), start > 0, !Cells.isAlphanumeric(cells[start - 1]),
      leftEvidence(start).isCue
    else { return nil }
    var end = start
    while end < cells.count, Cells.isLatin(cells[end]) || isNameGap(end) { end += 1 }
    guard (2...30).contains(end - start), end == cells.count || !Cells.isDigit(cells[end]) else {
      return nil
    }
    return start..<end
  }

  private func isNameGap(_ place: Int) -> Bool {
    cells[place] == 0x20 && place + 1 < cells.count && Cells.isUpper(cells[place + 1])
  }
}
