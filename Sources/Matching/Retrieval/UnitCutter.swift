internal import Index
public import Text

/// Cuts a text into units for a `RetrievalIndex`: Han characters, runs of letters, numbers.
///
/// It normalises as `Normalizer` does, over bytes and without allocating; a text with code points
/// that need ICU goes through `Normalizer` itself.
public struct UnitCutter: Sendable {
  private let normalizer: Normalizer
  private let tables: CharacterTables

  /// Code points of a text that count; the rest is ignored.
  static let textLimit = 2_048
  /// `CharacterTables.folded` of a code point that only ICU can fold.
  private static let needsICU: UInt16 = 0xFFFF
  private static let breakBit: UInt32 = 1 << 31
  /// Marks keys and sounds that are no code points.
  private static let runBit: UInt32 = 1 << 30
  private static let syllableBit: UInt32 = 1 << 29

  public init(_ normalizer: Normalizer) {
    self.normalizer = normalizer
    tables = normalizer.tables
  }

  /// Replaces the buffer's content by the units of a text, as many as it holds. O(n).
  public func cut(_ text: String, into buffer: UnitBuffer) {
    let isFolded: Bool? = text.utf8.withContiguousStorageIfAvailable { fold($0, into: buffer) }
    if isFolded != true { foldByNormalizer(text, into: buffer) }
    cutUnits(buffer)
  }

  private func foldByNormalizer(_ text: String, into buffer: UnitBuffer) {
    let normalized = normalizer.normalize(text)
    buffer.scalarCount = min(normalized.count, Self.textLimit)
    for index in 0..<buffer.scalarCount {
      buffer.scalars[index] =
        normalized.scalars[index] | (normalized.breakBefore[index] ? Self.breakBit : 0)
    }
  }

  /// Returns false when the text needs ICU.
  private func fold(_ bytes: UnsafeBufferPointer<UInt8>, into buffer: UnitBuffer) -> Bool {
    let scalars = buffer.scalars
    let folded = tables.folded.base
    let kinds = tables.kinds.base
    var count = 0
    var position = 0
    var pendingBreak = Self.breakBit
    var run = 0
    var last: UInt32 = 0
    while position < bytes.count, count < Self.textLimit {
      var codePoint = UInt32(bytes[position])
      if codePoint >= 0xF0 { return false }
      if codePoint < 0x80 {
        position &+= 1
      } else if codePoint < 0xE0 {
        codePoint = (codePoint & 0x1F) << 6 | UInt32(bytes[position &+ 1]) & 0x3F
        position &+= 2
      } else {
        codePoint =
          (codePoint & 0x0F) << 12 | (UInt32(bytes[position &+ 1]) & 0x3F) << 6
          | UInt32(bytes[position &+ 2]) & 0x3F
        position &+= 3
      }
      let form = folded[Int(codePoint)]
      if form == Self.needsICU { return false }
      if form == 0 { continue }
      let scalar = UInt32(form)
      switch kinds[Int(form)] {
      case ScalarKind.space.rawValue, ScalarKind.emoji.rawValue:
        pendingBreak = Self.breakBit
      case ScalarKind.punctuation.rawValue:
        if scalar == 0x2E, pendingBreak == 0, 0x30 <= last, last <= 0x39, position < bytes.count,
          0x30 <= bytes[position], bytes[position] <= 0x39
        {
          scalars[count] = scalar
          count &+= 1
          last = scalar
        } else {
          pendingBreak = Self.breakBit
        }
      default:
        if pendingBreak == 0, last == scalar {
          run &+= 1
          let isDigit = 0x30 <= scalar && scalar <= 0x39
          let limit = scalar < 0x80 ? 4 : 3
          if !isDigit, run >= limit {
            if run == limit, scalar >= 0x80 { count &-= 1 }
            continue
          }
        } else {
          run = 1
        }
        scalars[count] = scalar | pendingBreak
        count &+= 1
        last = scalar
        pendingBreak = 0
      }
    }
    buffer.scalarCount = count
    return true
  }

  private func cutUnits(_ buffer: UnitBuffer) {
    let scalars = buffer.scalars
    let end = buffer.scalarCount
    var count = 0
    var start = 0
    while start < end, count < buffer.capacity {
      let scalar = scalars[start] & ~Self.breakBit
      let kind = tables.kind(of: scalar)
      start &+= 1
      if kind == .letter || kind == .digit {
        var hash = (0x811C_9DC5 ^ UInt64(scalar)) &* 0x0100_0000_01B3
        var length = 1
        while start < end, scalars[start] & Self.breakBit == 0 {
          let next = scalars[start]
          guard tables.kind(of: next) == kind || (kind == .digit && next == 0x2E) else { break }
          hash = (hash ^ UInt64(next)) &* 0x0100_0000_01B3
          length &+= 1
          start &+= 1
        }
        let key =
          length == 1
          ? scalar
          : UInt32(truncatingIfNeeded: hash ^ hash >> 32) & (Self.runBit &- 1) | Self.runBit
        buffer.keys[count] = key
        buffer.sounds[count] = key
      } else {
        let syllable = kind == .han ? tables.syllable(of: scalar) : 0
        buffer.keys[count] = scalar
        buffer.sounds[count] = syllable == 0 ? scalar : Self.syllableBit | UInt32(syllable)
      }
      count &+= 1
    }
    buffer.count = count
  }
}

/// Room for the units of one text at a time; for one thread.
public final class UnitBuffer {
  let scalars: UnsafeMutablePointer<UInt32>
  var scalarCount = 0
  let keys: UnsafeMutablePointer<UInt32>
  let sounds: UnsafeMutablePointer<UInt32>
  /// The most units that a text may have.
  public let capacity: Int
  /// The units of the text that was cut last.
  public internal(set) var count = 0

  public init(capacity: Int) {
    self.capacity = capacity
    scalars = .allocate(capacity: UnitCutter.textLimit + 1)
    keys = .allocate(capacity: capacity)
    sounds = .allocate(capacity: capacity)
  }

  deinit {
    scalars.deallocate()
    keys.deallocate()
    sounds.deallocate()
  }

  /// What is written; valid until the next text.
  public var unitKeys: UnsafeBufferPointer<UInt32> {
    UnsafeBufferPointer(start: keys, count: count)
  }
  /// How it is read.
  public var unitSounds: UnsafeBufferPointer<UInt32> {
    UnsafeBufferPointer(start: sounds, count: count)
  }
}
