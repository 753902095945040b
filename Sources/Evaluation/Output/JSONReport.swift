internal import Dialogue

/// The report for programs; the same run gives the same bytes.
public enum JSONReport {
  /// Everything but the dialogues themselves, as indented JSON ending with a line break.
  public static func render(
    _ report: EvaluationReport, comparison: Comparison? = nil, gates: [GateResult] = []
  ) -> String {
    var members: [(String, JSONText)] = [
      ("version", .string(report.run.version)),
      ("dialogues", .integer(report.run.dialogues.count)),
      ("customer_turns", .integer(report.customerTurns)),
      ("expected_turns", .integer(report.expectedTurns)),
      ("rates", rates(report.rates)),
      ("levels", levels(report)),
      (
        "outcomes",
        .object(Outcome.allCases.map { ($0.rawValue, .integer(report.count($0))) })
      ),
      ("missed_handoffs_by_level", parts(report.missedByLevel)),
      ("out_of_scope_answered_by_kind", parts(report.outOfScopeByKind)),
      ("turn_accuracy_by_depth", parts(report.accuracyByDepth)),
      ("calibration", calibration(report)),
      ("risk_coverage", riskCoverage(report.riskCoverage)),
      ("slices", .object(report.slices.map { ($0.dimension.name, slices($0)) })),
      ("confusions", .array(report.confusions.map(confusion))),
      ("failing_entries", .array(report.failingEntries.map(entry))),
    ]
    if let comparison { members.append(("comparison", self.comparison(comparison))) }
    members.append(("gates", .array(gates.map(gate))))
    members.append(("passed", .bool(gates.allSatisfy(\.passed))))
    return JSONText.object(members).pretty
  }

  private static func proportion(_ proportion: Proportion) -> JSONText {
    .object([
      ("value", .optional(proportion.value)), ("numerator", .integer(proportion.hits)),
      ("denominator", .integer(proportion.total)), ("low", .optional(proportion.interval?.low)),
      ("high", .optional(proportion.interval?.high)),
    ])
  }

  private static func rates(_ rates: RateTable) -> JSONText {
    .object(RateName.allCases.map { ($0.rawValue, proportion(rates[$0])) })
  }

  private static func parts(_ parts: [LabelledProportion]) -> JSONText {
    .object(parts.map { ($0.label, proportion($0.proportion)) })
  }

  private static func levels(_ report: EvaluationReport) -> JSONText {
    func level(_ scale: SeedScale, _ value: Double?) -> JSONText {
      .object([
        ("value", .optional(value)),
        ("level", .optional(value.map { scale.level(of: $0).rawValue })),
      ])
    }
    return .object([
      ("recognition", level(.recognition, report.rates[.recognition].value)),
      ("transfer", level(.transfer, report.rates[.transfer].value)),
      ("turns", level(.turns, Double(report.longestSuccess))),
    ])
  }

  private static func calibration(_ report: EvaluationReport) -> JSONText {
    .object([
      ("answers", .integer(report.answers.count)),
      ("expected_error", .optional(report.calibration.expectedError)),
      ("auroc", .optional(report.areaUnderROC)),
      (
        "bins",
        .array(
          report.calibration.bins.map { bin in
            .object([
              ("low", .number(bin.low)), ("high", .number(bin.high)),
              ("answers", .integer(bin.right.total)), ("right", .integer(bin.right.hits)),
              ("mean_confidence", .optional(bin.meanConfidence)),
            ])
          })
      ),
    ])
  }

  private static func riskCoverage(_ curve: RiskCoverage) -> JSONText {
    .object([
      ("area", .optional(curve.area)),
      (
        "points",
        .array(
          curve.thinned(to: 200).map { point in
            .object([
              ("threshold", .number(point.threshold)), ("coverage", .number(point.coverage)),
              ("risk", .number(point.risk)),
            ])
          })
      ),
    ])
  }

  private static func slices(_ group: SliceGroup) -> JSONText {
    .object(
      group.slices.map {
        ($0.label, .object([("dialogues", .integer($0.dialogues)), ("rates", rates($0.rates))]))
      })
  }

  private static func confusion(_ confusion: Confusion) -> JSONText {
    .object([
      ("expected", .optional(confusion.expected)), ("given", .string(confusion.given)),
      ("count", .integer(confusion.count)),
    ])
  }

  private static func entry(_ entry: EntryResult) -> JSONText {
    .object([
      ("entry", .string(entry.entry)), ("right", .integer(entry.right.hits)),
      ("turns", .integer(entry.right.total)),
      (
        "instead",
        .array(
          entry.instead.map {
            .object([
              ("decision", .string($0.decision.rawValue)), ("entry", .optional($0.entry)),
              ("count", .integer($0.count)),
            ])
          })
      ),
    ])
  }

  private static func comparison(_ comparison: Comparison) -> JSONText {
    func change(_ change: Comparison.Change) -> JSONText {
      .object([
        ("case", .string(change.dialogue)), ("turn", .integer(change.turn)),
        ("before", given(change.before)), ("now", given(change.now)),
      ])
    }
    return .object([
      ("shared_dialogues", .integer(comparison.now.run.dialogues.count)),
      ("added_dialogues", .integer(comparison.added)),
      ("removed_dialogues", .integer(comparison.removed)),
      ("p_value", .number(comparison.pValue)),
      ("otherwise", .integer(comparison.otherwise)),
      ("before", rates(comparison.before.rates)), ("now", rates(comparison.now.rates)),
      ("better", .array(comparison.better.map(change))),
      ("worse", .array(comparison.worse.map(change))),
    ])
  }

  private static func given(_ given: Given) -> JSONText {
    .object([
      ("decision", .string(given.decision.rawValue)), ("entry", .optional(given.entry)),
      ("confidence", .number(given.confidence)),
    ])
  }

  private static func gate(_ result: GateResult) -> JSONText {
    .object([
      ("name", .string(result.gate.name.rawValue)), ("limit", .number(result.gate.limit)),
      ("measured", .optional(result.measured)), ("passed", .bool(result.passed)),
    ])
  }
}
