public import Index
internal import Matching
public import Text

/// What the suites measure with.
public struct BenchRun: Sendable {
  public let data: BenchData
  public let sizes: [Int]
  public let normalizer: Normalizer
  /// The compiled knowledge of the shop.
  public let snapshot: Snapshot
  /// The knowledge as a command line names it, and this program.
  public let knowledge: String
  public let program: String
  /// Replies over which the heap is watched.
  public let replies: Int
  /// Called with the share of a suite that is done.
  public let progress: @Sendable (Double, String) -> Void

  public init(
    data: BenchData, sizes: [Int], normalizer: Normalizer, snapshot: Snapshot, knowledge: String,
    program: String, replies: Int, progress: @escaping @Sendable (Double, String) -> Void
  ) {
    self.data = data
    self.sizes = sizes
    self.normalizer = normalizer
    self.snapshot = snapshot
    self.knowledge = knowledge
    self.program = program
    self.replies = replies
    self.progress = progress
  }

  /// Runs suites in order.
  public func run(_ suites: [BenchSuite]) throws -> BenchReport {
    var report = BenchReport(data: CorpusFacts(data), cores: Parallel.cores)
    let needsBases = suites.contains { [.build, .retrieval, .memory, .start].contains($0) }
    if suites.contains(.tokenizer) { report.add(try TokenizerSuite.run(self)) }
    if needsBases { for size in sizes { try measureBase(size, suites, &report) } }
    if suites.contains(.match) { report.add(try MatchSuite.run(self)) }
    if suites.contains(.reply) { report.add(try ReplySuite.run(self)) }
    if suites.contains(.start) { report.add(try StartSuite.run(self)) }
    return report
  }

  /// Builds the base of a size once for all suites that need it.
  private func measureBase(
    _ size: Int, _ suites: [BenchSuite], _ report: inout BenchReport
  ) throws {
    let name = BenchSizes.name(size)
    progress(0, "\(name)：建索引")
    let built = BuiltBase(Array(data.questions[..<size]), normalizer)
    if suites.contains(.build) { report.add([built.result]) }
    if suites.contains(.retrieval) {
      report.add(RetrievalSuite.run(self, built.base, size: size))
    }
    if suites.contains(.memory) || suites.contains(.start) {
      let file = try TemporaryBase(built)
      if suites.contains(.memory) { report.add(try MemorySuite.run(self, file, size: size)) }
      if suites.contains(.start) { report.add(try StartSuite.run(self, file, size: size)) }
    }
  }
}

/// A measurement that could not be made.
public struct BenchFailure: Error, CustomStringConvertible {
  public let description: String
}
