/// Reads sessions from JSON lines, tables and folders of them, one session in memory at a time.
///
/// ```swift
/// let report = try TranscriptReader(paths: ["transcripts"]).read { transcript, _ in
///   print(transcript.session)
/// }
/// ```
public struct TranscriptReader: Sendable {
  /// Sessions between two calls of the progress callback.
  public static let progressInterval = 1_000

  public var paths: [String]

  public init(paths: [String]) {
    self.paths = paths
  }

  /// Calls `body` for each session in the order of the files.
  ///
  /// A broken line is skipped, counted and described in the report.
  /// - Parameters:
  ///   - start: where to go on, with what was read before; nil reads everything.
  ///   - taken: sessions of the table in which to go on that were delivered already: their rows may
  ///     lie among those of open ones.
  ///   - progress: called every `progressInterval` sessions and at the end of each file.
  ///   - body: the session, and the place behind it from which a later run can go on.
  /// - Throws: `ReadingError` when a path cannot be read at all, and what `body` throws.
  /// - Complexity: O(bytes) time; memory of the largest session and, for tables, of 50,000 rows.
  public func read(
    from start: ReadingPosition? = nil, without taken: Set<String> = [],
    progress: (ReadingProgress) -> Void = { _ in },
    _ body: (Transcript, ReadingPosition) throws -> Void
  ) throws -> ReadingReport {
    var files = try TranscriptFiles.list(paths)
    if let start {
      guard let place = files.firstIndex(of: start.file) else {
        throw ReadingError.positionUnknown(file: start.file)
      }
      files.removeFirst(place)
    }
    var report = start?.report ?? ReadingReport()
    // What was read of the file in which to go on counts anew with it.
    report.bytes -= start?.offset ?? 0
    let total = report.bytes + files.reduce(0) { $0 + TranscriptFiles.size(of: $1) }
    for file in files {
      let place = start?.file == file ? start : nil
      let before = report.bytes
      let deliver = {
        (transcript: Transcript, place: ReadingPosition, report: inout ReadingReport) in
        if place.file == start?.file, taken.contains(transcript.session) { return }
        report.sessions += 1
        report.messages += transcript.messages.count
        report.bytes = before + place.offset
        var place = place
        place.report = report
        try body(transcript, place)
        if report.sessions.isMultiple(of: Self.progressInterval) {
          progress(report.progress(in: file, total: total))
        }
      }
      switch TranscriptFiles.format(of: file) {
      case .jsonLines: try readLines(file, from: place, &report, deliver)
      case .table(let separator): try readTable(file, separator, from: place, &report, deliver)
      }
      report.files += 1
      report.bytes = before + TranscriptFiles.size(of: file)
      progress(report.progress(in: file, total: total))
    }
    return report
  }

  private typealias Deliver = (Transcript, ReadingPosition, inout ReadingReport) throws -> Void

  private func readLines(
    _ file: String, from start: ReadingPosition?, _ report: inout ReadingReport, _ deliver: Deliver
  ) throws {
    var lines = try LineReader(path: file, offset: start?.offset ?? 0, line: start?.line ?? 0)
    while let line = try lines.next() {
      if line.bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { continue }
      let transcript: Transcript
      do { transcript = try TranscriptDecoder.decode(line.bytes) } catch {
        report.add(
          TranscriptProblem(
            file: file, line: line.number, field: error.field, reason: error.reason))
        continue
      }
      let place = ReadingPosition(file: file, offset: lines.offset, line: line.number)
      try deliver(transcript, place, &report)
    }
  }

  private func readTable(
    _ file: String, _ separator: UInt8?, from start: ReadingPosition?,
    _ report: inout ReadingReport, _ deliver: Deliver
  ) throws {
    var records = CSVRecordReader(lines: try LineReader(path: file))
    records.separator = try separator ?? Self.separator(of: file)
    guard case .record(let header)? = try records.next() else { return }
    let columns = CSVColumns(header: header.cells)
    guard columns.missing.isEmpty else {
      let names = columns.missing.map {
        "\($0.rawValue) (\($0.names.prefix(4).joined(separator: ", ")), …)"
      }
      report.add(
        TranscriptProblem(
          file: file, line: header.line, field: columns.missing[0].rawValue,
          reason: "the header has no column for \(names.joined(separator: " and "))"))
      return
    }
    if let start, start.offset > header.offset {
      let lines = try LineReader(path: file, offset: start.offset, line: start.line)
      let separator = records.separator
      records = CSVRecordReader(lines: lines)
      records.separator = separator
    }
    var sessions = CSVSessions(columns: columns)
    var lastLine = header.line
    // Rows of open sessions are read again; what is wrong with them was told.
    let told = start?.told ?? 0
    func hand(_ finished: CSVSessions.Finished) throws {
      let place = sessions.oldest ?? (records.offset, lastLine)
      try deliver(
        finished.transcript,
        ReadingPosition(file: file, offset: place.offset, line: place.line, told: lastLine),
        &report)
    }
    while let outcome = try records.next() {
      switch outcome {
      case .broken(let line, let reason):
        if line > told {
          report.add(TranscriptProblem(file: file, line: line, reason: reason))
        }
      case .record(let record):
        lastLine = record.line
        do { try sessions.add(record) } catch {
          if record.line > told {
            report.add(
              TranscriptProblem(
                file: file, line: record.line, field: error.field, reason: error.reason))
          }
        }
        while let finished = sessions.take() { try hand(finished) }
      }
    }
    while let finished = sessions.take(all: true) { try hand(finished) }
  }

  /// The separator that the header line uses most: comma, semicolon or tab.
  private static func separator(of file: String) throws -> UInt8 {
    var lines = try LineReader(path: file)
    let header = try lines.next()?.bytes ?? []
    let candidates = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]
    let counts = candidates.map { candidate in header.count { $0 == candidate } }
    let best = counts.indices.max {
      counts[$0] < counts[$1] || (counts[$0] == counts[$1] && $0 > $1)
    }
    return candidates[best ?? 0]
  }
}

extension ReadingReport {
  fileprivate func progress(in file: String, total: Int) -> ReadingProgress {
    ReadingProgress(
      file: file, sessions: sessions, messages: messages, brokenLines: brokenLines,
      bytesRead: bytes, bytesTotal: total)
  }
}
