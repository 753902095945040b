public import Index

/// A set of texts that finds all members starting at a position, as a double array.
///
/// Aoe 1989, “An efficient digital search algorithm by using a double-array structure”. The
/// alphabet is the code points that occur, numbered by frequency, so the arrays stay dense.
public struct Trie: Sendable {
  // codes[c]: number of the code point c (BMP) in the alphabet, 0 where it does not occur.
  private let codes: Column<UInt16>
  // units[2s] is the base of state s, units[2s+1] its parent; a state of value v has base -(v+1)
  // as the child of its key's last state over the reserved code 1.
  private let units: Column<Int32>

  static let endCode = 1

  /// Opens the trie of a snapshot.
  public init(_ snapshot: Snapshot, _ name: String) throws(SnapshotError) {
    codes = try snapshot.column(name + ".codes")
    units = try snapshot.column(name + ".units")
  }

  /// Adds the trie to a snapshot.
  public func write(to writer: inout SnapshotWriter, _ name: String) {
    writer.add(name + ".codes", codes)
    writer.add(name + ".units", units)
  }

  /// Builds a trie of keys; the value of a key is its position. Keys are not empty, hold no code
  /// point beyond the BMP, and are unique. O(total length · log).
  public init(_ keys: [[UInt32]]) {
    var frequency: [UInt32: Int] = [:]
    for key in keys {
      for scalar in key { frequency[scalar, default: 0] += 1 }
    }
    let alphabet = frequency.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    var codes = [UInt16](repeating: 0, count: 0x10000)
    for (number, element) in alphabet.enumerated() where element.key < 0x10000 {
      codes[Int(element.key)] = UInt16(number + Self.endCode + 1)
    }
    var builder = TrieBuilder()
    let coded = keys.enumerated()
      .map { (key: $1.map { Int(codes[Int($0)]) } + [Self.endCode], value: $0) }
      .sorted { $0.key.lexicographicallyPrecedes($1.key) }
    builder.build(coded)
    self.codes = Column(codes)
    self.units = Column(builder.units)
  }

  /// Calls `found` with the end and the value of every key that starts at `start`, shortest first.
  /// O(longest key).
  @inline(__always)
  public func matches(
    _ text: UnsafeBufferPointer<UInt32>, from start: Int,
    _ found: (_ end: Int, _ value: Int) -> Void
  ) {
    var state = 0
    var position = start
    while position < text.count {
      let scalar = text[position]
      guard scalar < 0x10000 else { return }
      let code = Int(codes[Int(scalar)])
      guard code != 0, let next = child(of: state, code) else { return }
      state = next
      position &+= 1
      if let leaf = child(of: state, Self.endCode) {
        found(position, Int(-(units[2 * leaf] + 1)))
      }
    }
  }

  @inline(__always)
  private func child(of state: Int, _ code: Int) -> Int? {
    let next = Int(units[2 * state]) &+ code
    guard next > 0, 2 * next < units.count, units[2 * next + 1] == Int32(state) else { return nil }
    return next
  }
}

/// Places the states of a sorted key list into a double array.
private struct TrieBuilder {
  var units: [Int32] = [1, -1]
  private var used: [Bool] = [true]
  private var searchFrom = 1

  mutating func build(_ keys: [(key: [Int], value: Int)]) {
    place(keys[...], depth: 0, state: 0)
  }

  private mutating func place(_ keys: ArraySlice<(key: [Int], value: Int)>, depth: Int, state: Int)
  {
    var groups: [(code: Int, range: Range<Int>)] = []
    for index in keys.indices {
      let code = keys[index].key[depth]
      if let last = groups.last, last.code == code {
        groups[groups.count - 1].range = last.range.lowerBound..<(index + 1)
      } else {
        groups.append((code, index..<(index + 1)))
      }
    }
    guard !groups.isEmpty else { return }
    let base = freeBase(for: groups.map(\.code))
    units[2 * state] = Int32(base)
    for group in groups {
      used[base + group.code] = true
      units[2 * (base + group.code) + 1] = Int32(state)
    }
    for group in groups {
      if group.code == Trie.endCode {
        units[2 * (base + group.code)] = -Int32(keys[group.range.lowerBound].value) - 1
      } else {
        place(keys[group.range], depth: depth + 1, state: base + group.code)
      }
    }
  }

  /// The first base where all codes are free. Regions that are nearly full are given up; searching
  /// them each time is quadratic.
  private mutating func freeBase(for codes: [Int]) -> Int {
    let first = searchFrom
    var base = max(1, first - codes[0])
    var taken = 0
    while true {
      grow(to: base + (codes.last ?? 0) + 1)
      if codes.allSatisfy({ !used[base + $0] }) { break }
      if used[base + codes[0]] { taken += 1 }
      base += 1
    }
    let tried = base + codes[0] - first
    if tried > 32, taken * 10 >= tried * 9 { searchFrom = base + codes[0] }
    return base
  }

  private mutating func grow(to count: Int) {
    guard used.count < count else { return }
    let missing = max(count, used.count * 3 / 2) - used.count
    used.append(contentsOf: repeatElement(false, count: missing))
    for _ in 0..<missing {
      units.append(0)
      units.append(-1)
    }
  }
}
