import Dialogue
import Evaluation
import Release

/// Words a shop's own calibration, fitted on labelled questions, as lines for shop.yaml.
struct Recalibration {
  let bot: Bot
  let report: EvaluationReport

  var text: String {
    guard let fit = Refit.calibration(of: report.run, with: bot) else {
      return "\n校准  可用的标注太少，至少要 \(Refit.least) 个。"
    }
    let usual = Refit.usualShares(of: report.run, with: bot)
    return """

      校准  写进 shop.yaml 的 confidence：
        slope: \(fit.slope)
        offset: \(fit.offset)
      平时的说法  写进 shop.yaml 的 drift（多出一倍就报警）：
        unsure: \(usual.unsure)
        strange: \(usual.strange)
      """
  }
}
