internal import Evaluation

/// Results of one suite in columns.
enum BenchTable {
  static func lines(_ results: [BenchResult]) -> [String] {
    var columns: [(key: String, title: String)] = []
    for metric in results.flatMap(\.metrics)
    where !columns.contains(where: { $0.key == metric.key }) {
      columns.append(
        (metric.key, metric.unit.isEmpty ? metric.label : "\(metric.label) \(metric.unit)"))
    }
    var rows = [[""] + columns.map(\.title)]
    for result in results {
      rows.append(
        [result.name]
          + columns.map { column in
            result.metrics.first { $0.key == column.key }
              .map { Figure.fixed($0.value, decimals: $0.decimals) } ?? ""
          })
    }
    let widths = rows[0].indices.map { column in rows.map { width($0[column]) }.max() ?? 0 }
    return rows.map { row in
      row.indices.map { column in
        let padding = String(repeating: " ", count: widths[column] - width(row[column]))
        return column == 0 ? row[column] + padding : padding + row[column]
      }.joined(separator: "  ")
    }
  }

  /// Columns of a terminal that a text takes: two for a character beyond Latin and punctuation.
  private static func width(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x2E80 ? 2 : 1) }
  }
}
