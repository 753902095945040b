internal import Language

/// Entries as a table for Excel: one row an entry, lists with one item a line in their cell.
public enum EntryTable {
  /// The columns, in order.
  public static let columns = [
    "id", "tier", "sku", "title", "scope", "not", "confusables", "skill", "risk", "window",
    "channel", "declines", "answer", "again", "live", "closed", "elsewhere", "questions",
  ]

  /// The entries as CSV text. O(n).
  public static func csv(_ entries: [Entry]) -> String {
    CSV.write([columns] + entries.map { cells($0).map(guarded) })
  }

  private static func cells(_ entry: Entry) -> [String] {
    [
      entry.id, entry.tier.rawValue, entry.sku ?? "", entry.title, entry.scope,
      entry.exclusions.joined(separator: "\n"), entry.confusables.joined(separator: "\n"),
      entry.skill, String(entry.risk),
      entry.window.map { "\($0.first)/\($0.last)" } ?? "", entry.channel ?? "",
      entry.declines ? "true" : "", entry.answer, entry.again ?? "", entry.live ?? "",
      entry.closed ?? "", entry.elsewhere ?? "",
      entry.questions.map(\.text).joined(separator: "\n"),
    ]
  }

  /// The text of a table on disk.
  ///
  /// - Throws: `KnowledgeError` when the file is not there or not UTF-8.
  public static func text(at path: String) throws(KnowledgeError) -> String {
    var problems: [Problem] = []
    let text = KnowledgeFolder.text(at: path, &problems)
    if let text { return text }
    if problems.isEmpty {
      problems.append(
        Problem(
          .error, SourceLocation(file: path, line: 0), "there is no such file; check the path"))
    }
    throw KnowledgeError(problems)
  }

  /// Reads entries; all problems of one run are thrown together.
  ///
  /// - Parameter products: the SKUs that product rows may name.
  /// - Throws: `KnowledgeError` with line and column name.
  public static func entries(
    csv: String, file: String, products: [String]
  ) throws(KnowledgeError) -> [Entry] {
    let records = try CSV.read(csv, file: file)
    let start = SourceLocation(file: file, line: 1)
    guard let header = records.first else {
      throw KnowledgeError([
        Problem(.error, start, "the table is empty; export one to start from")
      ])
    }
    let names = header.cells.map { $0.filter { !$0.isWhitespace } }
    let missing = columns.filter { !names.contains($0) }
    let unknown = names.filter { !columns.contains($0) }
    guard missing.isEmpty, unknown.isEmpty, names.count == columns.count else {
      var words = ["the header must name each of \(columns.joined(separator: ",")) once"]
      if !missing.isEmpty { words.append("missing: \(missing.joined(separator: ", "))") }
      if !unknown.isEmpty { words.append("unknown: \(unknown.joined(separator: ", "))") }
      if names.count == 1 { words.append("save as “CSV UTF-8（逗号分隔）”, cells parted by commas") }
      throw KnowledgeError([Problem(.error, start, words.joined(separator: "; "))])
    }
    var reader = EntryRowReader(file: file, products: Set(products))
    let entries = records.dropFirst().compactMap { record -> Entry? in
      guard record.cells.count == columns.count else {
        reader.report(
          record.line, "",
          "has \(record.cells.count) cells, must have \(columns.count); "
            + "quote cells that hold a comma")
        return nil
      }
      let cells = zip(names, record.cells.map(unguarded))
      return reader.entry(Dictionary(cells) { first, _ in first }, line: record.line)
    }
    guard reader.problems.isEmpty else { throw KnowledgeError(reader.problems) }
    return entries
  }

  /// Excel takes a cell that begins with = + - @ for a formula; an apostrophe keeps it a text.
  private static func guarded(_ cell: String) -> String {
    isFormula(cell) ? "'" + cell : cell
  }

  private static func unguarded(_ cell: String) -> String {
    cell.hasPrefix("'") && isFormula(cell) ? String(cell.dropFirst()) : cell
  }

  private static func isFormula(_ cell: String) -> Bool {
    guard let first = cell.first(where: { $0 != "'" }) else { return false }
    return "=+-@".contains(first)
  }
}
