/// The kinds of terms that a matcher counts.
enum TermChannel: Int, CaseIterable, Sendable {
  /// Han characters, words in letters, numbers.
  case unit
  /// Neighbouring units, with the text's start and end; of words in letters also the next but one.
  case pair
  /// What a slip of the pen or another ending leaves standing: syllables of Han characters and the
  /// beginnings of words, singly and in pairs, and runs of three and four letters within words.
  case form
}

/// The terms of a text, each once in its channel.
struct TextTerms: Sendable {
  /// The unit at each position; equal units have equal keys.
  private(set) var sequence: [UInt32] = []
  /// Terms by channel, ascending.
  private(set) var terms: [[UInt64]] = [[], [], []]

  init(_ text: String, _ cutter: UnitCutter, _ buffer: UnitBuffer) {
    cutter.cut(text, into: buffer)
    sequence = Array(buffer.unitKeys)
    var units: [UInt64] = []
    var pairs: [UInt64] = []
    var forms: [UInt64] = []
    var previous = Self.edge
    var previousSound: UInt32 = 0
    var previousStem: UInt32 = 0
    for position in 0..<buffer.count {
      let unit = buffer.keys[position]
      let sound = buffer.sounds[position]
      units.append(Self.hash(.unit, unit, 0))
      pairs.append(Self.hash(.pair, previous, unit))
      if position >= 2, Self.isWord(buffer, position), Self.isWord(buffer, position - 2) {
        pairs.append(Self.hash(.pair, buffer.keys[position - 2], ~unit))
      }
      previous = unit
      if sound != unit {
        forms.append(Self.hash(.form, sound, 0))
        if previousSound != 0 { forms.append(Self.hash(.form, previousSound, sound)) }
        previousSound = sound
        previousStem = 0
      } else {
        let stem = Self.stem(buffer, position)
        forms.append(Self.hash(.form, stem, Self.edge))
        if previousStem != 0 { forms.append(Self.hash(.form, previousStem, stem)) }
        previousStem = stem
        previousSound = 0
        Self.letters(buffer, position, into: &forms)
      }
    }
    if !units.isEmpty { pairs.append(Self.hash(.pair, previous, Self.edge)) }
    terms = [Self.distinct(units), Self.distinct(pairs), Self.distinct(forms)]
  }

  /// The number of units.
  var count: Int { sequence.count }

  /// Whether a unit is no Han character.
  private static func isWord(_ buffer: UnitBuffer, _ position: Int) -> Bool {
    buffer.sounds[position] == buffer.keys[position]
  }

  private static let edge: UInt32 = 0xFFFF_FFFF
  /// Stands before and after a word in its letter runs.
  private static let wordEdge: UInt32 = 0x20

  /// The first four code points of a word, as a number that is not 0.
  private static func stem(_ buffer: UnitBuffer, _ position: Int) -> UInt32 {
    let start = Int(buffer.starts[position])
    var key: UInt64 = 0xCBF2_9CE4_8422_2325
    for index in start..<min(start + 4, Int(buffer.starts[position + 1])) {
      key = (key ^ UInt64(buffer.scalars[index] & ~UnitCutter.breakBit)) &* 0x0000_0100_0000_01B3
    }
    return UInt32(truncatingIfNeeded: key ^ key >> 32) | 1
  }

  /// Runs of three and four code points of a word, its edges counted.
  private static func letters(
    _ buffer: UnitBuffer, _ position: Int, into forms: inout [UInt64]
  ) {
    let start = Int(buffer.starts[position])
    let end = Int(buffer.starts[position + 1])
    guard end - start > 1 else { return }
    func letter(_ index: Int) -> UInt32 {
      start <= index && index < end
        ? buffer.scalars[index] & ~UnitCutter.breakBit : wordEdge
    }
    for length in 3...4 {
      var first = start - 1
      while first + length <= end + 1 {
        var key: UInt64 = 0xCBF2_9CE4_8422_2325
        for index in first..<(first + length) {
          key = (key ^ UInt64(letter(index))) &* 0x0000_0100_0000_01B3
        }
        forms.append(Self.mix(key ^ UInt64(length)))
        first += 1
      }
    }
  }

  private static func distinct(_ terms: [UInt64]) -> [UInt64] {
    var sorted = terms.sorted()
    var kept = 0
    for term in sorted where kept == 0 || sorted[kept - 1] != term {
      sorted[kept] = term
      kept += 1
    }
    sorted.removeLast(sorted.count - kept)
    return sorted
  }

  private static func hash(_ channel: TermChannel, _ first: UInt32, _ second: UInt32) -> UInt64 {
    let both = UInt64(first) << 32 | UInt64(second)
    return mix(both &+ UInt64(channel.rawValue + 1) &* 0x9E37_79B9_7F4A_7C15)
  }

  private static func mix(_ value: UInt64) -> UInt64 {
    var value = value
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
