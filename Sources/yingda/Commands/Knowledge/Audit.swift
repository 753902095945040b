import ArgumentParser
import Compiler
import Dialogue
import Evaluation
import Index
import Knowledge
import Language

extension KnowledgeCommand {
  struct Audit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "audit",
      abstract: "交叉检验：把每个问法拿开再找，列出找不回来的条目与互相混淆的条目。",
      discussion: """
        例：
          yingda knowledge audit
          yingda knowledge audit --curve corpora/evaluation   学习曲线：每条 1、3、6、12、20 个问法
          yingda knowledge audit --lexicon corpora/evaluation   哪些同义、方言行帮了忙或添了乱
        """)

    @OptionGroup var folder: FolderOption
    @Option(help: "分几份（每份拟合一次）") var folds = 5
    @Option(help: "各列出几行") var rows = 20
    @Option(help: ArgumentHelp("在这些标注上给出学习曲线", valueName: "CASES"))
    var curve: String?
    @Option(help: ArgumentHelp("词表每一行对这些标注的利弊", valueName: "CASES"))
    var lexicon: String?

    mutating func run() async throws {
      guard (2...50).contains(folds) else {
        throw CommandFailure.input("--folds: \(folds) 不行；请写 2 到 50")
      }
      if let lexicon {
        try await lexiconEffects(lexicon)
        return
      }
      let base = try KnowledgeCommand.load(folder.knowledge)
      if let curve {
        try await learningCurve(base, curve)
        return
      }
      let progress = ProgressLine("正在交叉检验")
      let audit: KnowledgeAudit
      do {
        audit = try KnowledgeAudit.run(base, folds: folds) { share, step in
          progress.update(share, step)
        }
      } catch {
        throw CommandFailure.input(error.description)
      }
      progress.finish()
      let total = Double(max(1, audit.wordings))
      Console.print(
        "拿开的问法 \(audit.wordings)：第一 \(Figures.percent(Double(audit.first) / total))，"
          + "前三 \(Figures.percent(Double(audit.firstThree) / total))")
      Console.print("\n最难找回的条目")
      for row in audit.rows.prefix(rows) {
        Console.print("  \(row.first)/\(row.wordings)  \(row.name)")
      }
      Console.print("\n最常混淆（应为 → 找成，次数，例）")
      for confusion in audit.confusions.prefix(rows) {
        Console.print(
          "  \(confusion.right) → \(confusion.given)  \(confusion.count)  \(confusion.witness)")
      }
    }

    /// Which rows of the lexicons change the judgement of which turns.
    private func lexiconEffects(_ path: String) async throws {
      let set: CaseSet
      do { set = try CaseReader.read([path]) } catch { throw CommandFailure.input("\(error)") }
      let bot = try KnowledgeOption.bot(of: folder.knowledge)
      let progress = ProgressLine("正在逐行试词表")
      let effects = await LexiconEffect.measure(set.cases, with: bot) { done, total in
        progress.update(Double(done) / Double(total), "\(done)/\(total)")
      }
      progress.finish()
      Console.print("改变了判定的行（帮忙，添乱，用到的轮次），添乱多的在前")
      for effect in effects {
        Console.print(
          "\(effect.use.name)\t+\(effect.helped.count)\t−\(effect.harmed.count)\t\(effect.turns)")
        for text in effect.harmed { Console.print("    − \(text)") }
        for text in effect.helped.prefix(3) { Console.print("    + \(text)") }
      }
    }

    /// Recognition with 1, 3, 6, 12 and 20 questions an entry, and with all.
    private func learningCurve(_ base: KnowledgeBase, _ path: String) async throws {
      let set: CaseSet
      do { set = try CaseReader.read([path]) } catch { throw CommandFailure.input("\(error)") }
      Console.print("问法/条  识别率   含澄清   误答率")
      for count in [1, 3, 6, 12, 20, Int.max] {
        let progress = ProgressLine("正在编译，每条 \(count == .max ? "全部" : "\(count)") 个问法")
        let bot: Bot
        do {
          let bytes = try KnowledgeCompiler.compile(base.keeping(count)) { share, step in
            progress.update(share, step)
          }
          bot = try Bot(try Snapshot(bytes: bytes))
        } catch {
          throw CommandFailure.input("\(error)")
        }
        progress.finish()
        let report = EvaluationReport(await EvaluationRun.run(set.cases, with: BotResponder(bot)))
        func figure(_ rate: RateName) -> String {
          report.rates[rate].value.map(Figures.percent) ?? "–"
        }
        Console.print(
          "\(count == .max ? "全部" : "\(count)")\t\(figure(.recognition))\t"
            + "\(figure(.assistedRecognition))\t\(figure(.wrongAnswers))")
      }
    }
  }
}

extension KnowledgeBase {
  /// The same knowledge with at most so many questions an entry, spread over those it has.
  fileprivate func keeping(_ count: Int) -> KnowledgeBase {
    func some(_ questions: [Question]) -> [Question] {
      guard questions.count > count else { return questions }
      return (0..<count).map { questions[$0 * questions.count / count] }
    }
    var copy = self
    for index in copy.entries.indices {
      copy.entries[index].questions = some(entries[index].questions)
    }
    for index in copy.sharedAttributes.indices {
      copy.sharedAttributes[index].questions = some(sharedAttributes[index].questions)
    }
    return copy
  }
}
