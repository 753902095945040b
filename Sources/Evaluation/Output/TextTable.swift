/// A table in columns for the terminal, where Han characters are two cells wide.
package struct TextTable {
  package enum Alignment { case left, right }

  private let alignments: [Alignment]
  private var rows: [[String]]

  package init(_ header: [(String, Alignment)]) {
    alignments = header.map(\.1)
    rows = [header.map(\.0)]
  }

  package mutating func add(_ cells: String...) { rows.append(cells) }

  package mutating func add(_ cells: [String]) { rows.append(cells) }

  /// The rows below a rule, indented by two spaces; lines end without blanks.
  package var lines: [String] {
    let widths = alignments.indices.map { column in
      rows.map { column < $0.count ? Self.width($0[column]) : 0 }.max() ?? 0
    }
    var lines = rows.map { row in
      var line = " "
      for (column, cell) in row.enumerated() {
        let blank = String(repeating: " ", count: widths[column] - Self.width(cell))
        line += " " + (alignments[column] == .left ? cell + blank : blank + cell) + " "
      }
      return String(line.reversed().drop { $0 == " " }.reversed())
    }
    let total = widths.reduce(0) { $0 + $1 + 2 } - 2
    lines.insert("  " + String(repeating: "─", count: max(0, total)), at: 1)
    return lines
  }

  /// Cells a text takes: two for East Asian wide and full-width characters, none for marks.
  package static func width(_ text: String) -> Int {
    text.reduce(0) { sum, character in
      guard let scalar = character.unicodeScalars.first else { return sum }
      switch scalar.value {
      case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
        0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
        return sum + 2
      default: return sum + 1
      }
    }
  }
}
