public import Index
internal import Text

/// The lexicons in their compiled form: one trie over all forms, and what each form means.
public struct Lexicon: Sendable {
  /// All forms: words, synonyms, dialect, markers and product names.
  let trie: Trie
  /// For each form, what it is; several meanings may meet in one form.
  let meanings: Column<FormMeaning>
  /// Standard forms of dialect, and their conditions.
  let rewrites: [Rewrite]
  /// Syllables of polyphonic words, one for each character.
  let readings: [[UInt16]]
  /// Names of the synonym groups.
  public let groupNames: [String]
  /// Names of the products that the aliases stand for (SKU ids).
  public let products: [String]
  /// Pairs of characters that are typed for each other.
  private let pairs: RecordTable

  /// What a dialect form is replaced by.
  struct Rewrite: Sendable {
    let form: String
    let standard: [UInt32]
    let condition: ContextCondition
  }

  /// Opens the lexicon of a snapshot.
  public init(_ snapshot: Snapshot) throws(SnapshotError) {
    trie = try Trie(snapshot, "lexicon.trie")
    meanings = try snapshot.column("lexicon.meanings")
    let rows = try RecordTable(snapshot, "lexicon.rewrites")
    rewrites = (0..<rows.count).map { index in
      var reader = rows.reader(index)
      let form = reader.string()
      let standard = reader.string().codePoints
      return Rewrite(form: form, standard: standard, condition: ContextCondition(&reader))
    }
    let syllables = try RecordTable(snapshot, "lexicon.readings")
    readings = (0..<syllables.count).map { index in
      var reader = syllables.reader(index)
      return (0..<reader.integer()).map { _ in UInt16(reader.integer()) }
    }
    let names = try RecordTable(snapshot, "lexicon.names")
    var groups = names.reader(0)
    groupNames = groups.strings()
    products = groups.strings()
    pairs = try RecordTable(snapshot, "lexicon.confusions")
  }

  /// Characters that are typed for each other, both ways. O(pairs).
  public var confusions: [UInt32: [UInt32]] {
    var confusions: [UInt32: [UInt32]] = [:]
    var reader = pairs.reader(0)
    for pair in reader.strings() {
      let scalars = pair.codePoints
      if scalars.count == 2 { confusions[scalars[0], default: []].append(scalars[1]) }
    }
    return confusions
  }
}

/// What a form of the lexicon is; fields are 0 where they do not apply.
public struct FormMeaning: Sendable, BitwiseCopyable {
  /// The cost of the form as a word in the segmenter, in nats; 0: not a word.
  public var wordCost: Float = 0
  /// 1 + index of the synonym group.
  public var group: UInt16 = 0
  /// 1 + index of the product that the form names.
  public var product: UInt16 = 0
  /// 1 + index of the rewrite.
  public var rewrite: UInt32 = 0
  /// Code of the marker kind.
  public var marker: UInt8 = 0
  /// 1: the product's name is shared with other things.
  public var isWeakName: UInt8 = 0
  /// 1 + index of the reading of a polyphonic word.
  public var reading: UInt16 = 0
}
