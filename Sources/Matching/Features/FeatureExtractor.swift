public import Language

/// Lists the evidence in an analysed message.
public enum FeatureExtractor {
  /// All features of a message, repetitions included. O(units).
  ///
  /// - Parameter sku: index of the product that the dialogue is about, or nil.
  public static func features(of analysis: Analysis, sku: Int?) -> [Feature] {
    features(of: analysis, symbols: symbols(of: analysis), sku: sku)
  }

  /// All features of a message whose symbols are known.
  static func features(of analysis: Analysis, symbols: [Symbol], sku: Int? = nil) -> [Feature] {
    var features: [Feature] = []
    features.reserveCapacity(analysis.units.count * 8 + 16)
    units(symbols, into: &features)
    pairs(symbols, into: &features)
    sounds(symbols, into: &features)
    groups(analysis, symbols, into: &features)
    words(analysis, symbols, into: &features)
    structure(analysis, symbols, into: &features)
    if let sku {
      features.append(Feature(channel: .context, key: hash(.context, 1, UInt64(sku))))
    }
    return features
  }

  /// A unit or, in its place, a product's name as one symbol.
  struct Symbol {
    let key: UInt64
    let syllable: UInt16
    let start: Int
    let end: Int
    let isNumber: Bool
    let isNegated: Bool
  }

  static let productKey: UInt64 = 0xFFFF_0001
  static let numberKey: UInt64 = 0xFFFF_0002
  static let startKey: UInt64 = 0xFFFF_0003
  static let endKey: UInt64 = 0xFFFF_0004

  /// The units with each product's name as one symbol, so that the name is no evidence by itself.
  static func symbols(of analysis: Analysis) -> [Symbol] {
    var symbols: [Symbol] = []
    symbols.reserveCapacity(analysis.units.count)
    var mention = 0
    for (index, unit) in analysis.units.enumerated() {
      let start = Int(unit.start)
      while mention < analysis.products.count, analysis.products[mention].range.upperBound <= start
      {
        mention += 1
      }
      if mention < analysis.products.count, analysis.products[mention].range.contains(start) {
        let range = analysis.products[mention].range
        if start == range.lowerBound || symbols.last?.end ?? 0 <= range.lowerBound {
          symbols.append(
            Symbol(
              key: productKey, syllable: 0, start: range.lowerBound, end: range.upperBound,
              isNumber: false, isNegated: false))
        }
        continue
      }
      symbols.append(
        Symbol(
          key: unit.key, syllable: unit.syllable, start: start, end: Int(unit.end),
          isNumber: unit.kind == .number, isNegated: analysis.negated[index]))
    }
    return symbols
  }

  private static func units(_ symbols: [Symbol], into features: inout [Feature]) {
    for symbol in symbols {
      features.append(Feature(channel: .unit, key: hash(.unit, symbol.key, 0)))
      if symbol.isNumber {
        features.append(Feature(channel: .unit, key: hash(.unit, numberKey, 0)))
      }
    }
  }

  private static func pairs(_ symbols: [Symbol], into features: inout [Feature]) {
    var previous = startKey
    for symbol in symbols {
      let key = symbol.isNumber ? numberKey : symbol.key
      features.append(Feature(channel: .pair, key: hash(.pair, previous, key)))
      previous = key
    }
    features.append(Feature(channel: .pair, key: hash(.pair, previous, endKey)))
  }

  private static func sounds(_ symbols: [Symbol], into features: inout [Feature]) {
    var previous: UInt64 = 0
    for symbol in symbols {
      let sound = UInt64(symbol.syllable)
      if sound > 0 {
        features.append(Feature(channel: .sound, key: hash(.sound, sound, 0)))
        if previous > 0 {
          features.append(Feature(channel: .sound, key: hash(.sound, previous, sound)))
        }
      }
      previous = sound
    }
  }

  /// The symbols with synonym groups in their places, singly and in pairs.
  private static func groups(
    _ analysis: Analysis, _ symbols: [Symbol], into features: inout [Feature]
  ) {
    guard !analysis.groups.isEmpty else { return }
    var sequence: [(key: UInt64, isGroup: Bool)] = []
    sequence.reserveCapacity(symbols.count)
    var mention = 0
    for symbol in symbols {
      while mention < analysis.groups.count,
        analysis.groups[mention].range.upperBound <= symbol.start
      {
        mention += 1
      }
      if mention < analysis.groups.count,
        analysis.groups[mention].range.overlaps(symbol.start..<symbol.end)
      {
        let key = 0xFFFE_0000_0000 | UInt64(analysis.groups[mention].group)
        if sequence.last?.key != key { sequence.append((key, true)) }
      } else {
        sequence.append((symbol.isNumber ? numberKey : symbol.key, false))
      }
    }
    for (index, element) in sequence.enumerated() {
      if element.isGroup {
        features.append(Feature(channel: .group, key: hash(.group, element.key, 0)))
      }
      if index > 0, element.isGroup || sequence[index - 1].isGroup {
        features.append(
          Feature(channel: .group, key: hash(.group, sequence[index - 1].key, element.key)))
      }
    }
  }

  private static func words(
    _ analysis: Analysis, _ symbols: [Symbol], into features: inout [Feature]
  ) {
    for word in analysis.words where word.count >= 2 {
      if analysis.products.contains(where: { $0.range.overlaps(word) }) { continue }
      var key: UInt64 = 0xCBF2_9CE4_8422_2325
      for scalar in analysis.scalars[word] { key = (key ^ UInt64(scalar)) &* 0x0000_0100_0000_01B3 }
      features.append(Feature(channel: .word, key: hash(.word, key, 0)))
    }
  }

  private static func structure(
    _ analysis: Analysis, _ symbols: [Symbol], into features: inout [Feature]
  ) {
    for symbol in symbols where symbol.isNegated {
      features.append(Feature(channel: .structure, key: hash(.structure, 1, symbol.key)))
    }
    var questions = analysis.questions
    while questions != 0 {
      let bit = questions & (~questions &+ 1)
      features.append(Feature(channel: .structure, key: hash(.structure, 2, UInt64(bit))))
      questions &= ~bit
    }
    if analysis.questions == 0 {
      features.append(Feature(channel: .structure, key: hash(.structure, 3, 0)))
    }
    for slot in analysis.slots {
      let kind = Slot.Kind.allCases.firstIndex(of: slot.kind) ?? 0
      features.append(Feature(channel: .structure, key: hash(.structure, 4, UInt64(kind))))
    }
    if symbols.contains(where: { $0.key == productKey }) {
      features.append(Feature(channel: .structure, key: hash(.structure, 5, 0)))
    }
    for (number, kind) in [MarkerKind.goods, .elsewhere, .world].enumerated()
    where analysis.markers.contains(where: { $0.kind == kind }) {
      features.append(Feature(channel: .structure, key: hash(.structure, 6, UInt64(number))))
    }
  }

  @inline(__always)
  static func hash(_ channel: Channel, _ first: UInt64, _ second: UInt64) -> UInt64 {
    var value = first &* 0x9E37_79B9_7F4A_7C15
    value ^= (second &+ 0x632B_E59B_D9B4_E019) &* 0xC2B2_AE3D_27D4_EB4F
    value ^= UInt64(channel.rawValue) &* 0x1656_67B1_9E37_79F9
    value ^= value >> 29
    value &*= 0xBF58_476D_1CE4_E5B9
    value ^= value >> 32
    return value == 0 ? 1 : value
  }
}

extension FeatureExtractor {
  /// The feature that says which product the dialogue is about.
  public static func contextFeature(_ sku: Int) -> Feature {
    Feature(channel: .context, key: hash(.context, 1, UInt64(sku)))
  }
}
