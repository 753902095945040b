internal import Language

/// Comma-separated values as in RFC 4180, in the form that Excel reads as UTF-8.
public enum CSV {
  /// A record with the line on which it starts, 1 being the first.
  public struct Record: Sendable, Equatable {
    public let cells: [String]
    public let line: Int
  }

  /// Writes records with a byte order mark, CR LF, and quotes where a cell needs them.
  public static func write(_ records: [[String]]) -> String {
    var text = "\u{FEFF}"
    for record in records {
      text += record.map(quoted).joined(separator: ",") + "\r\n"
    }
    return text
  }

  /// Reads records; a byte order mark, LF alone and a missing last line end are accepted.
  ///
  /// - Throws: `KnowledgeError` with line and column of the first broken quote, after which the
  ///   cells cannot be told apart.
  public static func read(_ text: String, file: String) throws(KnowledgeError) -> [Record] {
    var reader = Reader(text: text, file: file)
    return try reader.records()
  }

  private static func quoted(_ cell: String) -> String {
    let needsQuotes =
      cell.unicodeScalars.contains { "\",\r\n".unicodeScalars.contains($0) }
      || cell.first == " " || cell.last == " "
    return needsQuotes ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
  }

  /// One pass over the code points, so that a CR LF in a cell keeps both.
  private struct Reader {
    private let file: String
    private let scalars: [Unicode.Scalar]
    private var position = 0
    private var line = 1
    private var lineStart = 0

    init(text: String, file: String) {
      self.file = file
      scalars = Array(
        text.hasPrefix("\u{FEFF}") ? text.unicodeScalars.dropFirst() : text.unicodeScalars[...])
    }

    mutating func records() throws(KnowledgeError) -> [Record] {
      var records: [Record] = []
      while position < scalars.count {
        let start = line
        var cells: [String] = []
        repeat { cells.append(try cell()) } while take(",")
        endLine()
        if cells != [""] { records.append(Record(cells: cells, line: start)) }
      }
      return records
    }

    private mutating func cell() throws(KnowledgeError) -> String {
      guard take("\"") else { return try plain() }
      let opening = (line, position - lineStart)
      var content = String.UnicodeScalarView()
      while position < scalars.count {
        let scalar = scalars[position]
        position += 1
        if scalar == "\"" {
          if !take("\"") {
            guard atEnd else {
              throw broken(
                line, position - lineStart + 1,
                "text follows a closing quote; write quotes inside a cell twice")
            }
            return String(content)
          }
        } else if scalar == "\n" {
          line += 1
          lineStart = position
        }
        content.append(scalar)
      }
      throw broken(
        opening.0, opening.1, "the quote opened here is never closed; close it, or write it twice")
    }

    private mutating func plain() throws(KnowledgeError) -> String {
      var content = String.UnicodeScalarView()
      while !atEnd {
        if scalars[position] == "\"" {
          throw broken(
            line, position - lineStart + 1,
            "a quote in a cell without quotes; quote the whole cell and write the inner one twice")
        }
        content.append(scalars[position])
        position += 1
      }
      return String(content)
    }

    /// Whether a cell ends here: at a comma, a line end or the end of the text.
    private var atEnd: Bool {
      guard position < scalars.count else { return true }
      return [",", "\n", "\r"].contains(scalars[position])
    }

    private mutating func endLine() {
      _ = take("\r")
      _ = take("\n")
      line += 1
      lineStart = position
    }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
      guard position < scalars.count, scalars[position] == scalar else { return false }
      position += 1
      return true
    }

    private func broken(_ line: Int, _ column: Int, _ words: String) -> KnowledgeError {
      KnowledgeError([
        Problem(.error, SourceLocation(file: file, line: line), "column \(column): \(words)")
      ])
    }
  }
}
