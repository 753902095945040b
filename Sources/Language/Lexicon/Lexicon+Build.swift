public import Index
public import Text

extension Lexicon {
  /// A product as the lexicon sees it.
  public struct ProductNames: Sendable {
    public let sku: String
    public let names: [String]
    /// Names that other things have too.
    public let weakNames: [String]

    public init(sku: String, names: [String], weakNames: [String] = []) {
      self.sku = sku
      self.names = names
      self.weakNames = weakNames
    }
  }

  /// Compiles lexicon rows into sections of a snapshot. O(rows).
  ///
  /// - Parameter words: further words with their counts, harvested from the knowledge.
  public static func write(
    _ rows: LexiconRows, products: [ProductNames], words: [String: Int], normalizer: Normalizer,
    to writer: inout SnapshotWriter
  ) {
    var builder = FormTable(normalizer: normalizer)
    let total = Double(words.values.reduce(0, +) + rows.words.count * 5 + 1)
    func cost(_ count: Int) -> Float { Float(max(0.1, -logarithm(Double(count) / total))) }

    for word in rows.words { builder.update(word.text) { $0.wordCost = cost(5) } }
    for (word, count) in words.sorted(by: { $0.key < $1.key }) {
      builder.update(word) { $0.wordCost = cost(max(count, 1)) }
    }
    for (index, group) in rows.synonyms.enumerated() {
      for form in group.forms {
        builder.update(form) { meaning in
          if meaning.group == 0 { meaning.group = UInt16(index + 1) }
          if meaning.wordCost == 0 { meaning.wordCost = cost(3) }
        }
      }
    }
    for marker in rows.markers {
      builder.update(marker.form) { meaning in
        meaning.marker = marker.kind.code
        if meaning.wordCost == 0 { meaning.wordCost = cost(5) }
      }
    }
    for (index, product) in products.enumerated() {
      for name in product.names + product.weakNames {
        let isWeak = product.weakNames.contains(name)
        builder.update(name) { meaning in
          meaning.product = UInt16(index + 1)
          meaning.isWeakName = isWeak ? 1 : 0
          if meaning.wordCost == 0 { meaning.wordCost = cost(5) }
        }
      }
    }
    var rewrites: [RecordWriter] = []
    for row in rows.dialect {
      let form = normalizer.normalize(row.form).string
      let standard = normalizer.normalize(row.standard).string
      guard !form.isEmpty, form != standard else { continue }
      var record = RecordWriter()
      record.write(form)
      record.write(standard)
      row.condition.write(to: &record)
      rewrites.append(record)
      let index = UInt32(rewrites.count)
      builder.update(form) { $0.rewrite = index }
    }
    writer.add("lexicon.rewrites", records: rewrites)
    writer.add("lexicon.readings", records: Self.readings(rows.polyphones, &builder))

    Trie(builder.keys).write(to: &writer, "lexicon.trie")
    writer.add("lexicon.meanings", builder.meanings)
    var names = RecordWriter()
    names.write(rows.synonyms.map(\.name))
    names.write(products.map(\.sku))
    writer.add("lexicon.names", records: [names])
    var pairs = RecordWriter()
    pairs.write(Self.confusionPairs(rows.confusions, normalizer))
    writer.add("lexicon.confusions", records: [pairs])
    SoundIndex.write(products, normalizer: normalizer, to: &writer)
  }

  /// The readings of polyphonic words; each word is told the number of its own.
  private static func readings(
    _ rows: [LexiconRows.Polyphone], _ forms: inout FormTable
  ) -> [RecordWriter] {
    let syllables = forms.normalizer.tables.syllables
    var numbers: [String: Int] = [:]
    for (number, syllable) in syllables.enumerated() { numbers[syllable] = number }
    var records: [RecordWriter] = []
    for row in rows {
      let known = row.syllables.compactMap { numbers[$0] }
      guard known.count == row.syllables.count,
        known.count == forms.normalizer.normalize(row.word).count
      else { continue }
      var record = RecordWriter()
      record.write(known.count)
      for number in known { record.write(number) }
      records.append(record)
      let reading = UInt16(records.count)
      forms.update(row.word) { $0.reading = reading }
    }
    return records
  }

  /// Pairs of single characters that are typed for each other, both ways.
  private static func confusionPairs(
    _ rows: [LexiconRows.Confusion], _ normalizer: Normalizer
  ) -> [String] {
    var pairs: Set<String> = []
    for row in rows {
      let wrong = normalizer.normalize(row.wrong).scalars
      let right = normalizer.normalize(row.right).scalars
      guard wrong.count == right.count else { continue }
      for (left, right) in zip(wrong, right) where left != right {
        pairs.insert(NormalizedText.string([left, right]))
        pairs.insert(NormalizedText.string([right, left]))
      }
    }
    return pairs.sorted()
  }
}

/// The forms collected so far, each with its meanings.
private struct FormTable {
  let normalizer: Normalizer
  private(set) var keys: [[UInt32]] = []
  private(set) var meanings: [FormMeaning] = []
  private var indices: [[UInt32]: Int] = [:]

  init(normalizer: Normalizer) {
    self.normalizer = normalizer
  }

  mutating func update(_ text: String, _ change: (inout FormMeaning) -> Void) {
    let key = normalizer.normalize(text).scalars
    guard !key.isEmpty, key.allSatisfy({ $0 < 0x10000 }) else { return }
    let index =
      indices[key]
      ?? {
        keys.append(key)
        meanings.append(FormMeaning())
        indices[key] = keys.count - 1
        return keys.count - 1
      }()
    change(&meanings[index])
  }
}
