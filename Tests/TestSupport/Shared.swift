internal import Compiler
public import Dialogue
internal import Foundation
public import Index
public import Knowledge
public import Language
public import Matching
internal import Text

/// Values that are costly to make and that all tests share.
public enum Shared {
  /// The folder of the package.
  public static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  /// The sample shop's knowledge.
  public static let base: Result<KnowledgeBase, any Error> = Result {
    try KnowledgeLoader.load(root + "/knowledge")
  }

  /// Reads messages by the sample shop's lexicons, without anything learned.
  public static let analyzer: Result<Analyzer, any Error> = Result {
    let base = try Shared.base.get()
    return try analyzer(
      base.lexicon,
      products: base.products.map {
        Lexicon.ProductNames(
          sku: $0.sku, names: [$0.name] + $0.aliases, weakNames: $0.weakAliases)
      })
  }

  /// Reads messages by some lexicons.
  public static func analyzer(
    _ rows: LexiconRows, products: [Lexicon.ProductNames] = []
  ) throws -> Analyzer {
    let tables = try CharacterTables.computed()
    var writer = SnapshotWriter()
    tables.write(to: &writer)
    Lexicon.write(
      rows, products: products, words: [:], normalizer: Normalizer(tables), to: &writer)
    return try Analyzer(try Snapshot(bytes: writer.bytes()))
  }

  /// The sample shop, compiled as customers meet it.
  public static let snapshot: Result<Snapshot, any Error> = Result {
    try Snapshot(bytes: try KnowledgeCompiler.compile(try base.get()))
  }

  /// The small shop, compiled.
  public static let smallSnapshot: Result<Snapshot, any Error> = Result {
    try Snapshot(bytes: try SmallShop.compile(SmallShop.files))
  }

  public static let smallBot: Result<Bot, any Error> = Result { try Bot(try smallSnapshot.get()) }

  public static let smallMatcher: Result<Matcher, any Error> = Result {
    try Matcher(try smallSnapshot.get())
  }
}
