internal import CICU
public import Index

/// What is known of each code point of the Basic Multilingual Plane, computed once from ICU.
///
/// ICU's own transforms are far too slow for a query (Han-Latin takes 100 ms to open and 15 µs a
/// character), so the tables are part of the compiled snapshot.
public struct CharacterTables: Sendable {
  /// The code point after NFKC, case folding and traditional to simplified; 0 where it vanishes,
  /// `needsICU` where more than one code point or context is involved. 65,536 elements.
  public let folded: Column<UInt16>
  /// The `ScalarKind` of the folded code point. 65,536 elements.
  public let kinds: Column<UInt8>
  /// The toneless pinyin syllable, an index into `syllables`; 0 where there is none. 65,536 elements.
  public let pinyin: Column<UInt16>
  /// The syllables, ü written v; the first is empty.
  public let syllables: [String]

  static let needsICU: UInt16 = 0xFFFF

  /// Opens the tables of a snapshot.
  public init(_ snapshot: Snapshot) throws(SnapshotError) {
    folded = try snapshot.column("text.folded")
    kinds = try snapshot.column("text.kinds")
    pinyin = try snapshot.column("text.pinyin")
    let names = try RecordTable(snapshot, "text.syllables")
    var syllables: [String] = []
    for index in 0..<names.count {
      var reader = names.reader(index)
      syllables.append(reader.string())
    }
    self.syllables = syllables
  }

  /// Adds the tables to a snapshot.
  public func write(to writer: inout SnapshotWriter) {
    writer.add("text.folded", folded)
    writer.add("text.kinds", kinds)
    writer.add("text.pinyin", pinyin)
    writer.add(
      "text.syllables",
      records: syllables.map { syllable in
        var record = RecordWriter()
        record.write(syllable)
        return record
      })
  }

  /// The tables from ICU; the first call in a process computes them, which takes about half a second.
  public static func computed() throws(ICUError) -> CharacterTables { try result.get() }

  private static let result = Result { () throws(ICUError) in try CharacterTables() }

  private init() throws(ICUError) {
    var folded = [UInt16](repeating: 0, count: 0x10000)
    var kinds = [UInt8](repeating: 0, count: 0x10000)
    var buffer = [UInt16](repeating: 0, count: 32)
    for codePoint in 0..<0x10000 where !(0xD800...0xDFFF).contains(codePoint) {
      var source = UInt16(codePoint)
      let length = cicu_nfkc_casefold(&source, 1, &buffer, 32)
      var kind = UInt8(truncatingIfNeeded: cicu_kind(UInt32(codePoint)))
      // The half-width voiced mark ﾞ is a letter until it is folded.
      if length == 1, cicu_kind(UInt32(buffer[0])) == UInt32(ScalarKind.joining.rawValue) {
        kind = ScalarKind.joining.rawValue
      }
      if length == 0 {
        folded[codePoint] = 0
      } else if length == 1, kind != ScalarKind.joining.rawValue,
        !(0xD800...0xDFFF).contains(buffer[0])
      {
        folded[codePoint] = buffer[0]
      } else {
        folded[codePoint] = Self.needsICU
      }
      kinds[codePoint] = kind
    }
    let han = (0..<0x10000).filter { kinds[$0] == ScalarKind.han.rawValue && folded[$0] == $0 }
    let units = han.map { UInt16($0) }
    let transforms = ["Han-Latin", "Traditional-Simplified"]
    let lines = Parallel.map(transforms.count) { number in
      Result { () throws(ICUError) in try Transliteration.lines(transforms[number], of: units) }
    }
    let simplified = try lines[1].get()
    for (codePoint, line) in zip(han, simplified) where line.utf16.count == 1 {
      folded[codePoint] = line.utf16.first ?? UInt16(codePoint)
    }
    // Compatibility forms of traditional characters, and characters whose simplified form has a
    // simpler one, take two steps.
    for _ in 0..<2 {
      for codePoint in folded.indices where folded[codePoint] != Self.needsICU {
        let next = folded[Int(folded[codePoint])]
        if next != Self.needsICU { folded[codePoint] = next }
      }
    }
    let readings = try lines[0].get()
    var syllables = [""]
    var ids: [String: UInt16] = ["": 0]
    var pinyin = [UInt16](repeating: 0, count: 0x10000)
    for (codePoint, reading) in zip(han, readings) {
      let syllable = Self.withoutTone(reading)
      guard syllable.utf8.allSatisfy({ (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) })
      else { continue }
      if let known = ids[syllable] {
        pinyin[codePoint] = known
      } else {
        ids[syllable] = UInt16(syllables.count)
        pinyin[codePoint] = UInt16(syllables.count)
        syllables.append(syllable)
      }
    }
    self.folded = Column(folded)
    self.kinds = Column(kinds)
    self.pinyin = Column(pinyin)
    self.syllables = syllables
  }

  /// The kind of any code point. O(1).
  @inline(__always)
  public func kind(of codePoint: UInt32) -> ScalarKind {
    if codePoint < 0x10000 {
      return ScalarKind(rawValue: kinds[Int(codePoint)]) ?? .other
    }
    return ScalarKind(rawValue: UInt8(truncatingIfNeeded: cicu_kind(codePoint))) ?? .other
  }

  /// The syllable id of a code point, 0 where it has none. O(1).
  @inline(__always)
  public func syllable(of codePoint: UInt32) -> UInt16 {
    codePoint < 0x10000 ? pinyin[Int(codePoint)] : 0
  }

  private static func withoutTone(_ reading: String) -> String {
    var result = ""
    for scalar in reading.unicodeScalars {
      result.unicodeScalars.append(toneless[scalar] ?? scalar)
    }
    return result
  }

  private static let toneless: [Unicode.Scalar: Unicode.Scalar] = {
    let rows: [(String, Unicode.Scalar)] = [
      ("āáǎà", "a"), ("ēéěè", "e"), ("īíǐì", "i"), ("ōóǒò", "o"), ("ūúǔù", "u"), ("üǖǘǚǜ", "v"),
      ("ńňǹ", "n"), ("ḿ", "m"), ("ê", "e"),
    ]
    var table: [Unicode.Scalar: Unicode.Scalar] = [:]
    for (marked, plain) in rows {
      for scalar in marked.unicodeScalars { table[scalar] = plain }
    }
    return table
  }()
}
