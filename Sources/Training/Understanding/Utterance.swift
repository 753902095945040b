/// A masked message as the understanding of a session sees it.
struct Utterance {
  /// Folded text; personal data is one cell.
  let cells: [UInt32]
  /// Ranges between punctuation and spaces.
  let clauses: [Range<Int>]

  init(_ text: String) {
    let cells = MaskingCanvas(text).cells
    var clauses: [Range<Int>] = []
    var start = 0
    for place in cells.indices where Self.isBreak(cells[place]) {
      if place > start { clauses.append(start..<place) }
      start = place + 1
    }
    if cells.count > start { clauses.append(start..<cells.count) }
    self.cells = cells
    self.clauses = clauses
  }

  static func isBreak(_ cell: UInt32) -> Bool {
    !Cells.isSignificant(cell) && !MaskingCanvas.isMark(cell) && !inner.contains(cell)
  }

  private static let inner = CellSet(".-_/:%+@*")

  /// Letters, digits and Han characters in a range.
  func significant(_ range: Range<Int>) -> Int { cells[range].count(where: Cells.isSignificant) }

  var significant: Int { significant(0..<cells.count) }

  var hasMark: Bool { cells.contains(where: MaskingCanvas.isMark) }

  /// The significant characters left of a clause when words of the lists are taken out of it.
  func rest(of clause: Range<Int>, without words: WordList) -> Int {
    var left = 0
    var place = clause.lowerBound
    while place < clause.upperBound {
      let length = words.length(at: place, in: cells)
      if length > 0, place + length <= clause.upperBound {
        place += length
      } else {
        if Cells.isSignificant(cells[place]) { left += 1 }
        place += 1
      }
    }
    return left
  }

  func ends(_ clause: Range<Int>, with words: WordList) -> Bool {
    let length = words.length(before: clause.upperBound, in: cells)
    return length > 0 && length <= clause.count
  }

  func has(_ words: WordList, in clause: Range<Int>) -> Bool { words.occurs(in: cells, clause) }

  var text: String {
    var out = ""
    for cell in cells {
      if let kind = MaskingCanvas.kind(of: cell) {
        out += kind.mark
      } else {
        out += Cells.text(CollectionOfOne(cell))
      }
    }
    return out
  }

  /// How much two messages have in common, 0…1: shared pairs of neighbours over those of the
  /// shorter one.
  static func overlap(_ left: Utterance, _ right: Utterance) -> Double {
    let first = left.pairs
    let second = right.pairs
    let least = min(first.count, second.count)
    return least == 0 ? 0 : Double(first.intersection(second).count) / Double(least)
  }

  /// The pairs of neighbouring letters.
  var pairs: Set<UInt64> {
    let letters = cells.filter(Cells.isSignificant)
    return Set(zip(letters, letters.dropFirst()).map { UInt64($0) << 32 | UInt64($1) })
  }
}
