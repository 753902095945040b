/// A demand on a report; a release that misses it is refused.
public struct Gate: Sendable, Equatable {
  /// What is demanded, by the name of its command-line option.
  public enum Name: String, Sendable, CaseIterable {
    case minRecognition = "min-recognition"
    case minAssisted = "min-assisted"
    case minPrecision = "min-precision"
    case minTurnAccuracy = "min-turn-accuracy"
    case minDialogueSuccess = "min-dialogue-success"
    case minPairs = "min-pairs"
    case minHandoffNegatives = "min-handoff-negatives"
    case minClarify = "min-clarify"
    case minSilence = "min-silence"
    case maxTransfer = "max-transfer"
    case maxHandedOver = "max-handed-over"
    case maxWrong = "max-wrong"
    case maxMissedHandoffs = "max-missed-handoffs"
    case maxOutOfScopeAnswered = "max-out-of-scope-answered"
    case maxCalibrationError = "max-calibration-error"
    case maxWorse = "max-worse"

    /// Whether the measured value must not be below the limit; else it must not be above.
    public var isLeast: Bool { rawValue.hasPrefix("min-") }

    /// Whether the limit is a number of turns rather than a share.
    public var isCount: Bool { self == .maxWorse }

    /// The name in reports for people.
    public var label: String {
      switch self {
      case .maxCalibrationError: "校准误差"
      case .maxWorse: "变差的轮次"
      default: rate?.label ?? rawValue
      }
    }

    /// The rate that is held against the limit.
    var rate: RateName? {
      switch self {
      case .minRecognition: .recognition
      case .minAssisted: .assistedRecognition
      case .minPrecision: .precision
      case .minTurnAccuracy: .turnAccuracy
      case .minDialogueSuccess: .dialogueSuccess
      case .minPairs: .pairsRight
      case .minHandoffNegatives: .handoffNegatives
      case .minClarify: .clarifyRight
      case .minSilence: .silenceRight
      case .maxTransfer: .transfer
      case .maxHandedOver: .handedOver
      case .maxWrong: .wrongAnswers
      case .maxMissedHandoffs: .missedHandoffs
      case .maxOutOfScopeAnswered: .outOfScopeAnswered
      case .maxCalibrationError, .maxWorse: nil
      }
    }
  }

  /// A limit that no measure could meet or miss.
  public struct LimitError: Error, Sendable, Equatable, CustomStringConvertible {
    public let name: Name
    public let limit: Double

    public var description: String {
      name.isCount
        ? "--\(name.rawValue): \(limit) is not a number of turns; write a whole number from 0"
        : "--\(name.rawValue): \(limit) is not a share; write a number from 0 to 1, such as 0.95"
    }
  }

  public let name: Name
  /// 0…1, or for counts a whole number.
  public let limit: Double

  /// - Throws: when the limit is not a share from 0 to 1, or for counts not a whole number.
  public init(_ name: Name, _ limit: Double) throws(LimitError) {
    let isSensible =
      name.isCount ? limit >= 0 && limit == limit.rounded() && limit.isFinite : (0...1) ~= limit
    guard isSensible else { throw LimitError(name: name, limit: limit) }
    self.name = name
    self.limit = limit
  }

  /// Holds the report, and where needed its comparison, against the limit.
  ///
  /// What cannot be measured has not been shown to be good and does not pass.
  public func check(_ report: EvaluationReport, _ comparison: Comparison? = nil) -> GateResult {
    let measured: Double? =
      switch name {
      case .maxCalibrationError: report.calibration.expectedError
      case .maxWorse: comparison.map { Double($0.worse.count) }
      default: name.rate.flatMap { report.rates[$0].value }
      }
    let passed = measured.map { name.isLeast ? $0 >= limit : $0 <= limit } ?? false
    return GateResult(gate: self, measured: measured, passed: passed)
  }
}

/// A gate with what was measured.
public struct GateResult: Sendable, Equatable {
  public let gate: Gate
  /// nil when the cases hold nothing to measure.
  public let measured: Double?
  public let passed: Bool
}
