extension KnowledgeDiff {
  /// The differences for people: what came, what went, and for each change the old and the new.
  public var text: String {
    if isEmpty { return "没有变化。\n" }
    var lines = [summary]
    section("新增", added.map(Self.line), &lines)
    section("删除", removed.map(Self.line), &lines)
    if !changed.isEmpty { lines += ["", "修改："] }
    for change in changed {
      let renamed = change.oldID.map { "（原编号 \($0)）" } ?? ""
      lines.append("  \(change.kind.name) \(change.id) \(change.title)\(renamed)")
      for field in change.fields { lines += Self.lines(field) }
      lines += change.addedQuestions.map { "    + \($0)" }
      lines += change.removedQuestions.map { "    - \($0)" }
    }
    for change in lexicon {
      lines += ["", "词表 \(change.file)："]
      lines += change.added.map { "  + \($0)" }
      lines += change.removed.map { "  - \($0)" }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private var summary: String {
    let entries = [added, removed].map { items in items.count { $0.kind == .entry } }
    let more =
      changed.reduce(0) { $0 + $1.addedQuestions.count }
      + added.reduce(0) { $0 + $1.questions.count }
    let fewer =
      changed.reduce(0) { $0 + $1.removedQuestions.count }
      + removed.reduce(0) { $0 + $1.questions.count }
    let rows = lexicon.reduce((0, 0)) { ($0.0 + $1.added.count, $0.1 + $1.removed.count) }
    return "条目 +\(entries[0]) −\(entries[1])，修改 \(changed.count) 处；"
      + "问法 +\(more) −\(fewer)；词表 +\(rows.0) −\(rows.1)"
  }

  private func section(_ title: String, _ items: [String], _ lines: inout [String]) {
    guard !items.isEmpty else { return }
    lines += ["", "\(title)："] + items
  }

  private static func line(_ item: Item) -> String {
    let count = item.questions.isEmpty ? "" : "（\(item.questions.count) 个问法）"
    return "  \(item.kind.name) \(item.id) \(item.title)\(count)"
  }

  /// A list's items that came and went, or the old and the new value.
  private static func lines(_ change: FieldChange) -> [String] {
    if change.old.contains("\n") || change.new.contains("\n") {
      let old = change.old.split(separator: "\n").map(String.init)
      let new = change.new.split(separator: "\n").map(String.init)
      let added = new.filter { !old.contains($0) }
      let removed = old.filter { !new.contains($0) }
      if !added.isEmpty || !removed.isEmpty {
        return ["    \(change.field)："] + added.map { "      + \($0)" }
          + removed.map { "      - \($0)" }
      }
      return ["    \(change.field)：顺序变了"]
    }
    let old = change.old.isEmpty ? "（无）" : change.old
    let new = change.new.isEmpty ? "（无）" : change.new
    return ["    \(change.field)：\(old) → \(new)"]
  }
}

extension KnowledgeDiff.Kind {
  fileprivate var name: String {
    switch self {
    case .shop: "店铺设置"
    case .entry: "条目"
    case .product: "商品"
    case .attribute: "共用问法"
    case .situation: "转人工"
    case .outside: "范围外"
    }
  }
}
