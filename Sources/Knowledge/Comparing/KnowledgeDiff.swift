internal import Language

/// What makes one version of the knowledge different from another; the order of questions and of
/// entries makes no difference.
public struct KnowledgeDiff: Sendable, Equatable, Encodable {
  /// What was added, removed or changed.
  public enum Kind: String, Sendable, CaseIterable, Encodable {
    case shop, entry, product, attribute, situation, outside
  }

  public struct Item: Sendable, Equatable, Encodable {
    public let kind: Kind
    public let id: String
    public let title: String
    public let questions: [String]
  }

  public struct FieldChange: Sendable, Equatable, Encodable {
    public let field: String
    public let old: String
    public let new: String
  }

  public struct Change: Sendable, Equatable, Encodable {
    public let kind: Kind
    public let id: String
    /// The id that it had, where it was renamed.
    public let oldID: String?
    public let title: String
    public let fields: [FieldChange]
    public let addedQuestions: [String]
    public let removedQuestions: [String]
  }

  public struct LexiconChange: Sendable, Equatable, Encodable {
    public let file: String
    /// Rows with ` | ` between their cells.
    public let added: [String]
    public let removed: [String]
  }

  public let added: [Item]
  public let removed: [Item]
  public let changed: [Change]
  public let lexicon: [LexiconChange]

  public var isEmpty: Bool {
    added.isEmpty && removed.isEmpty && changed.isEmpty && lexicon.isEmpty
  }

  /// Compares two versions. O(n), but for renamed entries: O(added × removed).
  public init(from old: KnowledgeBase, to new: KnowledgeBase) {
    let before = Described.all(of: old)
    let after = Described.all(of: new)
    let oldByKey = Dictionary(before.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    let newKeys = Set(after.map(\.key))
    var removed = before.filter { !newKeys.contains($0.key) }
    var added: [Described] = []
    var pairs: [(Described, Described)] = []
    for item in after {
      if let same = oldByKey[item.key] { pairs.append((same, item)) } else { added.append(item) }
    }
    let renamed = Self.renamed(removed, added)
    pairs += renamed
    removed.removeAll { item in renamed.contains { $0.0.key == item.key } }
    added.removeAll { item in renamed.contains { $0.1.key == item.key } }
    self.added = added.map(\.item)
    self.removed = removed.map(\.item)
    changed = pairs.compactMap(Self.change).sorted {
      $0.kind == $1.kind ? $0.id < $1.id : $0.kind.rank < $1.kind.rank
    }
    lexicon = Self.lexicon(old.lexicon, new.lexicon)
  }

  /// Removed and added items that are the same under another id: half of their questions agree,
  /// or the title does where there are none. The best match first.
  private static func renamed(
    _ removed: [Described], _ added: [Described]
  ) -> [(Described, Described)] {
    var matches: [(score: Double, old: Int, new: Int)] = []
    for (oldIndex, old) in removed.enumerated() {
      for (newIndex, new) in added.enumerated() where old.item.kind == new.item.kind {
        let score = old.likeness(new)
        if score >= 0.5 { matches.append((score, oldIndex, newIndex)) }
      }
    }
    matches.sort { ($1.score, $0.old, $0.new) < ($0.score, $1.old, $1.new) }
    var usedOld: Set<Int> = []
    var usedNew: Set<Int> = []
    return matches.compactMap { match in
      guard !usedOld.contains(match.old), !usedNew.contains(match.new) else { return nil }
      usedOld.insert(match.old)
      usedNew.insert(match.new)
      return (removed[match.old], added[match.new])
    }
  }

  private static func change(_ old: Described, _ new: Described) -> Change? {
    let fields = zip(old.fields, new.fields).compactMap { before, after in
      before.value == after.value
        ? nil : FieldChange(field: after.name, old: before.value, new: after.value)
    }
    let added = subtract(old.item.questions, from: new.item.questions)
    let removed = subtract(new.item.questions, from: old.item.questions)
    let oldID = old.item.id == new.item.id ? nil : old.item.id
    guard !fields.isEmpty || !added.isEmpty || !removed.isEmpty || oldID != nil else { return nil }
    return Change(
      kind: new.item.kind, id: new.item.id, oldID: oldID, title: new.item.title, fields: fields,
      addedQuestions: added, removedQuestions: removed)
  }

  /// The texts that the second list has more often than the first, in its order.
  private static func subtract(_ texts: [String], from more: [String]) -> [String] {
    var counts: [String: Int] = [:]
    for text in texts { counts[text, default: 0] += 1 }
    return more.filter { text in
      counts[text, default: 0] -= 1
      return counts[text, default: 0] < 0
    }
  }

  private static func lexicon(_ old: LexiconRows, _ new: LexiconRows) -> [LexiconChange] {
    zip(LexiconWriter.tables(old), LexiconWriter.tables(new)).compactMap { before, after in
      let oldRows = before.rows.map { $0.joined(separator: " | ") }
      let newRows = after.rows.map { $0.joined(separator: " | ") }
      let added = subtract(oldRows, from: newRows)
      let removed = subtract(newRows, from: oldRows)
      return added.isEmpty && removed.isEmpty
        ? nil : LexiconChange(file: after.name, added: added, removed: removed)
    }
  }
}

extension KnowledgeDiff.Kind {
  var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
