internal import Index
internal import Language
internal import Matching
internal import Text

/// How fast messages are read: by the shop's analyzer and by the cutter of the question index.
enum TokenizerSuite {
  static func run(_ run: BenchRun) throws -> [BenchResult] {
    let texts = Array(run.data.questions.prefix(20_000))
    return try TextReader.all(run.snapshot).map { measure($0, texts) }
  }

  private static func measure(_ reader: TextReader, _ texts: [String]) -> BenchResult {
    let bytes = texts.reduce(0) { $0 + $1.utf8.count }
    let characters = texts.reduce(0) { $0 + $1.unicodeScalars.count }
    var sum = 0
    let seconds = Latencies.seconds { for text in texts { sum &+= reader.read(text) } }
    precondition(sum > 0, "the texts have no units")
    return BenchResult(
      .tokenizer, "\(reader.name)：\(reader.steps)",
      [
        BenchMetric("mb_per_second", "MB/s", "", Double(bytes) / seconds / 1e6, decimals: 1),
        BenchMetric(
          "ns_per_character", "每字", "ns", seconds / Double(characters) * 1e9, decimals: 1),
        BenchMetric(
          "us_per_question", "每句", "µs", seconds / Double(texts.count) * 1e6, decimals: 2),
      ])
  }
}

/// A way to read a message.
struct TextReader {
  let name: String
  /// What it does, for people.
  let steps: String
  /// Reads a text; the number depends on what was read.
  let read: (String) -> Int

  /// The ways of a shop, whose snapshot it is.
  static func all(_ shop: Snapshot) throws -> [TextReader] {
    let analyzer = try Analyzer(shop)
    let normalizer = analyzer.normalizer
    let cutter = UnitCutter(normalizer)
    let buffer = UnitBuffer(capacity: RetrievalIndex.longestQuestion)
    var normalized = NormalizedText()
    return [
      TextReader(name: "Normalizer", steps: "规范化") {
        normalizer.normalize($0, into: &normalized)
        return normalized.count
      },
      TextReader(name: "UnitCutter", steps: "规范化、切单元、读音") {
        cutter.cut($0, into: buffer)
        return buffer.count
      },
      TextReader(name: "Analyzer", steps: "方言、词、商品、同义、否定、槽位") {
        analyzer.analyze($0).words.count
      },
    ]
  }
}
