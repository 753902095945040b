internal import Index
internal import Text

/// Finds product names that were typed by sound (羽绒依 for 羽绒衣): syllables in place of characters.
struct SoundIndex: Sendable {
  private let trie: Trie
  private let products: Column<UInt16>

  init(_ snapshot: Snapshot) throws(SnapshotError) {
    trie = try Trie(snapshot, "lexicon.sounds")
    products = try snapshot.column("lexicon.soundProducts")
  }

  /// Writes the names of at least three syllables; shorter ones sound like too much else.
  static func write(
    _ products: [Lexicon.ProductNames], normalizer: Normalizer, to writer: inout SnapshotWriter
  ) {
    var keys: [[UInt32]] = []
    var owners: [UInt16] = []
    for (index, product) in products.enumerated() {
      for name in product.names {
        let key = normalizer.normalize(name).scalars.map { sound($0, normalizer.tables) }
        guard key.count >= 3, !key.contains(0), !keys.contains(key) else { continue }
        keys.append(key)
        owners.append(UInt16(index))
      }
    }
    Trie(keys).write(to: &writer, "lexicon.sounds")
    writer.add("lexicon.soundProducts", owners)
  }

  func mentions(in analysis: Analysis) -> [ProductMention] {
    let sounds = analysis.units.map { unit -> UInt32 in
      unit.syllable > 0 ? UInt32(unit.syllable) : unit.kind == .han ? 0 : UInt32(0xE000)
    }
    var found: [ProductMention] = []
    sounds.withUnsafeBufferPointer { text in
      var position = 0
      while position < text.count {
        var longest: (end: Int, value: Int)?
        trie.matches(text, from: position) { end, value in longest = (end, value) }
        if let longest {
          let range =
            Int(analysis.units[position].start)..<Int(analysis.units[longest.end - 1].end)
          found.append(
            ProductMention(
              range: range, product: Int(products[longest.value]), bySound: true))
          position = longest.end
        } else {
          position += 1
        }
      }
    }
    return found
  }

  private static func sound(_ scalar: UInt32, _ tables: CharacterTables) -> UInt32 {
    UInt32(tables.syllable(of: scalar))
  }
}
