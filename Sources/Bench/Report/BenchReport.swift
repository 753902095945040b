internal import Evaluation

/// One figure of a measurement.
public struct BenchMetric: Sendable, Equatable {
  /// The name in JSON, with its unit.
  public let key: String
  public let label: String
  public let unit: String
  public let value: Double
  let decimals: Int

  public init(_ key: String, _ label: String, _ unit: String, _ value: Double, decimals: Int) {
    self.key = key
    self.label = label
    self.unit = unit
    self.value = value
    self.decimals = decimals
  }
}

/// What one measurement gave.
public struct BenchResult: Sendable, Equatable {
  public let suite: BenchSuite
  /// What was measured, in a few words.
  public let name: String
  /// Questions in the base; nil where there is none.
  public let size: Int?
  public let metrics: [BenchMetric]

  public init(_ suite: BenchSuite, _ name: String, size: Int? = nil, _ metrics: [BenchMetric]) {
    self.suite = suite
    self.name = name
    self.size = size
    self.metrics = metrics
  }

  /// A figure by its JSON name; nil when it was not measured.
  public subscript(key: String) -> Double? { metrics.first { $0.key == key }?.value }
}

/// The results of a run, as a table and as JSON.
public struct BenchReport: Sendable {
  public private(set) var results: [BenchResult] = []
  /// What the questions are like.
  public let data: CorpusFacts
  public let cores: Int

  public init(data: CorpusFacts, cores: Int) {
    self.data = data
    self.cores = cores
  }

  public mutating func add(_ results: [BenchResult]) { self.results += results }

  /// `{"format": 1, "cores": …, "data": {…}, "results": [{"suite", "case", "questions", …}]}`.
  public var json: String {
    JSONText.object([
      ("format", .integer(1)), ("cores", .integer(cores)),
      (
        "data",
        .object([
          ("seed", .integer(Int(data.seed))), ("questions", .integer(data.questions)),
          ("mean_length", .number(data.meanLength)), ("characters", .integer(data.characters)),
          ("zipf_exponent", .number(data.zipfExponent)),
        ])
      ),
      (
        "results",
        .array(
          results.map { result in
            .object(
              [
                ("suite", .string(result.suite.rawValue)), ("case", .string(result.name)),
                ("questions", result.size.map { .integer($0) } ?? .null),
              ] + result.metrics.map { ($0.key, .number($0.value)) })
          })
      ),
    ]).pretty
  }

  /// A table for each suite.
  public var text: String {
    var lines = [
      "数据：\(data.questions) 个问句，平均 \(Figure.fixed(data.meanLength, decimals: 1)) 字，"
        + "\(data.characters) 种字符，种子 \(data.seed)"
    ]
    for suite in BenchSuite.allCases {
      let rows = results.filter { $0.suite == suite }
      guard !rows.isEmpty else { continue }
      lines += ["", "\(suite.rawValue)：\(suite.title)"]
      lines += BenchTable.lines(rows)
    }
    return lines.joined(separator: "\n")
  }
}
