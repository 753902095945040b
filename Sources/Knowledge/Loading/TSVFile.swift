internal import Language

/// A lexicon file: tab-separated, a header, one row a line.
struct TSVFile {
  struct Row {
    let cells: [String]
    let location: SourceLocation
  }

  private(set) var rows: [Row] = []
  private(set) var problems: [Problem] = []

  /// Reads rows with the columns of `header`; broken rows become problems.
  init(name: String, text: String, header: [String]) {
    var number = 0
    // A spreadsheet ends lines by CR LF, which is one character.
    let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
    for line in lines {
      number += 1
      let location = SourceLocation(file: name, line: number)
      if number == 1 {
        let found = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        if found != header {
          problems.append(
            Problem(
              .error, location,
              "the header must be '\(header.joined(separator: "⇥"))', not '\(found.joined(separator: "⇥"))'"
            ))
          return
        }
        continue
      }
      if line.isEmpty || line.hasPrefix("#") { continue }
      var cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      if cells.count < header.count, cells.count >= header.count - 1 {
        cells.append("")  // an editor may have cut the last, empty cell
      }
      guard cells.count == header.count else {
        problems.append(
          Problem(
            .error, location,
            "has \(cells.count) columns, must have \(header.count): \(header.joined(separator: ", "))"
          ))
        continue
      }
      if cells[0].isEmpty {
        problems.append(Problem(.error, location, field: header[0], "is empty; fill it in"))
        continue
      }
      rows.append(Row(cells: cells, location: location))
    }
  }
}
