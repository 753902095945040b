internal import Language
internal import Text

/// A text in the knowledge that a customer might type, and whose it is.
struct Wording {
  enum Owner: Hashable {
    case entry(Int)
    case attribute(Int)
    case example(Int)
    case counterexample(Int)
    case outside(Int)
  }

  let question: Question
  let owner: Owner
  /// The normalised text.
  let text: NormalizedText

  /// All wordings of a knowledge base, in the order of its files. O(n).
  static func all(of base: KnowledgeBase, _ normalizer: Normalizer) -> [Wording] {
    var wordings: [Wording] = []
    func add(_ questions: [Question], _ owner: Owner) {
      for question in questions {
        wordings.append(
          Wording(question: question, owner: owner, text: normalizer.normalize(question.text)))
      }
    }
    for (index, entry) in base.entries.enumerated() { add(entry.questions, .entry(index)) }
    for (index, shared) in base.sharedAttributes.enumerated() {
      add(shared.questions, .attribute(index))
    }
    for (index, situation) in base.situations.enumerated() {
      add(situation.examples, .example(index))
      add(situation.counterexamples, .counterexample(index))
    }
    for (index, kind) in base.outside.enumerated() { add(kind.examples, .outside(index)) }
    return wordings
  }
}
