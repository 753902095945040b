import Dialogue
import Evaluation
import Knowledge
import Matching
import Text

/// A baseline in the bot's place: it always answers with the best question's entry, among those of
/// the page's product.
struct BaselineResponder: Responder {
  private let index: BaselineIndex
  private let entries: [Entry]
  private let method: BaselineIndex.Method

  init(_ base: KnowledgeBase, method: BaselineIndex.Method, normalizer: Normalizer) throws(ICUError)
  {
    var documents: [BaselineIndex.Document] = []
    for (number, entry) in base.entries.enumerated() {
      for question in base.questions(of: entry) {
        documents.append(BaselineIndex.Document(text: question.text, entry: number))
      }
      documents.append(BaselineIndex.Document(text: entry.title, entry: number))
    }
    index = try BaselineIndex(documents, method: method, normalizer: normalizer)
    entries = base.entries
    self.method = method
  }

  func open(_ context: DialogueContext) -> DialogueContext { context }

  func reply(to text: String, in context: inout DialogueContext, at time: ShopTime) -> Reply {
    let sku = context.sku
    let ranked = index.rank(text, top: 50).first { candidate in
      sku == nil || entries[candidate.entry].sku == nil || entries[candidate.entry].sku == sku
    }
    guard let ranked else {
      return Reply(text: text, decision: .clarify, entry: nil, reply: "", version: method.rawValue)
    }
    let entry = entries[ranked.entry]
    var reply = Reply(
      text: text, decision: entry.declines ? .decline : .answer, entry: entry.id,
      tier: entry.tier.rawValue, sku: entry.sku, reply: entry.answer, version: method.rawValue)
    // Only the cosine is bounded; for BM25 this squeezes the score into 0…1.
    let score = Double(ranked.score)
    reply.confidence = method == .tfidf ? min(score, 1) : score / (score + 10)
    return reply
  }

  func personWrote(_ text: String, in context: inout DialogueContext, at time: ShopTime) {}
}
