/// Finds addresses: a street, estate or village with what leads to the door, and the regions
/// before it. Regions alone, a floor or a day of the month are no address.
struct AddressDetector {
  typealias Finding = MaskingCanvas.Finding

  let cells: [UInt32]
  let request: Request

  static func find(in canvas: MaskingCanvas, request: Request) -> [Finding] {
    let detector = AddressDetector(cells: canvas.cells, request: request)
    guard canvas.cells.contains(where: Cells.isHan) else { return [] }
    var findings = detector.doors()
    for finding in detector.streets()
    where !findings.contains(where: { $0.range.overlaps(finding.range) }) {
      findings.append(finding)
    }
    return findings + detector.gaps()
  }

  /// What stands between two parts of one address belongs to it.
  private func gaps() -> [Finding] {
    let marks = cells.indices.filter { MaskingCanvas.kind(of: cells[$0]) == .address }
    return zip(marks, marks.dropFirst()).compactMap { first, second in
      let gap = first + 1..<second
      let isName = cells[gap].allSatisfy {
        $0 == 0x20 || Cells.isSignificant($0) && !Places.stops.contains($0)
      }
      guard (1...14).contains(gap.count), isName, cells[gap].contains(where: Cells.isSignificant)
      else { return nil }
      return Finding(range: gap, kind: .address)
    }
  }

  // MARK: Down to the door

  private func doors() -> [Finding] {
    var findings: [Finding] = []
    var index = 0
    while index < cells.count {
      guard let door = DoorNumber(in: cells, at: index) else {
        index += 1
        continue
      }
      if var range = address(around: door) {
        while let next = building(after: range.upperBound) { range = range.lowerBound..<next }
        findings.append(Finding(range: range, kind: .address))
        index = range.upperBound
      } else {
        index = door.range.upperBound
      }
    }
    return findings
  }

  /// The end of a building and its door behind a house number: 18号|金地名苑3号楼502.
  private func building(after place: Int) -> Int? {
    var end = place
    while end < cells.count, end - place < 12 {
      if let door = DoorNumber(in: cells, at: end) {
        return end > place && door.isDoor ? door.range.upperBound : nil
      }
      guard Cells.isHan(cells[end]), !Places.stops.contains(cells[end]) else { return nil }
      end += 1
    }
    return nil
  }

  private func address(around door: DoorNumber) -> Range<Int>? {
    let before = spaceSkipped(door.range.lowerBound)
    let end = door.range.upperBound
    let strong = endOfPlace(Places.placeEnds, at: before)
    if strong, door.isDoor || !door.looksLikeDate || hasRegion(before) {
      return start(of: before)..<end
    }
    let isWeak =
      endOfPlace(Places.weakPlaceEnds, at: before) || endOfPlace(Places.regionEnds, at: before)
    if isWeak, door.isDoor || hasRegion(before) && !door.looksLikeDate {
      return start(of: before)..<end
    }
    if door.isDoor, door.parts >= 2 { return start(of: before)..<end }
    if door.isDoor || door.isDashed, request.contains(.address) { return start(of: before)..<end }
    if !door.looksLikeDate, door.parts >= 2, hasRegion(before) { return start(of: before)..<end }
    return nil
  }

  private func endOfPlace(_ ends: WordList, at place: Int) -> Bool {
    ends.length(before: place, in: cells) > 0
      && Places.falseEnds.length(before: place, in: cells) == 0
      && (place < 2 || Cells.isHan(cells[place - 2]) || Cells.isAlphanumeric(cells[place - 2]))
  }

  private func spaceSkipped(_ place: Int) -> Int {
    place > 0 && (cells[place - 1] == 0x20 || cells[place - 1] == 0x2C) ? place - 1 : place
  }

  private func hasRegion(_ place: Int) -> Bool {
    let lower = start(of: place)
    return (lower..<max(lower, place)).contains { Places.regions.length(at: $0, in: cells) > 0 }
      || (lower..<max(lower, place)).count { Places.regionEnds.length(at: $0, in: cells) > 0 } >= 2
  }

  // MARK: Where an address starts

  /// Walks left from `end` over the names of regions and places.
  private func start(of end: Int) -> Int {
    var place = end
    var lower = end
    var steps = 0
    while place > 0, steps < 40 {
      let cell = cells[place - 1]
      if cell == 0x20 || cell == 0x2C || cell == 0x2D {
        guard continues(before: place - 1) else { break }
        place -= 1
      } else if Cells.isHan(cell) || Cells.isAlphanumeric(cell) {
        if Places.stops.contains(cell), !isPartOfName(place - 1) { break }
        place -= 1
        lower = place
      } else {
        break
      }
      steps += 1
    }
    return trimmed(lower, end)
  }

  /// Whether what stands before a gap is the name of a region or a place.
  private func continues(before place: Int) -> Bool {
    guard place > 0, Cells.isSignificant(cells[place - 1]) else { return false }
    if Places.regionEnds.length(before: place, in: cells) > 0 { return true }
    if Places.falseEnds.length(before: place, in: cells) > 0 { return false }
    if Places.placeEnds.length(before: place, in: cells) > 0, place >= 3 { return true }
    // A building between a district and the door: 朝阳区望京SOHO T1 B座.
    var start = place
    while start > 0, place - start < 14,
      Cells.isSignificant(cells[start - 1]) || cells[start - 1] == 0x20,
      !Places.stops.contains(cells[start - 1])
    {
      start -= 1
    }
    return (start..<place).contains {
      Places.regions.length(at: $0, in: cells) > 0 || isRegionEnd($0) && $0 > start
    }
  }

  /// Cells that usually end the walk but belong to a name here.
  private func isPartOfName(_ place: Int) -> Bool {
    let next = place + 1 < cells.count ? cells[place + 1] : 0
    if Self.residences.contains(next), cells[place] == 0x4F4F { return true }  // 住宅
    return (max(0, place - 3)...place).contains { start in
      let length = Places.regions.length(at: start, in: cells)
      return length > 0 && start + length > place
    }
  }

  private static let residences = CellSet("宅")

  /// Cuts off what the walk took too much: an address starts with a region where one is close.
  private func trimmed(_ lower: Int, _ end: Int) -> Int {
    for place in lower..<max(lower, end) where Places.regions.length(at: place, in: cells) > 0 {
      let lead = cells[lower..<place]
      if lead.count <= 8, !(lower..<place).contains(where: isRegionEnd) { return place }
      break
    }
    // Without a region, a name of more than ten cells has a sentence before it.
    let regionBefore = (lower..<end).contains(where: isRegionEnd)
    return regionBefore ? max(lower, end - 30) : max(lower, end - 10)
  }

  private func isRegionEnd(_ place: Int) -> Bool {
    Places.regionEnds.length(at: place, in: cells) > 0
  }

  // MARK: Streets and villages without a number

  /// A region, then a street, an estate or a village: as good as an address when a region as
  /// small as a district leads to it, or when an address was asked for.
  private func streets() -> [Finding] {
    var findings: [Finding] = []
    var index = 0
    while index < cells.count {
      let length = Places.regions.length(at: index, in: cells)
      guard length > 0 else {
        index += 1
        continue
      }
      var end = index + length
      var regionCount = 1
      var best: Int?
      while end < cells.count, Cells.isHan(cells[end]) || cells[end] == 0x20, end - index < 40 {
        if cells[end] == 0x20, !continues(before: end) { break }
        if Places.stops.contains(cells[end]), !isPartOfName(end) { break }
        let region = Places.regionEnds.length(at: end, in: cells)
        let street = Places.placeEnds.length(at: end, in: cells)
        if street > 0, Places.falseEnds.length(before: end + street, in: cells) == 0 {
          if regionCount >= 3 || request.contains(.address) && regionCount >= 2 {
            best = end + street
          }
          end += street
        } else if region > 0 {
          regionCount += 1
          end += region
          if regionCount >= 4 { best = end }
        } else {
          end += 1
        }
      }
      if let best {
        findings.append(Finding(range: index..<best, kind: .address))
        index = best
      } else {
        index += length
      }
    }
    return findings
  }
}
