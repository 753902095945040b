internal import Index
internal import Language
internal import Matching
internal import Text

/// How fast messages are read: by the shop's analyzer and by the cutter of the question index.
enum TokenizerSuite {
  static func run(_ run: BenchRun) throws -> [BenchResult] {
    let texts = Array(run.data.questions.prefix(20_000))
    let analyzer = try Analyzer(run.snapshot)
    let normalizer = analyzer.normalizer
    let cutter = UnitCutter(normalizer)
    let buffer = UnitBuffer(capacity: RetrievalIndex.longestQuestion)
    var normalized = NormalizedText()
    var sum = 0
    var results: [BenchResult] = []
    results.append(
      measure("Normalizer：规范化", texts) {
        normalizer.normalize($0, into: &normalized)
        sum &+= normalized.count
      })
    results.append(
      measure("UnitCutter：规范化、切单元、读音", texts) {
        cutter.cut($0, into: buffer)
        sum &+= buffer.count
      })
    results.append(
      measure("Analyzer：方言、词、商品、同义、否定、槽位", texts) {
        sum &+= analyzer.analyze($0).words.count
      })
    precondition(sum > 0, "the texts have no units")
    return results
  }

  private static func measure(
    _ name: String, _ texts: [String], _ body: (String) -> Void
  ) -> BenchResult {
    let bytes = texts.reduce(0) { $0 + $1.utf8.count }
    let characters = texts.reduce(0) { $0 + $1.unicodeScalars.count }
    let seconds = Latencies.seconds { for text in texts { body(text) } }
    return BenchResult(
      .tokenizer, name,
      [
        BenchMetric("mb_per_second", "MB/s", "", Double(bytes) / seconds / 1e6, decimals: 1),
        BenchMetric(
          "ns_per_character", "每字", "ns", seconds / Double(characters) * 1e9, decimals: 1),
        BenchMetric(
          "us_per_question", "每句", "µs", seconds / Double(texts.count) * 1e6, decimals: 2),
      ])
  }
}
