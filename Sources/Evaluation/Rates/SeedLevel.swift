/// The levels that the trade names for a service bot's figures.
public enum SeedLevel: String, Sendable, CaseIterable {
  case below, basic, tuned, benchmark

  /// The name in reports for people.
  public var label: String {
    switch self {
    case .below: "未达基础"
    case .basic: "基础"
    case .tuned: "优化"
    case .benchmark: "标杆"
    }
  }
}

/// The ranges of a figure at each level.
public enum SeedScale: String, Sendable, CaseIterable {
  case recognition, transfer, turns

  /// The ranges as people write them: basic, tuned, benchmark.
  public var ranges: [String] {
    switch self {
    case .recognition: ["65–75 %", "85–92 %", "≥ 95 %"]
    case .transfer: ["40–50 %", "20–30 %", "≤ 15 %"]
    case .turns: ["≤ 3 轮", "5–7 轮", "≥ 10 轮"]
    }
  }

  /// The least demanding values of basic, tuned and benchmark.
  private var marks: [Double] {
    switch self {
    case .recognition: [0.65, 0.85, 0.95]
    case .transfer: [0.5, 0.3, 0.15]
    case .turns: [1, 5, 10]
    }
  }

  /// The highest level whose mark the value reaches.
  public func level(of value: Double) -> SeedLevel {
    let reached = marks.count { self == .transfer ? value <= $0 : value >= $0 }
    return SeedLevel.allCases[reached]
  }

  /// The scale that goes with a rate.
  public init?(_ rate: RateName) {
    switch rate {
    case .recognition: self = .recognition
    case .transfer: self = .transfer
    default: return nil
    }
  }
}
