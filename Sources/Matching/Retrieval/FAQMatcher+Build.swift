internal import Index
public import Text

extension FAQMatcher {
  /// Learns a matcher from a base. Takes under a second for hundreds of questions and about a
  /// minute for tens of thousands.
  ///
  /// - Parameters:
  ///   - entries: the base; each id once.
  ///   - pairs: texts that mean the same, or not; used when there are enough and they help.
  ///   - progress: called with the share of the work that is done, 0…1.
  public static func build(
    entries: [FAQEntry], pairs: [TrainingPair] = [], normalizer: Normalizer,
    progress: (Double) -> Void = { _ in }
  ) throws(FAQMatcherError) -> FAQMatcher {
    // By id, so that the order of the entries does not matter.
    let order = entries.indices.sorted { entries[$0].id < entries[$1].id }
    for (one, other) in zip(order, order.dropFirst()) where entries[one].id == entries[other].id {
      throw .duplicate(id: entries[one].id)
    }
    var questions: [String] = []
    var labels: [Int32] = []
    for (place, entry) in order.enumerated() {
      for question in entries[entry].questions {
        questions.append(question)
        labels.append(Int32(place))
      }
    }
    guard !questions.isEmpty else { throw .empty }
    let trainer = MatchTrainer(
      questions: questions, labels: labels, entryCount: entries.count, pairs: pairs,
      normalizer: normalizer)
    let decision = trainer.decide()
    let mix = decision.mix
    let calibration = ScoreCalibration.fit(decision.examples, mix)
    progress(0.5)
    let models = trainer.models(
      Array(questions.indices), MatchTrainer.Parts(mix: mix),
      pairs: decision.usesPairs ? trainer.pairTerms : [])
    var report = FAQMatcherReport()
    report.entries = entries.count
    report.questions = questions.count
    report.heldOut = decision.examples.count
    report.heldOutAccuracy = mix.accuracy(decision.examples)
    report.usesPairs = decision.usesPairs && models.learnedFromPairs
    for kind in MatchModels.Evidence.allCases where mix.weights[kind.rawValue] != 0 {
      report.weights["\(kind)"] = mix.weights[kind.rawValue]
    }
    return FAQMatcher(
      models: models, mix: mix, calibration: calibration,
      exact: ExactQuestions(trainer.texts, labels: labels), callerOrder: order, report: report)
  }
}
