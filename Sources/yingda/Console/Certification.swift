import Dialogue
import Evaluation

/// Words the threshold that keeps the shop's promise on labelled questions.
struct Certification {
  let bot: Bot
  let report: EvaluationReport

  var text: String {
    let thresholds = bot.thresholds
    let terms = ThresholdCertificate.Terms(
      riskLimit: thresholds.riskLimit, confidence: thresholds.riskConfidence,
      base: ThresholdCertificate.Base(rawValue: thresholds.riskBase) ?? .questions)
    let base = terms.base == .questions ? "全部问题" : "所答"
    var lines = [
      "\n承诺  误答至多占\(base)的 \(Figures.percent(terms.riskLimit))，"
        + "把握 \(Figures.percent(terms.confidence))；现用阈值 \(thresholds.answerAt)"
    ]
    let samples = report.questions
    switch ThresholdSearch(samples, terms: terms) {
    case .certified(let certificate):
      lines.append(
        "可以保证：confidence.answer 设为 \(certificate.threshold)；"
          + "误答 \(certificate.wrong.hits)/\(certificate.wrong.total)，"
          + "上界 \(Figures.percent(certificate.riskBound))，"
          + "覆盖 \(Figures.percent(certificate.coverage))，"
          + "其余 \(samples.count - certificate.wrong.total) 问要反问或转人工")
    case .needsMoreCases(let count):
      lines.append("证据不足：还差大约 \(count) 个标注的问题，现在不能保证。")
    case .riskTooHigh(let observed):
      lines.append(
        "做不到：最严的阈值下误答也有 \(Figures.percent(observed))；先补问法，或放宽承诺。")
    }
    return lines.joined(separator: "\n")
  }
}

/// Figures for people.
enum Figures {
  /// A share as a percentage with one decimal.
  static func percent(_ value: Double) -> String {
    let tenths = Int((value * 1000).rounded())
    return "\(tenths / 10).\(tenths % 10)%"
  }
}
