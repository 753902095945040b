/// The records of a table with separators and quotes (RFC 4180), read line by line.
///
/// Lenient where exports are sloppy: a quote inside an unquoted cell is a character, and what
/// follows a closing quote belongs to the cell.
struct CSVRecordReader {
  struct Record {
    var cells: [String]
    /// The first line, counted from 1.
    var line: Int
    /// Where the record starts, in bytes from the start of the file.
    var offset: Int
  }

  enum Outcome {
    case record(Record)
    case broken(line: Int, reason: String)
  }

  /// A quoted cell over more lines is taken for a quote that was never closed.
  private static let linesInRecord = 500

  private var lines: LineReader
  private var ahead: [LineReader.Line] = []
  private var aheadStart = 0
  var separator = UInt8(ascii: ",")

  init(lines: LineReader) {
    self.lines = lines
  }

  /// The bytes read so far.
  var offset: Int { aheadStart < ahead.count ? ahead[aheadStart].offset : lines.offset }

  /// The next record that is not an empty line; nil at the end.
  mutating func next() throws(ReadingError) -> Outcome? {
    while let first = try nextLine() {
      if first.bytes.isEmpty { continue }
      var cells: [[UInt8]] = []
      var bytes = first.bytes
      var followers: [LineReader.Line] = []
      while !split(bytes, into: &cells) {
        guard followers.count < Self.linesInRecord, let more = try nextLine() else {
          followers.append(contentsOf: ahead[aheadStart...])
          ahead = followers
          aheadStart = 0
          return .broken(line: first.number, reason: "a quote is opened and never closed")
        }
        followers.append(more)
        bytes.append(0x0A)
        bytes.append(contentsOf: more.bytes)
      }
      var texts: [String] = []
      texts.reserveCapacity(cells.count)
      for cell in cells {
        guard let text = String(validating: cell, as: UTF8.self) else {
          return .broken(
            line: first.number, reason: "is not UTF-8; save the table as CSV with UTF-8")
        }
        texts.append(text)
      }
      return .record(Record(cells: texts, line: first.number, offset: first.offset))
    }
    return nil
  }

  private mutating func nextLine() throws(ReadingError) -> LineReader.Line? {
    if aheadStart < ahead.count {
      defer { aheadStart += 1 }
      return ahead[aheadStart]
    }
    ahead = []
    aheadStart = 0
    return try lines.next()
  }

  /// Splits into cells; false when a quoted cell is still open at the end.
  private func split(_ bytes: [UInt8], into cells: inout [[UInt8]]) -> Bool {
    let quote = UInt8(ascii: "\"")
    cells = []
    var cell: [UInt8] = []
    var quoted = false
    var atStart = true
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if quoted {
        if byte == quote {
          if index + 1 < bytes.count, bytes[index + 1] == quote {
            cell.append(quote)
            index += 1
          } else {
            quoted = false
          }
        } else {
          cell.append(byte)
        }
      } else if byte == separator {
        cells.append(cell)
        cell = []
        atStart = true
        index += 1
        continue
      } else if byte == quote, atStart {
        quoted = true
      } else {
        cell.append(byte)
      }
      atStart = false
      index += 1
    }
    cells.append(cell)
    return !quoted
  }
}
