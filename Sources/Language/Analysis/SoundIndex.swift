internal import Index
internal import Text

/// Finds product names that were typed by sound (羽绒依 for 羽绒衣): syllables in place of characters.
struct SoundIndex: Sendable {
  private let trie: Trie
  private let products: Column<UInt16>
  /// The first two characters of each name.
  private let firstScalars: Column<UInt32>

  init(_ snapshot: Snapshot) throws(SnapshotError) {
    trie = try Trie(snapshot, "lexicon.sounds")
    products = try snapshot.column("lexicon.soundProducts")
    firstScalars = try snapshot.column("lexicon.soundScalars")
  }

  /// Writes the names of two syllables and more.
  static func write(
    _ products: [Lexicon.ProductNames], normalizer: Normalizer, to writer: inout SnapshotWriter
  ) {
    var keys: [[UInt32]] = []
    var owners: [UInt16] = []
    var scalars: [UInt32] = []
    for (index, product) in products.enumerated() {
      for name in product.names {
        let text = normalizer.normalize(name).scalars
        let key = text.map { sound($0, normalizer.tables) }
        guard key.count >= 2, !key.contains(0), !keys.contains(key) else { continue }
        keys.append(key)
        owners.append(UInt16(index))
        scalars += text.prefix(2)
      }
    }
    Trie(keys).write(to: &writer, "lexicon.sounds")
    writer.add("lexicon.soundProducts", owners)
    writer.add("lexicon.soundScalars", scalars)
  }

  func mentions(in units: [Unit]) -> [ProductMention] {
    let sounds = units.map { unit -> UInt32 in
      unit.syllable > 0 ? UInt32(unit.syllable) : unit.kind == .han ? 0 : UInt32(0xE000)
    }
    var found: [ProductMention] = []
    sounds.withUnsafeBufferPointer { text in
      var position = 0
      while position < text.count {
        var longest: (end: Int, value: Int)?
        trie.matches(text, from: position) { end, value in longest = (end, value) }
        if let longest, isNear(units[position..<longest.end], longest.value) {
          let range =
            Int(units[position].start)..<Int(units[longest.end - 1].end)
          found.append(
            ProductMention(
              range: range, product: Int(products[longest.value]), bySound: true, isWeak: false))
          position = longest.end
        } else {
          position += 1
        }
      }
    }
    return found
  }

  /// Names of two syllables sound like too much else unless one character is right and the other
  /// is no word by itself: 奶份 is 奶粉, 鱼有 is not 鱼油.
  private func isNear(_ units: ArraySlice<Unit>, _ name: Int) -> Bool {
    guard units.count == 2 else { return true }
    let wrong = units.enumerated().filter { $1.key != UInt64(firstScalars[2 * name + $0]) }
    return wrong.count < 2 && !wrong.contains { Self.grammar.contains($1.key) }
  }

  /// Characters that are words of grammar.
  private static let grammar = Set(
    "有又也在再就是的地得了着过不没别要会能可都还和与跟及到给把被让这那哪我你他她它几很太更最只"
      .unicodeScalars.map { UInt64($0.value) })

  private static func sound(_ scalar: UInt32, _ tables: CharacterTables) -> UInt32 {
    UInt32(tables.syllable(of: scalar))
  }
}
