public import Index
public import Text

/// Reads messages; the same text always gives the same analysis.
public final class Analyzer: Sendable {
  public let lexicon: Lexicon
  public let normalizer: Normalizer
  private let productSounds: SoundIndex

  public init(_ snapshot: Snapshot) throws(SnapshotError) {
    normalizer = Normalizer(try CharacterTables(snapshot))
    lexicon = try Lexicon(snapshot)
    productSounds = try SoundIndex(snapshot)
  }

  /// Analyses a message. O(n · longest form).
  ///
  /// - Parameter unused: a row of the lexicons that is left out, to see what it does.
  public func analyze(_ text: String, without unused: LexiconUse? = nil) -> Analysis {
    var analysis = Analysis()
    normalizer.normalize(text, into: &analysis.text)
    var matches: [FormMatch] = []
    matches.reserveCapacity(3 * analysis.text.count)
    findForms(analysis.text.scalars, into: &matches)
    if rewrite(&analysis, matches, unused) {
      matches.removeAll(keepingCapacity: true)
      findForms(analysis.scalars, into: &matches)
    }
    cutUnits(&analysis)
    readPolyphones(&analysis, matches)
    selectProducts(&analysis, matches)
    selectGroups(&analysis, matches)
    if case .synonyms(let name) = unused {
      analysis.groups.removeAll { lexicon.groupNames[$0.group] == name }
    }
    selectMarkers(&analysis, matches)
    cutWords(&analysis, matches)
    Negation.mark(&analysis)
    Questions.mark(&analysis)
    SlotScanner.scan(&analysis)
    return analysis
  }

  /// A form of the lexicon at a place of the message.
  struct FormMatch {
    let start: Int
    let end: Int
    let form: Int
  }

  private func findForms(_ scalars: [UInt32], into matches: inout [FormMatch]) {
    scalars.withUnsafeBufferPointer { text in
      for start in 0..<text.count {
        lexicon.trie.matches(text, from: start) { end, form in
          matches.append(FormMatch(start: start, end: end, form: form))
        }
      }
    }
  }

  /// Replaces dialect forms by their standard forms, longest first, from the left; returns whether
  /// there may have been any.
  private func rewrite(
    _ analysis: inout Analysis, _ forms: [FormMatch], _ unused: LexiconUse?
  ) -> Bool {
    guard forms.contains(where: { lexicon.meanings[$0.form].rewrite != 0 }) else {
      analysis.scalars = analysis.text.scalars
      analysis.breakBefore = analysis.text.breakBefore
      analysis.source = Array(0...Int32(analysis.text.count))
      return false
    }
    let text = analysis.text
    let matches = forms.filter { lexicon.meanings[$0.form].rewrite != 0 }
    var position = 0
    var next = 0
    while position < text.count {
      var chosen: FormMatch?
      while next < matches.count, matches[next].start < position { next += 1 }
      var candidate = next
      while candidate < matches.count, matches[candidate].start == position {
        let match = matches[candidate]
        let rewrite = lexicon.rewrites[Int(lexicon.meanings[match.form].rewrite) - 1]
        let range = match.start..<match.end
        if rewrite.condition.holds(text.scalars, text.breakBefore, range),
          Self.onWordEdges(text, range), !Self.crossesBreak(text.breakBefore, match),
          unused != .dialect(rewrite.form)
        {
          chosen = match
        }
        candidate += 1
      }
      if let chosen {
        let rewrite = lexicon.rewrites[Int(lexicon.meanings[chosen.form].rewrite) - 1]
        for (offset, scalar) in rewrite.standard.enumerated() {
          analysis.scalars.append(scalar)
          analysis.source.append(Int32(position))
          analysis.breakBefore.append(offset == 0 && text.breakBefore[position])
        }
        analysis.rewrites.append(
          AppliedRewrite(
            form: rewrite.form, standard: NormalizedText.string(rewrite.standard[...])))
        position = chosen.end
      } else {
        analysis.scalars.append(text.scalars[position])
        analysis.source.append(Int32(position))
        analysis.breakBefore.append(text.breakBefore[position])
        position += 1
      }
    }
    analysis.source.append(Int32(text.count))
    return true
  }

  /// A form in letters or digits must not be a part of a longer run: `dd` is not in `add`.
  private static func onWordEdges(_ text: NormalizedText, _ range: Range<Int>) -> Bool {
    func isRun(_ scalar: UInt32) -> Bool {
      (0x30...0x39).contains(scalar) || (0x61...0x7A).contains(scalar)
    }
    if range.lowerBound > 0, !text.breakBefore[range.lowerBound],
      isRun(text.scalars[range.lowerBound]), isRun(text.scalars[range.lowerBound - 1])
    {
      return false
    }
    if range.upperBound < text.count, !text.breakBefore[range.upperBound],
      isRun(text.scalars[range.upperBound]), isRun(text.scalars[range.upperBound - 1])
    {
      return false
    }
    return true
  }

  private func cutUnits(_ analysis: inout Analysis) {
    let tables = normalizer.tables
    let scalars = analysis.scalars
    analysis.units.reserveCapacity(scalars.count)
    var start = 0
    while start < scalars.count {
      let kind = tables.kind(of: scalars[start])
      var end = start + 1
      if kind == .letter || kind == .digit {
        while end < scalars.count, !analysis.breakBefore[end] {
          let next = tables.kind(of: scalars[end])
          guard next == kind || (kind == .digit && scalars[end] == 0x2E) else { break }
          end += 1
        }
      }
      let unitKind: Unit.Kind =
        switch kind {
        case .han: .han
        case .letter: .letters
        case .digit: .number
        default: .other
        }
      var key: UInt64 = 0xCBF2_9CE4_8422_2325
      for scalar in scalars[start..<end] { key = (key ^ UInt64(scalar)) &* 0x0000_0100_0000_01B3 }
      analysis.units.append(
        Unit(
          start: Int32(start), end: Int32(end), kind: unitKind,
          key: end == start + 1 ? UInt64(scalars[start]) : key | 1 << 63,
          syllable: kind == .han ? tables.syllable(of: scalars[start]) : 0))
      start = end
    }
    analysis.negated = Array(repeating: false, count: analysis.units.count)
  }

  /// Gives the characters of polyphonic words the syllables they have there; a longer word decides.
  private func readPolyphones(_ analysis: inout Analysis, _ matches: [FormMatch]) {
    var first = 0
    for match in matches {
      let reading = Int(lexicon.meanings[match.form].reading)
      guard reading > 0 else { continue }
      let syllables = lexicon.readings[reading - 1]
      // Matches come by their starts.
      while first < analysis.units.count, Int(analysis.units[first].start) < match.start {
        first += 1
      }
      guard first < analysis.units.count, Int(analysis.units[first].start) == match.start else {
        continue
      }
      var unit = first
      for syllable in syllables where unit < analysis.units.count {
        analysis.units[unit].syllable = syllable
        unit += 1
      }
    }
  }

  private func selectProducts(_ analysis: inout Analysis, _ matches: [FormMatch]) {
    var end = 0
    for (index, match) in matches.enumerated() where lexicon.meanings[match.form].product > 0 {
      guard match.start >= end else { continue }
      let isLongest = !matches[(index + 1)...].prefix { $0.start == match.start }
        .contains { lexicon.meanings[$0.form].product > 0 }
      guard isLongest else { continue }
      analysis.products.append(
        ProductMention(
          range: match.start..<match.end,
          product: Int(lexicon.meanings[match.form].product) - 1, bySound: false,
          isWeak: lexicon.meanings[match.form].isWeakName == 1))
      end = match.end
    }
    if analysis.products.isEmpty {
      analysis.products = productSounds.mentions(in: analysis.units)
    }
  }

  private func selectGroups(_ analysis: inout Analysis, _ matches: [FormMatch]) {
    var position = 0
    var index = 0
    while index < matches.count {
      let start = matches[index].start
      var longest: FormMatch?
      while index < matches.count, matches[index].start == start {
        if lexicon.meanings[matches[index].form].group > 0 { longest = matches[index] }
        index += 1
      }
      if let longest, start >= position {
        analysis.groups.append(
          GroupMention(
            range: longest.start..<longest.end,
            group: Int(lexicon.meanings[longest.form].group) - 1))
        position = longest.end
      }
    }
  }

  private func selectMarkers(_ analysis: inout Analysis, _ matches: [FormMatch]) {
    var position = 0
    var index = 0
    while index < matches.count {
      let start = matches[index].start
      var longest: (FormMatch, MarkerKind)?
      while index < matches.count, matches[index].start == start {
        if let kind = MarkerKind(code: lexicon.meanings[matches[index].form].marker) {
          longest = (matches[index], kind)
        }
        index += 1
      }
      if let (match, kind) = longest, start >= position {
        analysis.markers.append(MarkerMention(range: match.start..<match.end, kind: kind))
        position = match.end
      }
    }
  }

  /// The cheapest cut into words of the lexicon and single units.
  private func cutWords(_ analysis: inout Analysis, _ matches: [FormMatch]) {
    let count = analysis.scalars.count
    analysis.words.reserveCapacity(count)
    withUnsafeTemporaryAllocation(of: Cut.self, capacity: count + 1) { cuts in
      cuts.initialize(repeating: Cut(cost: .infinity, from: 0))
      cuts[0].cost = 0
      findCuts(analysis.units, analysis.breakBefore, matches, cuts)
      var end = count
      while end > 0 {
        // Where a word ended inside a run, step back to the unit's start.
        let start = cuts[end].cost == .infinity ? end - 1 : Int(cuts[end].from)
        analysis.words.append(start..<end)
        end = start
      }
    }
    analysis.words.reverse()
  }

  /// The cheapest way to a place: what it costs in nats, and where its last word starts.
  private struct Cut {
    var cost: Float
    var from: Int32
  }

  /// Finds the cheapest way to each place (a shortest path from the left).
  private func findCuts(
    _ units: [Unit], _ breakBefore: [Bool], _ matches: [FormMatch],
    _ cuts: UnsafeMutableBufferPointer<Cut>
  ) {
    let unknownCost: Float = 14
    var next = 0
    func reach(_ end: Int, from start: Int, by cost: Float) {
      if cuts[start].cost + cost < cuts[end].cost {
        cuts[end] = Cut(cost: cuts[start].cost + cost, from: Int32(start))
      }
    }
    for unit in units {
      let start = Int(unit.start)
      // Inside a run of letters or digits no word starts.
      while next < matches.count, matches[next].start < start { next += 1 }
      reach(Int(unit.end), from: start, by: unknownCost)
      while next < matches.count, matches[next].start == start {
        let match = matches[next]
        let word = lexicon.meanings[match.form].wordCost
        if word > 0, !Self.crossesBreak(breakBefore, match) {
          reach(match.end, from: start, by: word)
        }
        next += 1
      }
    }
  }

  private static func crossesBreak(_ breakBefore: [Bool], _ match: FormMatch) -> Bool {
    (match.start + 1..<match.end).contains { breakBefore[$0] }
  }
}
