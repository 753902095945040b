internal import Index
public import Text

/// Names new entries by how their titles sound: 能刻字吗 becomes neng-ke-zi-ma.
public struct EntryNaming: Sendable {
  /// Longer names say no more.
  private static let syllables = 5

  private let tables: CharacterTables

  public init(_ tables: CharacterTables) {
    self.tables = tables
  }

  /// An id that is not taken: the folder, a dot, and the name.
  func id(_ title: String, in folder: String, taken: Set<String>) -> String {
    let name =
      folder + "."
      + Self.words(title, tables).prefix(Self.syllables)
      .joined(separator: "-")
    var id = name
    var number = 2
    while taken.contains(id) {
      id = "\(name)-\(number)"
      number += 1
    }
    return id
  }

  private static func words(_ title: String, _ tables: CharacterTables) -> [String] {
    var words: [String] = []
    var latin = ""
    func isLatin(_ scalar: Unicode.Scalar) -> Bool {
      ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar)
    }
    for scalar in title.lowercased().unicodeScalars {
      if isLatin(scalar) {
        latin.unicodeScalars.append(scalar)
        continue
      }
      if !latin.isEmpty { words.append(latin) }
      latin = ""
      guard scalar.value < 0x10000 else { continue }
      let syllable = tables.syllables[Int(tables.pinyin[Int(scalar.value)])]
      if !syllable.isEmpty { words.append(syllable) }
    }
    if !latin.isEmpty { words.append(latin) }
    return words.isEmpty ? ["entry"] : words
  }
}
