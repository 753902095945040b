/// Reads the table of a snapshot's sections, to damage them.
public enum SnapshotBytes {
  /// The sections that can be checked by parts: those with checksums of their own.
  public static func sectionsInParts(_ bytes: [UInt8]) -> [(name: String, range: Range<Int>)] {
    let all = sections(bytes)
    let names = Set(all.map(\.name))
    return all.filter { names.contains($0.name + ".sums") && !$0.range.isEmpty }
  }

  /// Behind a header of 32 bytes stand rows of 64: the name in 40, the offset and length in eight.
  private static func sections(_ bytes: [UInt8]) -> [(name: String, range: Range<Int>)] {
    func number(_ place: Int, _ size: Int) -> Int {
      bytes[place..<(place + size)].reversed().reduce(0) { $0 << 8 | Int($1) }
    }
    return (0..<number(12, 4)).map { index in
      let row = 32 + 64 * index
      let name = String(decoding: bytes[row..<(row + 40)].prefix { $0 != 0 }, as: UTF8.self)
      let start = number(row + 40, 8)
      return (name, start..<(start + number(row + 48, 8)))
    }
  }
}
