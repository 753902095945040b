internal import Language
internal import Matching

/// How much two answers have in common, by what is telling in the shop's knowledge.
struct AnswerAgreement: Sendable {
  /// From this much in common a person said what an answer says.
  static let agrees = 0.15

  private let weights: TermWeights
  private let vectors: [TermVector]

  init(matcher: Matcher, answers: [String]) {
    var weights = TermWeights()
    let features = answers.map { Self.features($0, matcher) }
    for list in features { weights.count(list) }
    self.weights = weights
    vectors = features.map { weights.vector($0) }
  }

  /// The agreement of an answer with that of an entry, 0…1.
  func agreement(_ answer: TermVector, entry: Int) -> Double {
    Double(answer.dot(vectors[entry]))
  }

  func vector(_ text: String, _ matcher: Matcher) -> TermVector {
    weights.vector(Self.features(text, matcher))
  }

  private static func features(_ text: String, _ matcher: Matcher) -> [Feature] {
    FeatureExtractor.features(of: matcher.analyzer.analyze(text), sku: nil)
  }
}
