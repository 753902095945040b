internal import Index

/// Questions by their units, to recognise those that are asked word for word.
struct ExactQuestions: Sendable {
  private var entries: [UInt64: [Int32]] = [:]

  init(_ texts: [TextTerms], labels: [Int32]) {
    for (text, label) in zip(texts, labels) where !text.sequence.isEmpty {
      let key = Self.key(text.sequence)
      if !entries[key, default: []].contains(label) { entries[key, default: []].append(label) }
    }
    for key in entries.keys { entries[key]?.sort() }
  }

  /// The entries that hold the text that was cut last.
  func entries(of buffer: UnitBuffer) -> [Int32] {
    buffer.count == 0 ? [] : entries[Self.key(buffer.unitKeys)] ?? []
  }

  private static func key(_ units: some Sequence<UInt32>) -> UInt64 {
    var key: UInt64 = 0xCBF2_9CE4_8422_2325
    for unit in units {
      key = (key ^ UInt64(unit)) &* 0x9E37_79B9_7F4A_7C15
      key ^= key >> 32
    }
    return key
  }
}
