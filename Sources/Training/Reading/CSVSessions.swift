internal import Dialogue

/// Gathers the rows of a table into sessions, also when sessions are interleaved.
///
/// Memory stays flat: a session is given out when none of the last `window` rows belonged to it,
/// and the oldest one when too many rows wait.
struct CSVSessions {
  struct Finished {
    var transcript: Transcript
    var offset: Int
    var line: Int
  }

  private struct Open {
    var transcript: Transcript
    var lastRow: Int
    var offset: Int
    var line: Int
  }

  private static let window = 2_000
  private static let rowsWaiting = 50_000

  private let columns: CSVColumns
  private var open: [Open] = []
  private var first = 0
  private var places: [String: Int] = [:]
  private var row = 0
  private var waiting = 0

  init(columns: CSVColumns) {
    self.columns = columns
  }

  /// Where the oldest session that is not yet given out starts.
  var oldest: (offset: Int, line: Int)? {
    first < open.count ? (open[first].offset, open[first].line) : nil
  }

  /// Adds a row; throws when it is broken.
  mutating func add(_ record: CSVRecordReader.Record) throws(JSONFault) {
    let cells = record.cells
    guard let session = columns.value(.session, of: cells) else {
      throw JSONFault(field: "session", reason: "is empty; every row needs the id of its session")
    }
    guard let from = columns.speaker(of: cells) else {
      let found = columns.value(.sender, of: cells) ?? ""
      throw JSONFault(
        field: "sender",
        reason: "'\(found)' says neither customer, agent, bot nor system (顾客, 客服, 机器人, 系统)")
    }
    var at: ShopTime?
    if let text = columns.value(.time, of: cells) {
      at = TranscriptTime.parse(text)
      if at == nil {
        throw JSONFault(field: "time", reason: "'\(text)' is no time; write 2026-06-01 09:12:00")
      }
    }
    let extra = columns.others.compactMap { column -> ExtraField? in
      guard column.position < cells.count, !cells[column.position].isEmpty else { return nil }
      return ExtraField(name: column.name, json: Self.quoted(cells[column.position]))
    }
    let message = TranscriptMessage(
      from: from, text: columns.value(.text, of: cells) ?? "", at: at, extra: extra)
    row += 1
    waiting += 1
    let place: Int
    if let known = places[session] {
      place = known
    } else {
      place = open.count
      places[session] = place
      open.append(
        Open(
          transcript: Transcript(session: session, startedAt: at, messages: []), lastRow: row,
          offset: record.offset, line: record.line - 1))
    }
    open[place].lastRow = row
    open[place].transcript.messages.append(message)
    fill(&open[place].transcript, from: cells)
  }

  /// The oldest session if it is complete; with `all`, whether or not it is.
  mutating func take(all: Bool = false) -> Finished? {
    guard first < open.count else { return nil }
    let oldest = open[first]
    guard all || oldest.lastRow + Self.window < row || waiting > Self.rowsWaiting else {
      return nil
    }
    first += 1
    waiting -= oldest.transcript.messages.count
    places[oldest.transcript.session] = nil
    if first > 1_024, first * 2 > open.count {
      open.removeFirst(first)
      for (session, place) in places { places[session] = place - first }
      first = 0
    }
    return Finished(transcript: oldest.transcript, offset: oldest.offset, line: oldest.line)
  }

  private func fill(_ transcript: inout Transcript, from cells: [String]) {
    if transcript.sku == nil { transcript.sku = columns.value(.sku, of: cells) }
    if transcript.channel == nil { transcript.channel = columns.value(.channel, of: cells) }
    if transcript.customer == nil { transcript.customer = columns.value(.customer, of: cells) }
    if transcript.agent == nil { transcript.agent = columns.value(.agent, of: cells) }
    if let text = columns.value(.resolved, of: cells) {
      switch text.lowercased() {
      case "true", "1", "yes", "y", "是", "已解决", "解决": transcript.resolved = true
      case "false", "0", "no", "n", "否", "未解决", "没解决": transcript.resolved = false
      default: break
      }
    }
    if let text = columns.value(.rating, of: cells), let rating = Double(text) {
      transcript.rating = rating
    }
  }

  private static func quoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\r": out += "\\r"
      case "\t": out += "\\t"
      case "\u{0}"..<" ":
        let code = String(scalar.value, radix: 16)
        out += "\\u" + String(repeating: "0", count: 4 - code.count) + code
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }
}
