import ArgumentParser
import Dialogue
import Evaluation
import Foundation
import Knowledge
import Language

struct Suggest: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "suggest",
    abstract: "一句话没找对时，给出最小的知识改动。",
    discussion: """
      先试词表：把句中的一个词加进哪个同义组，就能找到该条目，且评测里没有一轮变错；
      最后给出总能奏效的办法：把原句加为该条目的问法。
      例：
        yingda suggest 快递单号查不着影儿 track.how-check
        yingda suggest 这玩意咋退 return.want --cases corpora/evaluation
      """)

  @OptionGroup var source: KnowledgeOption
  @Option(help: ArgumentHelp("不许变错的评测用例", valueName: "CASES"))
  var cases = "corpora/evaluation"
  @Argument(help: "顾客的话") var text: String
  @Argument(help: "该归的条目编号") var entry: String

  mutating func run() async throws {
    let bot = try source.bot()
    guard bot.hasEntry(entry) else {
      throw CommandFailure.input("\(entry): 没有这个条目；用 yingda knowledge export 看全部编号")
    }
    var session = Session()
    let now = bot.reply(to: text, in: &session, at: .evaluation)
    guard now.entry != entry || now.decision != .answer else {
      Console.print("已经找到 \(entry)（把握 \(Figures.percent(now.confidence))），不用改。")
      return
    }
    Console.print(
      "现在：\(now.decision.rawValue) \(now.entry ?? "–")（把握 \(Figures.percent(now.confidence))）")
    let base = try KnowledgeCommand.load(source.knowledge)
    let set: CaseSet
    do { set = try CaseReader.read([cases]) } catch { throw CommandFailure.input("\(error)") }
    let questions = base.entries.flatMap(\.questions).map(\.text)
    let progress = ProgressLine("正在试同义词")
    let found = await SynonymSuggestion.find(
      text, entry, groups: base.lexicon.synonyms.map { ($0.name, $0.forms) }, bot: bot,
      cases: set.cases,
      isCommon: { word in questions.count(where: { $0.contains(word) }) > 12 },
      progress: { progress.update($0) })
    progress.finish()
    for suggestion in found.prefix(3) {
      Console.print(
        "同义词：把“\(suggestion.word)”加进“\(suggestion.concept)”（与“\(suggestion.form)”同义）"
          + " → 把握 \(Figures.percent(suggestion.confidence))，评测没有变错")
    }
    if found.isEmpty { Console.print("没有哪个同义词能单独奏效。") }
    Console.print("问法：给 \(entry) 加一行\n      - \(text)")
  }
}
