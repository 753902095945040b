import Dialogue
import Evaluation
import Matching

/// Fits a shop's own calibration on labelled questions: slope and offset of the log-odds
/// (Platt 1999).
struct Recalibration {
  let bot: Bot
  let report: EvaluationReport

  var text: String {
    let samples = self.samples
    guard samples.count >= 50 else {
      return "\n校准  只有 \(samples.count) 个可用的标注，至少要 50 个。"
    }
    let fit = LogisticRegression.fit(
      rows: samples.map { [naturalLogarithm($0.confidence / (1 - $0.confidence))] },
      labels: samples.map(\.isRight), ridge: 0.1)
    let inForce = bot.thresholds
    let slope = fit.weights[0] * inForce.slope
    let offset = fit.weights[0] * inForce.offset + fit.bias
    return """

      校准  由 \(samples.count) 个标注求得；写进 shop.yaml 的 confidence：
        slope: \(rounded(slope))
        offset: \(rounded(offset))
      """
  }

  /// What was answered or offered; a declined message has been judged by another measure.
  private var samples: [ConfidenceSample] {
    report.run.dialogues.flatMap(\.turns).compactMap { turn in
      guard let expected = turn.turn.expectation,
        turn.given.decision == .answer || turn.given.decision == .clarify,
        // Confidences of 1 and 0 are rules, not measurements.
        0 < turn.given.confidence, turn.given.confidence < 1
      else { return nil }
      let isRight =
        expected.decisions.contains(.answer)
        && (turn.given.entry.map { expected.entries.contains($0) } ?? false)
      return ConfidenceSample(confidence: turn.given.confidence, isRight: isRight)
    }
  }

  private func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }
}
