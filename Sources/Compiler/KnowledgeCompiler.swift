internal import Dispatch
public import Index
public import Knowledge
internal import Language
public import Matching
internal import Shop
internal import Text

/// How a snapshot is compiled.
public struct CompileOptions: Sendable {
  /// Members of the ensemble; one for each core is fitted at a time.
  public var members = 2
  /// Channels of features that the model reads.
  var channels = Set(Channel.allCases)
  /// Changed forms of each wording.
  public var variants = 1
  /// Share of examples that are shown as they were written.
  public var originalShare: Float = 0.4
  /// Every so-many-th wording is kept from the networks to judge confidence on, those whose number
  /// leaves this rest.
  public var heldOutEvery = 20
  public var heldOutRest = 0
  public var training = TrainingPlan()

  public init() {}
}

/// Why knowledge cannot be compiled.
public enum CompileError: Error, CustomStringConvertible {
  case icu(String)
  case snapshot(SnapshotError)

  public var description: String {
    switch self {
    case .icu(let text): text
    case .snapshot(let error): error.description
    }
  }
}

/// Compiles a knowledge base into a snapshot: tables, lexicon, learned model and catalogue.
public enum KnowledgeCompiler {
  /// Raised whenever the same knowledge compiles to other bytes, so that caches are built anew.
  static let revision = 20

  /// Begins with what needs no knowledge, so that it may be done when the knowledge is read.
  public static func prepare() {
    DispatchQueue.global().async { _ = try? CharacterTables.computed() }
  }

  /// Compiles; equal knowledge gives equal bytes. Takes seconds, most of them for the model.
  ///
  /// - Parameter progress: called with the share done, 0…1, and what is being done.
  public static func compile(
    _ base: KnowledgeBase, options: CompileOptions = CompileOptions(),
    progress: @escaping @Sendable (Double, String) -> Void = { _, _ in }
  ) throws(CompileError) -> [UInt8] {
    do {
      progress(0, "reading the characters")
      // First what needs no tables: `prepare()` may still be at them.
      let plan = TopicPlan(base)
      var catalogue = SnapshotWriter()
      CatalogueWriter(base: base, topicOfEntry: plan.topicOfEntry).write(to: &catalogue)
      var writer = SnapshotWriter()
      try writeLanguage(base, to: &writer)
      writer.add(catalogue)
      let analyzer = try Analyzer(try Snapshot(bytes: writer.bytes()))
      try ModelFit(base: base, plan: plan, analyzer: analyzer, options: options, progress: progress)
        .write(to: &writer)
      progress(1, "done")
      return writer.bytes()
    } catch let error as SnapshotError {
      throw .snapshot(error)
    } catch {
      throw .icu("\(error)")
    }
  }

  /// Adds the tables and the lexicon, all that reading a message needs.
  static func writeLanguage(_ base: KnowledgeBase, to writer: inout SnapshotWriter) throws(ICUError)
  {
    let tables = try CharacterTables.computed()
    let normalizer = Normalizer(tables)
    tables.write(to: &writer)
    Lexicon.write(
      base.lexicon,
      products: base.products.map {
        Lexicon.ProductNames(
          sku: $0.sku, names: [$0.name] + $0.aliases, weakNames: $0.weakAliases)
      },
      words: try WordHarvest.words(in: base, normalizer: normalizer),
      normalizer: normalizer, to: &writer)
  }
}
