import ArgumentParser
import Compiler
import Dialogue

struct Ask: ParsableCommand {
  @Option var knowledge = "knowledge"
  @Option var sku: String?
  @Flag var explain = false
  @Argument var text: [String]
  mutating func run() throws {
    let bot = try Bot(try KnowledgeCache.open(knowledge, progress: { print($0, $1) }))
    var s = Session(DialogueContext(sku: sku))
    let r = bot.reply(to: text.joined(separator: " "), in: &s, at: .evaluation, explain: explain)
    print(r.decision, r.entry ?? "-", r.confidence, r.reply)
    for step in r.explanation?.steps ?? [] { print("  ", step.name, step.details.joined(separator: " | ")) }
  }
}
