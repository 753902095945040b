internal import Foundation
internal import Index

/// What a process costs from its start to its first answer.
enum StartSuite {
  private static let runs = 15

  /// `yingda ask` with the shop's knowledge.
  static func run(_ run: BenchRun) throws -> [BenchResult] {
    run.progress(0, "启动")
    var results = [
      try result(
        "ask --knowledge \(URL(fileURLWithPath: run.knowledge).lastPathComponent)", nil,
        run.program, ["ask", "什么时候发货", "--knowledge", run.knowledge])
    ]
    if run.snapshot.path != run.knowledge, run.snapshot.path != "memory" {
      results.append(
        try result(
          "ask --knowledge SNAPSHOT", nil, run.program,
          ["ask", "什么时候发货", "--knowledge", run.snapshot.path]))
    }
    return results
  }

  /// The first search in a base of a size.
  static func run(_ run: BenchRun, _ file: TemporaryBase, size: Int) throws -> [BenchResult] {
    [
      try result(
        "题库 \(BenchSizes.name(size)) 的首次查询", size, run.program,
        ["bench-probe", "--once", file.path, "什么时候发货"])
    ]
  }

  private static func result(
    _ name: String, _ size: Int?, _ program: String, _ arguments: [String]
  ) throws -> BenchResult {
    let seconds = try (0..<runs).map { _ in
      guard let child = ChildProcess.run(program, arguments), child.status == 0 else {
        throw BenchFailure(description: "\(program) \(arguments.joined(separator: " ")) 没有跑成")
      }
      return child.seconds
    }
    let latencies = Latencies(seconds)
    return BenchResult(
      .start, name, size: size,
      [
        BenchMetric("cpu_ms", "CPU 中位", "ms", latencies.percentile(0.5) * 1e3, decimals: 1),
        BenchMetric("least_cpu_ms", "最小", "ms", latencies.percentile(0) * 1e3, decimals: 1),
      ])
  }
}
