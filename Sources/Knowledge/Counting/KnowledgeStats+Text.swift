internal import Foundation

extension KnowledgeStats {
  /// The counts for people, as tables.
  public var text: String {
    var lines = [
      "条目 \(entries)，问法 \(questions)，共用问法 \(sharedQuestions)",
      "转人工情形 \(situations)（例句 \(situationExamples)），范围外例句 \(outsideExamples)",
    ]
    if let spread = questionsPerEntry {
      lines.append(
        "每个条目的问法（含共用）：最少 \(spread.least)，中位数 \(Self.decimal(spread.median, 1))，"
          + "最多 \(spread.most)")
    }
    lines.append(
      "问法多样性：同条目两两相似度（字符二元组 Jaccard）平均 \(Self.decimal(diversity.similarity, 3))，"
        + "不含标题实词的问法占 \(Self.decimal(diversity.withoutTitleWord * 100, 1))%")
    lines += Self.table("层级", tiers) + Self.table("主题", topics) + Self.table("商品", products)
    lines += ["", Self.row("词表", ["行数"])]
    lines += lexicon.map { Self.row($0.file, [String($0.rows)]) }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func table(_ title: String, _ counts: [Count]) -> [String] {
    guard !counts.isEmpty else { return [] }
    return ["", row(title, ["条目", "问法"])]
      + counts.map { row($0.name, [String($0.entries), String($0.questions)]) }
  }

  /// A name, then numbers under each other; a Chinese character is two columns wide.
  private static func row(_ name: String, _ cells: [String]) -> String {
    func width(_ text: String) -> Int { text.reduce(0) { $0 + ($1.isASCII ? 1 : 2) } }
    func blanks(_ count: Int) -> String { String(repeating: " ", count: max(count, 1)) }
    return cells.reduce("  " + name + blanks(20 - width(name))) { line, cell in
      line + blanks(8 - width(cell)) + cell
    }
  }

  private static func decimal(_ value: Double, _ places: Int) -> String {
    String(format: "%.\(places)f", value)
  }
}
