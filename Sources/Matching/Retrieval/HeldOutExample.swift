/// A held-out question as models read it that have not seen it.
struct HeldOutExample: Sendable {
  let entry: Int32
  let reading: MatchModels.Reading
  /// The same with the right entry left out: then whatever comes first is wrong.
  let without: MatchModels.Reading

  /// Nil when the right entry is not among the candidates.
  var mixExample: EvidenceMix.Example? {
    guard let right = reading.candidates.firstIndex(where: { $0.entry == entry }) else {
      return nil
    }
    return EvidenceMix.Example(
      candidates: EvidenceMix.padded(reading.candidates.map(\.evidence)), right: right)
  }

  /// The first entry as it is, and the first when the right one is left out.
  func calibrationExamples(_ mix: EvidenceMix, strangers: Double) -> [ScoreCalibration.Example] {
    var examples: [ScoreCalibration.Example] = []
    if let first = FAQMatcher.ranking(reading, mix).first {
      examples.append(
        ScoreCalibration.Example(
          facts: first.facts(reading), isRight: first.entry == entry, weight: 1))
    }
    if let first = FAQMatcher.ranking(without, mix).first {
      examples.append(
        ScoreCalibration.Example(
          facts: first.facts(without), isRight: false, weight: strangers))
    }
    return examples
  }
}
