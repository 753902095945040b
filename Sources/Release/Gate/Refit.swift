public import Dialogue
public import Evaluation
internal import Matching

/// Fits the calibration of confidence anew, so that the thresholds of shop.yaml keep their meaning
/// when the model changes: slope and offset of the log-odds (Platt 1999).
public enum Refit {
  /// Fewer labels say too little.
  public static let least = 50

  /// The shop's slope and offset by the labelled turns of a replay; nil with too few labels.
  public static func calibration(
    of run: EvaluationRun, with bot: Bot
  ) -> (slope: Double, offset: Double)? {
    let samples = run.dialogues.flatMap(\.turns).compactMap(sample)
    guard samples.count >= least else { return nil }
    let fit = LogisticRegression.fit(
      rows: samples.map { [naturalLogarithm($0.confidence / (1 - $0.confidence))] },
      labels: samples.map(\.isRight), ridge: 0.1)
    let inForce = bot.thresholds
    return (
      rounded(fit.weights[0] * inForce.slope),
      rounded(fit.weights[0] * inForce.offset + fit.bias)
    )
  }

  /// The usual shares of messages that the bot is not sure of, and of those that it has never seen
  /// the like of, by all turns of a replay.
  public static func usualShares(
    of run: EvaluationRun, with bot: Bot
  ) -> (unsure: Double, strange: Double) {
    let turns = run.dialogues.flatMap(\.turns).filter { $0.given.decision != .silent }
    let count = Double(max(1, turns.count))
    let unsure = turns.count {
      $0.given.decision.isUnsure(handedOverFor: $0.given.handoff?.reason)
    }
    let strange = turns.count { bot.isStrange($0.turn.text) }
    return (rounded(Double(unsure) / count), rounded(Double(strange) / count))
  }

  /// What was answered or offered; confidences of 1 and 0 are rules, not measurements.
  private static func sample(_ turn: TurnResult) -> ConfidenceSample? {
    guard let expected = turn.turn.expectation,
      turn.given.decision == .answer || turn.given.decision == .clarify,
      0 < turn.given.confidence, turn.given.confidence < 1
    else { return nil }
    let isRight =
      expected.decisions.contains(.answer)
      && (turn.given.entry.map { expected.entries.contains($0) } ?? false)
    return ConfidenceSample(confidence: turn.given.confidence, isRight: isRight)
  }

  private static func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }
}
