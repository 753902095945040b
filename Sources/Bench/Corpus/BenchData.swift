internal import Foundation
internal import Index

/// The questions and queries of a run.
public struct BenchData: Sendable {
  public let source: CorpusSource
  /// The largest base; a smaller one is its beginning.
  public let questions: [String]
  public let seed: UInt64
  /// Queries that each base is asked.
  public static let queryCount = 5_000

  /// Makes the data of a run; equal arguments give equal data.
  public init(
    _ source: CorpusSource, largest: Int, seed: UInt64 = 7, progress: (Double) -> Void = { _ in }
  ) {
    self.source = source
    self.seed = seed
    var generator = CorpusGenerator(source, seed: seed)
    questions = generator.questions(largest, progress: progress)
  }

  /// The queries of the base of the first so-many questions.
  public func queries(size: Int, count: Int = queryCount) -> [BenchQuery] {
    var generator = QueryGenerator(source, seed: seed &* 1_000_003 &+ UInt64(size))
    return generator.queries(count, of: questions[..<size])
  }

  /// Writes `questions.txt` (a question a line) and for each size `queries-SIZE.tsv` (a query, a
  /// tab, the number of its question from 0).
  public func write(to folder: String, sizes: [Int]) throws {
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true)
    try AtomicFile.write(
      Array((questions.joined(separator: "\n") + "\n").utf8), to: folder + "/questions.txt")
    for size in sizes {
      let lines = queries(size: size).map { "\($0.text)\t\($0.question)\n" }.joined()
      try AtomicFile.write(Array(lines.utf8), to: folder + "/queries-\(size).tsv")
    }
  }
}
