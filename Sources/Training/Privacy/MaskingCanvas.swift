/// The text under the detectors. What has been found is one cell, exactly as its mark in a masked
/// text is; so a detector sees the same thing in both, and masking twice changes nothing.
struct MaskingCanvas {
  struct Finding {
    /// Cells.
    var range: Range<Int>
    var kind: PersonalData
  }

  /// Cells of marks lie above Unicode.
  private static let markBase: UInt32 = 0x11_0000

  private(set) var cells: [UInt32] = []
  /// The byte at which each cell starts, and the length of the text.
  private var starts: [Int] = []
  private var found: [PersonalSpan] = []
  /// The full names found, without titles.
  private(set) var names: Set<[UInt32]> = []

  init(_ text: String) {
    var offset = 0
    var skipUntil = 0
    for scalar in text.unicodeScalars {
      let width = UTF8.width(scalar)
      if offset >= skipUntil {
        if scalar == "[", let (kind, length) = Self.mark(in: text, at: offset) {
          cells.append(Self.markBase + kind.rawValue)
          starts.append(offset)
          skipUntil = offset + length
        } else if let cell = Cells.fold(scalar.value) {
          cells.append(cell)
          starts.append(offset)
        }
      }
      offset += width
    }
    starts.append(offset)
  }

  static func isMark(_ cell: UInt32) -> Bool { cell >= markBase }

  static func kind(of cell: UInt32) -> PersonalData? {
    cell >= markBase ? PersonalData(rawValue: cell - markBase) : nil
  }

  /// Turns findings into marks; one that overlaps a mark or an earlier finding is left out.
  /// - Returns: whether anything changed.
  mutating func claim(_ findings: [Finding]) -> Bool {
    var accepted: [Finding] = []
    for finding in findings.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      guard !finding.range.isEmpty,
        finding.range.lowerBound >= accepted.last?.range.upperBound ?? 0,
        !cells[finding.range].contains(where: Self.isMark)
      else { continue }
      accepted.append(finding)
    }
    for finding in accepted.reversed() {
      let range = finding.range
      if finding.kind == .name { remember(Array(cells[range])) }
      found.append(
        PersonalSpan(
          range: starts[range.lowerBound]..<starts[range.upperBound], kind: finding.kind))
      cells.replaceSubrange(range, with: [Self.markBase + finding.kind.rawValue])
      starts.removeSubrange(range.lowerBound + 1..<range.upperBound)
    }
    return !accepted.isEmpty
  }

  private mutating func remember(_ name: [UInt32]) {
    var name = name
    for titles in [NameCues.titles, NameCues.familiarTitles] {
      name.removeLast(titles.length(before: name.count, in: name))
    }
    if name.count >= 3 || name.count == 2 && NameTables.surname(name[0]) == 2 { names.insert(name) }
  }

  /// Marks every place at which one of the names stands.
  /// - Returns: whether anything changed.
  mutating func claimNames(_ names: Set<[UInt32]>) -> Bool {
    var findings: [Finding] = []
    for name in names.sorted(by: { $0.count > $1.count }) where name.count <= cells.count {
      for place in 0...cells.count - name.count
      where cells[place..<place + name.count].elementsEqual(name) {
        findings.append(Finding(range: place..<place + name.count, kind: .name))
      }
    }
    return findings.isEmpty ? false : claim(findings)
  }

  /// The text with its marks.
  func masked(_ text: String) -> MaskedText {
    guard !found.isEmpty else { return MaskedText(text: text, spans: []) }
    let spans = found.sorted { $0.range.lowerBound < $1.range.lowerBound }
    let bytes = Array(text.utf8)
    var out: [UInt8] = []
    var end = 0
    for span in spans {
      out.append(contentsOf: bytes[end..<span.range.lowerBound])
      out.append(contentsOf: span.kind.mark.utf8)
      end = span.range.upperBound
    }
    out.append(contentsOf: bytes[end...])
    return MaskedText(text: String(decoding: out, as: UTF8.self), spans: spans)
  }

  private static let marks = PersonalData.allCases.map { ($0, Array($0.mark.utf8)) }

  private static func mark(in text: String, at offset: Int) -> (PersonalData, Int)? {
    let start = text.utf8.index(text.startIndex, offsetBy: offset)
    for (kind, bytes) in marks where text.utf8[start...].starts(with: bytes) {
      return (kind, bytes.count)
    }
    return nil
  }
}
