import ArgumentParser
import Dialogue
import Evaluation
import Foundation
import Index
import Knowledge
import Matching
import Text

struct Evaluate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "批量评测：识别率、误答率、转人工率等，按切片列出，可设关口。",
    discussion: """
      例：
        yingda evaluate corpora/evaluation/*.jsonl
        yingda evaluate corpora/evaluation/*.jsonl --html report.html --predictions now.jsonl
        yingda evaluate corpora/evaluation/*.jsonl --baseline before.jsonl --max-worse 5
        yingda evaluate corpora/evaluation/*.jsonl --min-recognition 0.9 --max-transfer 0.15
        yingda evaluate corpora/evaluation/*.jsonl --certify
      """)

  @OptionGroup var source: KnowledgeOption
  @Argument(help: "标注好的对话（JSONL）") var cases: [String]
  @Option(help: ArgumentHelp("把结果写成 JSON", valueName: "FILE")) var json: String?
  @Option(help: ArgumentHelp("把报告写成网页（单个文件，可离线看）", valueName: "FILE")) var html: String?
  @Option(help: ArgumentHelp("每轮的结果，一行一轮", valueName: "FILE")) var predictions: String?
  @Option(help: ArgumentHelp("与以前的 --predictions 文件逐例比较", valueName: "FILE"))
  var baseline: String?
  @Flag(help: "按 shop.yaml 承诺的风险求出可证明的阈值") var certify = false
  @Flag(help: "在这些标注上重新校准把握（给出 shop.yaml 的 slope 与 offset）")
  var calibrate = false
  @Option(help: "换成对照方法：bm25（ICU 词）或 tfidf（字符）") var method: String?
  @Option(help: "最差条目、混淆等各列出几行") var rows = 10
  @OptionGroup var gates: GateOptions

  mutating func run() async throws {
    let gates = try gates.gates()
    let set: CaseSet
    let earlier: [Prediction]?
    do {
      set = try CaseReader.read(cases)
      earlier = try baseline.map { try PredictionReader.read($0) }
    } catch let error as InputError {
      throw CommandFailure.input("\(error)")
    }
    for warning in set.warnings { Console.error("\(warning)") }
    let bot = try source.bot()
    try checkProducts(set.cases, bot)
    let run = try await run(set.cases, bot)
    let report = EvaluationReport(run)
    let comparison = earlier.map { Comparison(run, baseline: $0) }
    let results = gates.map { $0.check(report, comparison) }
    Console.print(
      TextReport.render(
        report, comparison: comparison, gates: results,
        options: TextReport.Options(rows: rows)
      ).trimmingSuffix)
    if certify { Console.print(Certification(bot: bot, report: report).text) }
    if calibrate { Console.print(Recalibration(bot: bot, report: report).text) }
    try write(predictions, run.predictionLines)
    try write(json, JSONReport.render(report, comparison: comparison, gates: results))
    try write(html, HTMLReport.render(report, comparison: comparison, gates: results))
    if results.contains(where: { !$0.passed }) {
      throw CommandFailure.result("有关口没有通过，见上表“关口”。")
    }
  }

  private func run(_ cases: [EvaluationCase], _ bot: Bot) async throws -> EvaluationRun {
    let progress = ProgressLine("正在评测")
    defer { progress.finish() }
    let update: @Sendable (Int, Int) -> Void = { done, total in
      progress.update(Double(done) / Double(max(1, total)))
    }
    guard let method else {
      return await EvaluationRun.run(cases, with: BotResponder(bot), progress: update)
    }
    guard let known = BaselineIndex.Method(rawValue: method) else {
      let names = BaselineIndex.Method.allCases.map(\.rawValue).joined(separator: "、")
      throw CommandFailure.input("--method: 没有方法 '\(method)'；可选 \(names)")
    }
    let base = try KnowledgeCommand.load(source.knowledge)
    do {
      let responder = try BaselineResponder(
        base, method: known, normalizer: try KnowledgeCommand.normalizer())
      return await EvaluationRun.run(cases, with: responder, progress: update)
    } catch let error as ICUError {
      throw CommandFailure.input(error.description)
    }
  }

  private func write(_ path: String?, _ text: String) throws {
    guard let path else { return }
    do { try AtomicFile.write(Array(text.utf8), to: path) } catch {
      throw CommandFailure.input("\(error)")
    }
  }

  private func checkProducts(_ cases: [EvaluationCase], _ bot: Bot) throws {
    for value in cases {
      if let sku = value.context.sku, bot.product(sku: sku) == nil {
        throw CommandFailure.input(
          "\(value.id): context.sku: 没有商品 '\(sku)'；已有 \(bot.skus.joined(separator: "、"))")
      }
    }
  }
}

/// Gates on the rates, each a share from 0 to 1.
struct GateOptions: ParsableArguments {
  @Option(help: "识别率至少") var minRecognition: Double?
  @Option(help: "辅助识别率至少") var minAssisted: Double?
  @Option(help: "准确率至少") var minPrecision: Double?
  @Option(help: "整段对话全对的比例至少") var minDialogueSuccess: Double?
  @Option(help: "极性成对都对的比例至少") var minPairs: Double?
  @Option(help: "不该转人工的不转，至少") var minHandoffNegatives: Double?
  @Option(help: "转人工率至多") var maxTransfer: Double?
  @Option(help: "误答率至多") var maxWrong: Double?
  @Option(help: "漏转人工至多") var maxMissedHandoffs: Double?
  @Option(help: "超范围却作答至多") var maxOutOfScopeAnswered: Double?
  @Option(help: "校准误差至多") var maxCalibrationError: Double?
  @Option(help: "与 --baseline 相比变差的轮次至多") var maxWorse: Double?

  func gates() throws -> [Gate] {
    let limits: [(Gate.Name, Double?)] = [
      (.minRecognition, minRecognition), (.minAssisted, minAssisted),
      (.minPrecision, minPrecision), (.minDialogueSuccess, minDialogueSuccess),
      (.minPairs, minPairs), (.minHandoffNegatives, minHandoffNegatives),
      (.maxTransfer, maxTransfer), (.maxWrong, maxWrong),
      (.maxMissedHandoffs, maxMissedHandoffs), (.maxOutOfScopeAnswered, maxOutOfScopeAnswered),
      (.maxCalibrationError, maxCalibrationError), (.maxWorse, maxWorse),
    ]
    do {
      return try limits.compactMap { name, limit in try limit.map { try Gate(name, $0) } }
    } catch let error as Gate.LimitError {
      throw CommandFailure.input(error.description)
    }
  }
}

extension String {
  fileprivate var trimmingSuffix: String {
    var text = self
    while text.hasSuffix("\n") { text.removeLast() }
    return text
  }
}
