internal import Language
internal import Matching

/// Turns questions with their answers into vectors whose scalar product says how alike they are.
///
/// A question is often bare (在哪里输码), and what the agent answered says what it was about; so
/// both count as one text. The matcher's topics add what the words alone do not show, and the
/// product keeps apart what is asked of different ones.
struct QuestionVectors: Sendable {
  private static let topicShare: Float = 0.15
  /// Topics of a base in which a common topic counts in full; one of few says less.
  private static let manyTopics = 600.0
  private static let productShare: Float = 0.06
  /// The probability of the first topic from which on the matcher has something to say.
  private static let clear = 0.2
  private static let topicBase: UInt64 = 0xFFFF_FFFF_0000_0000
  private static let productBase: UInt64 = 0xFFFF_FFFE_0000_0000

  private let matcher: Matcher
  /// How much a topic in common says: its share of information.
  private let topicShare: Float
  private var weights = TermWeights()

  init(matcher: Matcher) {
    self.matcher = matcher
    let bits = naturalLogarithm(Double(max(1, matcher.topics.count)))
    topicShare = Self.topicShare * Float(min(1, bits / naturalLogarithm(Self.manyTopics)))
  }

  /// Counts a text of the week or of the knowledge.
  mutating func count(_ text: String) { weights.count(features(text)) }

  func vector(_ question: ReplayedQuestion) -> TermVector {
    let words = weights.vector(features(question.text) + features(question.answer))
    // A matcher that may mean anything says nothing: two such questions are not alike for that.
    let clarity = min(1, (question.topics.map(\.probability).max() ?? 0) / Self.clear)
    let share = topicShare * Float(clarity * clarity)
    var terms: [(dimension: UInt64, value: Float)] = question.topics.map {
      (Self.topicBase | UInt64($0.topic), (Float($0.probability) * share).squareRoot())
    }
    if let product = question.product {
      terms.append((Self.productBase | UInt64(product), Self.productShare.squareRoot()))
    }
    return words.mixed(1, with: TermVector(terms), 1)
  }

  /// The vector of a text alone, of length 1 at most.
  func vector(text: String) -> TermVector { weights.vector(features(text)) }

  private func features(_ text: String) -> [Feature] {
    FeatureExtractor.features(of: matcher.analyzer.analyze(text), sku: nil)
  }
}
