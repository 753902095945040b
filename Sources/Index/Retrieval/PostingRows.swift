internal import CKernels

/// Long lists as bits: for each a row of words, with a bit for each group of places.
///
/// Adding a gain to the groups of a row costs a vector instruction for 64 of them, however many
/// are set.
struct PostingRows: Sendable {
  /// Groups that share a word.
  static let wordGroups = 64

  /// Whether a list is kept as a row: in a base of one range for the speed, in a larger one only
  /// where it costs little room.
  static func isRow(length: Int, of groups: PlaceGroups) -> Bool {
    length * (groups.bits == 0 ? 64 : 16) >= groups.count
  }

  /// The words of a row, which ends with a whole stripe.
  static func words(groups: Int) -> Int {
    let stripe = Int(CR_STRIPE)
    return (groups + stripe - 1) / stripe * (stripe / wordGroups)
  }

  /// The lists that are rows, ascending.
  let numbers: Column<UInt32>
  let words: Column<UInt64>
  private let table: KeyLookup
  private let wordsPerRow: Int

  init(numbers: Column<UInt32>, words: Column<UInt64>) {
    self.numbers = numbers
    self.words = words
    wordsPerRow = words.count / max(1, numbers.count)
    table = KeyLookup(KeyTable(keys: numbers.array))
  }

  init(_ snapshot: Snapshot, _ name: String) throws(SnapshotError) {
    try self.init(
      numbers: snapshot.column(name + ".numbers"), words: snapshot.column(name + ".words"))
  }

  func write(to writer: inout SnapshotWriter, _ name: String) {
    writer.add(name + ".numbers", numbers)
    writer.add(name + ".words", words)
  }

  /// The words of a list; nil when it is no row. O(1).
  @inline(__always)
  func words(of list: Int) -> UnsafePointer<UInt64>? {
    let row = table.find(UInt32(truncatingIfNeeded: list))
    return row < 0 ? nil : words.base + row &* wordsPerRow
  }
}
