import Dialogue
import Evaluation
import Knowledge
import Language
import Matching
import TestSupport
import Testing
import Text

/// What the sample shop's knowledge must reach, whoever edits it.
@Suite struct SamplePackTests {
  private static let evaluation = Shared.root + "/corpora/evaluation"

  @Test func lintFindsNoError() throws {
    let report = KnowledgeLint.check(
      try Shared.base.get(), LintOptions(evaluationFolder: Self.evaluation),
      normalizer: Normalizer(try CharacterTables.computed()))
    #expect(report.errors.isEmpty, "\(report.errors.map(\.description).joined(separator: "\n"))")
  }

  @Test func dialectAndStandardAskForTheSame() throws {
    let bot = try Bot(try Shared.snapshot.get())
    for row in try Shared.base.get().lexicon.dialect {
      var dialect = Conversation(bot)
      var standard = Conversation(bot)
      let first = dialect.say(row.example)
      let second = standard.say(row.example.replacing(row.form, with: row.standard))
      #expect(
        first.entry == second.entry,
        "\(row.location): \(row.example) → \(first.entry ?? "-"), \(second.entry ?? "-")")
    }
  }

  @Test func ratesOnTheLabelledDialogues() async throws {
    let bot = try Bot(try Shared.snapshot.get())
    let cases = try CaseReader.read([Self.evaluation]).cases
    let run = await EvaluationRun.run(cases, with: BotResponder(bot))
    let rates = EvaluationReport(run).rates
    let recognition = try #require(rates[.recognition].value)
    let wrong = try #require(rates[.wrongAnswers].value)
    let missed = try #require(rates[.missedHandoffs].value)
    #expect(recognition >= 0.9)
    #expect(wrong <= 0.06)
    #expect(missed <= 0.1)
  }

  @Test func counterexamplesOfHandoffsStayWithTheBot() throws {
    let bot = try Bot(try Shared.snapshot.get())
    var kept = 0
    var all = 0
    for situation in try Shared.base.get().situations {
      for text in situation.counterexamples.map(\.text) {
        var conversation = Conversation(bot)
        all += 1
        if conversation.say(text).handoff?.situation != situation.id { kept += 1 }
      }
    }
    #expect(all > 100)
    #expect(kept * 100 >= all * 90, "\(kept) of \(all)")
  }
}
