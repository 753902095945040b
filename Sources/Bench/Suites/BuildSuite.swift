internal import Foundation
internal import Index
internal import Matching
internal import Text

/// A question base that was built, and what that cost.
struct BuiltBase {
  let base: QuestionBase
  let snapshot: [UInt8]
  /// Time that passed.
  let seconds: Double
  let result: BenchResult

  init(_ questions: [String], _ normalizer: Normalizer) {
    let start = BenchClock.monotonic
    let cpu = BenchClock.process
    base = QuestionBase(questions, normalizer: normalizer)
    var writer = SnapshotWriter()
    base.write(to: &writer, QuestionBase.section)
    snapshot = writer.bytes()
    seconds = BenchClock.monotonic - start
    let used = BenchClock.process - cpu
    let count = Double(questions.count)
    let text = questions.reduce(0) { $0 + $1.utf8.count }
    result = BenchResult(
      .build, BenchSizes.name(questions.count), size: questions.count,
      [
        BenchMetric("seconds", "历时", "s", seconds, decimals: 2),
        BenchMetric("cpu_seconds", "CPU", "s", used, decimals: 2),
        BenchMetric("bytes", "文件", "MB", Double(snapshot.count) / 1e6, decimals: 2),
        BenchMetric(
          "bytes_per_question", "每问", "B", Double(snapshot.count) / count, decimals: 1),
        BenchMetric(
          "text_bytes_per_question", "原文每问", "B", Double(text) / count, decimals: 1),
      ])
  }
}

/// A question base in a file that is removed with the value.
final class TemporaryBase {
  let path: String

  init(_ built: BuiltBase) throws {
    path = FileManager.default.temporaryDirectory.path + "/yingda-bench-\(UUID().uuidString)"
    try AtomicFile.write(built.snapshot, to: path)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
