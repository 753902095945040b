internal import Language
public import Text

/// How much a shop knows, and how varied its questions are.
public struct KnowledgeStats: Sendable, Equatable, Encodable {
  /// Entries and questions of a part of the knowledge.
  public struct Count: Sendable, Equatable, Encodable {
    public let name: String
    public let entries: Int
    /// The entries' own questions.
    public let questions: Int
  }

  /// The least, the median and the most questions of an entry.
  public struct Spread: Sendable, Equatable, Encodable {
    public let least: Int
    public let median: Double
    public let most: Int
  }

  public struct FileCount: Sendable, Equatable, Encodable {
    public let file: String
    public let rows: Int
  }

  /// How far the questions of an entry are from each other and from its title.
  public struct Diversity: Sendable, Equatable, Encodable {
    /// The mean over the entries of the mean Jaccard similarity of all pairs of questions, by their
    /// character bigrams; 0 (nothing in common) … 1 (all the same).
    public let similarity: Double
    /// The share of questions that hold no content word of their entry's title, 0…1.
    public let withoutTitleWord: Double
  }

  public let entries: Int
  public let questions: Int
  public let tiers: [Count]
  /// General and promotion entries by the first part of their id, sorted by it.
  public let topics: [Count]
  /// In the order of the products.
  public let products: [Count]
  /// Shared wordings of product attributes.
  public let sharedQuestions: Int
  public let situations: Int
  public let situationExamples: Int
  public let outsideExamples: Int
  /// Over all entries, shared wordings included; nil without entries.
  public let questionsPerEntry: Spread?
  public let lexicon: [FileCount]
  public let diversity: Diversity

  /// Counts a knowledge base. O(n), and O(q²) in the questions of each entry.
  ///
  /// - Throws: `ICUError` when words cannot be told apart.
  public init(of base: KnowledgeBase, normalizer: Normalizer) throws(ICUError) {
    entries = base.entries.count
    questions = base.entries.reduce(0) { $0 + $1.questions.count }
    tiers = Tier.allCases.map { tier in
      Self.count(tier.rawValue, base.entries.filter { $0.tier == tier })
    }
    let topical = base.entries.filter { $0.tier != .product }
    topics = Dictionary(grouping: topical) { String($0.id.prefix { $0 != "." }) }
      .sorted { $0.key < $1.key }.map { Self.count($0.key, $0.value) }
    let bySKU = Dictionary(grouping: base.entries) { $0.sku ?? "" }
    products = base.products.map { Self.count($0.sku, bySKU[$0.sku, default: []]) }
    sharedQuestions = base.sharedAttributes.reduce(0) { $0 + $1.questions.count }
    situations = base.situations.count
    situationExamples = base.situations.reduce(0) { $0 + $1.examples.count }
    outsideExamples = base.outside.reduce(0) { $0 + $1.examples.count }
    questionsPerEntry = Self.spread(base.entries.map { base.questions(of: $0).count })
    lexicon = LexiconWriter.tables(base.lexicon).map {
      FileCount(file: $0.name, rows: $0.rows.count)
    }
    diversity = try QuestionDiversity(base, normalizer).measure()
  }

  private static func count(_ name: String, _ entries: [Entry]) -> Count {
    Count(
      name: name, entries: entries.count,
      questions: entries.reduce(0) { $0 + $1.questions.count })
  }

  private static func spread(_ counts: [Int]) -> Spread? {
    let sorted = counts.sorted()
    guard let least = sorted.first, let most = sorted.last else { return nil }
    let middle = sorted.count / 2
    let median =
      sorted.count % 2 == 1
      ? Double(sorted[middle]) : Double(sorted[middle - 1] + sorted[middle]) / 2
    return Spread(least: least, median: median, most: most)
  }
}
