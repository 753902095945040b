public import Knowledge

/// Finds entries by what a reviewer types and by what a proposal asks.
public struct EntrySearch: Sendable {
  /// An entry with how much it has in common with what was looked for, 0…1.
  public struct Hit: Sendable, Equatable {
    public let id: String
    public let title: String
    public let likeness: Double
  }

  private struct Row {
    let id: String
    let title: String
    let sku: String?
    /// Pairs of characters of each wording.
    let wordings: [Set<String>]
  }

  private let rows: [Row]

  /// - Complexity: O(characters of the questions).
  public init(_ base: KnowledgeBase) {
    rows = base.entries.map { entry in
      Row(
        id: entry.id, title: entry.title, sku: entry.sku,
        wordings: ([entry.title] + entry.questions.map(\.text)).map(Self.pairs))
    }
  }

  /// The ids of all entries.
  public var ids: Set<String> { Set(rows.map(\.id)) }

  /// An entry's title.
  public func title(of id: String) -> String? { rows.first { $0.id == id }?.title }

  /// The entries whose id or title holds the text, else those that ask most alike, best first.
  public func find(_ text: String, limit: Int = 9) -> [Hit] {
    let direct = rows.filter { $0.id.contains(text) || $0.title.contains(text) }
    if !direct.isEmpty {
      return direct.sorted { ($0.id.count, $0.id) < ($1.id.count, $1.id) }.prefix(limit)
        .map { Hit(id: $0.id, title: $0.title, likeness: 1) }
    }
    return nearest([text], sku: nil, limit: limit)
  }

  /// The entries with the wordings most like some wordings, best first; of other products none.
  public func nearest(_ questions: [String], sku: String?, limit: Int = 3) -> [Hit] {
    let asked = questions.map(Self.pairs)
    var hits: [Hit] = []
    for row in rows where sku == nil || row.sku == nil || row.sku == sku {
      var sum = 0.0
      for question in asked {
        sum += row.wordings.reduce(0) { max($0, Self.likeness(question, $1)) }
      }
      let likeness = sum / Double(max(1, asked.count))
      if likeness > 0.1 { hits.append(Hit(id: row.id, title: row.title, likeness: likeness)) }
    }
    return Array(hits.sorted { ($1.likeness, $0.id) < ($0.likeness, $1.id) }.prefix(limit))
  }

  private static func pairs(_ text: String) -> Set<String> {
    let characters = text.filter { $0.isLetter || $0.isNumber }.map { $0.lowercased() }
    guard characters.count > 1 else { return Set(characters) }
    return Set(zip(characters, characters.dropFirst()).map { $0 + $1 })
  }

  /// Dice's coefficient.
  private static func likeness(_ left: Set<String>, _ right: Set<String>) -> Double {
    let total = left.count + right.count
    return total == 0 ? 0 : 2 * Double(left.intersection(right).count) / Double(total)
  }
}
