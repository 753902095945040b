internal import Language

/// Writes the lexicon as tab-separated files with a header.
enum LexiconWriter {
  struct Table {
    let name: String
    let header: [String]
    let rows: [[String]]
  }

  /// All tables, those without rows too.
  static func tables(_ rows: LexiconRows) -> [Table] {
    [
      Table(
        name: "words.tsv", header: ["word", "topic", "example"],
        rows: rows.words.map { [$0.text, $0.topic, $0.example] }),
      Table(
        name: "synonyms.tsv", header: ["group", "forms", "example"],
        rows: rows.synonyms.map { [$0.name, $0.forms.joined(separator: "|"), $0.example] }),
      Table(
        name: "dialect.tsv",
        header: ["form", "region", "standard", "condition", "example", "counterexample"],
        rows: rows.dialect.map {
          [$0.form, $0.region, $0.standard, $0.condition.source, $0.example, $0.counterexample]
        }),
      Table(
        name: "confusions.tsv", header: ["wrong", "right", "kind", "example"],
        rows: rows.confusions.map { [$0.wrong, $0.right, $0.kind, $0.example] }),
      Table(
        name: "markers.tsv", header: ["form", "kind", "example"],
        rows: rows.markers.map { [$0.form, $0.kind.rawValue, $0.example] }),
      Table(
        name: "polyphones.tsv", header: ["word", "pinyin", "example"],
        rows: rows.polyphones.map { [$0.word, $0.syllables.joined(separator: " "), $0.example] }),
    ]
  }

  /// The files that have rows.
  static func files(_ rows: LexiconRows) -> [KnowledgeFile] {
    tables(rows).filter { !$0.rows.isEmpty }.map { table in
      let lines = ([table.header] + table.rows).map { $0.joined(separator: "\t") }
      return KnowledgeFile(
        path: "lexicon/\(table.name)", text: lines.joined(separator: "\n") + "\n")
    }
  }
}
