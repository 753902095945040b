/// How much of the personal data in labelled sessions is masked, and how much else is.
public struct PrivacyMeasure: Sendable, Equatable {
  /// Something to look at: a string left in place, or a span that holds nobody's data.
  public struct Finding: Sendable, Equatable {
    public var session: String
    public var message: Int
    public var text: String
  }

  /// Gold strings that occur in their session.
  public var strings = 0
  /// Of them, those of which no part of two or more significant characters is left anywhere.
  public var masked = 0
  public var spans = 0
  public var missed: [Finding] = []
  /// Spans that touch no gold string.
  public var overmasked: [Finding] = []

  public init() {}

  /// Share of gold strings masked, 0…1; 1 when there are none.
  public var recall: Double { strings == 0 ? 1 : Double(masked) / Double(strings) }

  /// Adds a session, which must be the one that `gold` labels.
  public mutating func add(_ original: Transcript, _ masked: MaskedTranscript, gold: SessionGold) {
    let texts = original.messages.map { Array($0.text.utf8) }
    var occurrences: [[Range<Int>]] = texts.map { _ in [] }
    for string in gold.personal {
      let needle = Array(string.utf8)
      var leak: Finding?
      var occurs = false
      for (place, text) in texts.enumerated() {
        for range in Self.ranges(of: needle, in: text) {
          occurs = true
          occurrences[place].append(range)
          let left = Self.left(of: text, range, masked.spans[place])
          if left.contains(where: { $0.count >= 2 }) {
            leak = Finding(session: gold.session, message: place, text: string)
          }
        }
      }
      guard occurs else { continue }
      strings += 1
      if let leak { missed.append(leak) } else { self.masked += 1 }
    }
    for (place, found) in masked.spans.enumerated() {
      spans += found.count
      for span in found where !occurrences[place].contains(where: { $0.overlaps(span.range) }) {
        let text = String(decoding: texts[place][span.range], as: UTF8.self)
        overmasked.append(Finding(session: gold.session, message: place, text: text))
      }
    }
  }

  /// The significant characters of a range that no span covers, run by run.
  private static func left(
    of text: [UInt8], _ range: Range<Int>, _ spans: [PersonalSpan]
  ) -> [[UInt32]] {
    var runs: [[UInt32]] = [[]]
    var offset = range.lowerBound
    for scalar in String(decoding: text[range], as: UTF8.self).unicodeScalars {
      let isCovered = spans.contains { $0.range.contains(offset) }
      offset += UTF8.width(scalar)
      if isCovered {
        runs.append([])
      } else if let cell = Cells.fold(scalar.value), Cells.isSignificant(cell) {
        runs[runs.count - 1].append(cell)
      }
    }
    return runs
  }

  private static func ranges(of needle: [UInt8], in text: [UInt8]) -> [Range<Int>] {
    guard !needle.isEmpty, needle.count <= text.count else { return [] }
    return (0...text.count - needle.count).compactMap { start in
      let range = start..<start + needle.count
      return text[range].elementsEqual(needle) ? range : nil
    }
  }
}
