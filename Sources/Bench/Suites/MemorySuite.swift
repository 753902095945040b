internal import Index
internal import Matching

/// What a process holds that searches a base in a mapped file.
enum MemorySuite {
  static func run(_ run: BenchRun, _ file: TemporaryBase, size: Int) throws -> [BenchResult] {
    run.progress(0.9, "\(BenchSizes.name(size))：内存")
    let texts = run.data.queries(size: size, count: 2_000).map(\.text)
    let child = ChildProcess.run(run.program, ["bench-probe", file.path] + texts)
    guard let child, child.status == 0,
      let facts = ServingProbe.Memory(child.output)
    else { throw BenchFailure(description: "\(run.program) bench-probe 没有跑成") }
    return [
      BenchResult(
        .memory, BenchSizes.name(size), size: size,
        [
          BenchMetric(
            "anonymous_mb", "自有", "MB", Double(facts.anonymous) / 1e6, decimals: 1),
          BenchMetric("mapped_mb", "映射", "MB", Double(facts.mapped) / 1e6, decimals: 1),
        ])
    ]
  }
}

/// What a serving process does with a base, in a process of its own.
public enum ServingProbe {
  /// Resident memory in bytes.
  public struct Memory: Equatable, Sendable {
    public let anonymous: Int
    public let mapped: Int

    /// Reads what a probe printed; nil when it is something else.
    public init?(_ output: String) {
      let numbers = output.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
      guard numbers.count == 2 else { return nil }
      anonymous = numbers[0]
      mapped = numbers[1]
    }
  }

  /// Opens a base, searches it for each text and returns the memory held then, as the two numbers
  /// of `Memory`.
  ///
  /// - Parameter once: whether only what is used is checked, as by a process that ends soon.
  public static func run(_ path: String, _ texts: [String], once: Bool) throws -> String {
    let snapshot = try Snapshot(path: path, checkingLater: once)
    let base = try QuestionBase(snapshot, QuestionBase.section)
    let scratch = base.scratch(limit: RetrievalSuite.depth)
    for text in texts { base.search(text, limit: RetrievalSuite.depth, scratch) }
    try snapshot.checkUsed()
    return "\(MemoryUse.anonymous) \(MemoryUse.mapped)"
  }
}
