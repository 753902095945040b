/// Numbers keys in the order in which they are added; open addressing with linear probing.
struct KeyTable: Sendable {
  private(set) var keys: [UInt32] = []
  /// The key in the upper half, its number plus one in the lower; 0 is a free place.
  fileprivate var slots: [UInt64]

  init(capacity: Int = 16) {
    var size = 16
    while size < capacity * 2 { size *= 2 }
    slots = Array(repeating: 0, count: size)
  }

  /// A table in which `keys[i]` has the number `i`; the keys differ.
  init(keys: some Collection<UInt32>) {
    self.init(capacity: keys.count)
    for key in keys { _ = insert(key) }
  }

  /// The number of a key; nil when it was never added. O(1).
  @inline(__always)
  func find(_ key: UInt32) -> Int? {
    slots.withUnsafeBufferPointer { slots in
      guard let base = slots.baseAddress else { return nil }
      let number = Self.find(key, in: base, mask: slots.count &- 1)
      return number < 0 ? nil : number
    }
  }

  /// The number of a key in so many slots, which are a power of two; -1 when it is not there.
  @inline(__always)
  fileprivate static func find(
    _ key: UInt32, in slots: UnsafePointer<UInt64>, mask: Int
  ) -> Int {
    var place = Self.place(key) & mask
    while true {
      let slot = slots[place]
      if slot == 0 || UInt32(truncatingIfNeeded: slot &>> 32) == key {
        return Int(UInt32(truncatingIfNeeded: slot)) &- 1
      }
      place = (place &+ 1) & mask
    }
  }

  /// The number of a key, which is added when it is new. O(1).
  mutating func insert(_ key: UInt32) -> Int {
    if let known = find(key) { return known }
    if (keys.count + 1) * 2 > slots.count {
      slots = Array(repeating: 0, count: slots.count * 2)
      for (number, key) in keys.enumerated() { place(key, number) }
    }
    place(key, keys.count)
    keys.append(key)
    return keys.count - 1
  }

  private mutating func place(_ key: UInt32, _ number: Int) {
    let mask = slots.count - 1
    var place = Self.place(key) & mask
    while slots[place] != 0 { place = (place + 1) & mask }
    slots[place] = UInt64(key) << 32 | UInt64(number + 1)
  }

  @inline(__always)
  private static func place(_ key: UInt32) -> Int {
    Int(truncatingIfNeeded: (UInt64(key) &* 0x9E37_79B9_7F4A_7C15) >> 32)
  }
}

/// A finished `KeyTable`, for the path of a query.
struct KeyLookup: Sendable {
  private let slots: Column<UInt64>
  private let mask: Int

  init(_ table: KeyTable) {
    slots = Column(table.slots)
    mask = table.slots.count - 1
  }

  /// The number of a key; -1 when it was never added. O(1).
  @inline(__always)
  func find(_ key: UInt32) -> Int { KeyTable.find(key, in: slots.base, mask: mask) }
}
