internal import Language

/// Reads the lexicon files; a file that is not there gives no rows.
enum LexiconLoader {
  static func load(_ folder: KnowledgeFolder) -> (LexiconRows, [Problem]) {
    var rows = LexiconRows()
    var problems: [Problem] = []

    func table(_ name: String, _ header: [String]) -> [TSVFile.Row] {
      guard let text = folder.read("lexicon/\(name)", &problems) else { return [] }
      let file = TSVFile(name: folder.display("lexicon/\(name)"), text: text, header: header)
      problems += file.problems
      return file.rows
    }

    rows.words = table("words.tsv", ["word", "topic", "example"]).map {
      .init(text: $0.cells[0], topic: $0.cells[1], example: $0.cells[2], location: $0.location)
    }
    rows.synonyms = table("synonyms.tsv", ["group", "forms", "example"]).map {
      .init(
        name: $0.cells[0],
        forms: $0.cells[1].split(separator: "|", omittingEmptySubsequences: false).map(String.init),
        example: $0.cells[2], location: $0.location)
    }
    let dialectHeader = ["form", "region", "standard", "condition", "example", "counterexample"]
    for row in table("dialect.tsv", dialectHeader) {
      guard let condition = ContextCondition(row.cells[3]) else {
        problems.append(
          Problem(
            .error, row.location, field: "condition",
            "'\(row.cells[3])' is not a condition; write clauses such as end;!prev=金|数"))
        continue
      }
      rows.dialect.append(
        .init(
          form: row.cells[0], region: row.cells[1], standard: row.cells[2], condition: condition,
          example: row.cells[4], counterexample: row.cells[5], location: row.location))
    }
    rows.confusions = table("confusions.tsv", ["wrong", "right", "kind", "example"]).map {
      .init(
        wrong: $0.cells[0], right: $0.cells[1], kind: $0.cells[2], example: $0.cells[3],
        location: $0.location)
    }
    for row in table("markers.tsv", ["form", "kind", "example"]) {
      guard let kind = MarkerKind.named(row.cells[1]) else {
        let known = MarkerKind.allCases.map(\.rawValue).joined(separator: ", ")
        problems.append(
          Problem(
            .error, row.location, field: "kind",
            "'\(row.cells[1])' is not a kind; known ones are \(known)"))
        continue
      }
      rows.markers.append(
        .init(form: row.cells[0], kind: kind, example: row.cells[2], location: row.location))
    }
    rows.polyphones = table("polyphones.tsv", ["word", "pinyin", "example"]).map {
      .init(
        word: $0.cells[0], syllables: $0.cells[1].split(separator: " ").map(String.init),
        example: $0.cells[2], location: $0.location)
    }
    return (rows, problems)
  }
}
