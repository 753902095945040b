internal import Evaluation
public import Index
internal import Language
internal import Matching
public import Text

/// Yingda as one of the engines that `Benchmarks/peers/turns.py` asks in turns: it searches a base
/// and reads the base's queries.
public struct BenchTurns {
  private var works: [Work]

  /// Builds the base of all questions and measures it as the suites do.
  public init(_ data: BenchData, normalizer: Normalizer, shop: Snapshot) throws {
    let size = data.questions.count
    let built = BuiltBase(data.questions, normalizer)
    let search = BaseSearch(built.base, data.queries(size: size))
    let texts = search.queries.map(\.text)
    let bytes = texts.reduce(0) { $0 + $1.utf8.count }
    let measured = search.quality() + search.latencies().metrics
    let searching = Work(
      name: "yingda", kind: "search", size: size,
      facts: [
        ("reads", .string("text")), ("build_seconds", .number(built.seconds)),
        ("bytes", .integer(built.snapshot.count)),
      ] + measured.map { ($0.key, .number($0.value)) },
      items: texts.count, body: search.ask)
    let reading = try TextReader.all(shop).map { reader in
      Work(
        name: "yingda " + reader.name, kind: "tokenizer", size: size,
        facts: [("text_bytes", .number(Double(bytes) / Double(texts.count)))],
        items: texts.count, body: { _ = reader.read(texts[$0]) })
    }
    works = [searching] + reading
  }

  /// The line that says what can be asked: `{"ready": [{"engine", "kind", "size", …}]}`.
  public var ready: String {
    JSONText.object([("ready", .array(works.map(\.row)))]).compact
  }

  /// Does what a line `COUNT ENGINE` asks for, the engine's next so many queries, and tells its CPU
  /// time: `{"seconds": …}`; nil when the line asks for something else.
  public mutating func answer(_ line: String) -> String? {
    let words = line.split(separator: " ", maxSplits: 1)
    guard words.count == 2, let count = Int(words[0]), count > 0,
      let index = works.firstIndex(where: { $0.name == words[1] })
    else { return nil }
    return JSONText.object([("seconds", .number(works[index].seconds(count)))]).compact
  }

  /// Work on the queries, which go round.
  private struct Work {
    let name: String
    let kind: String
    let size: Int
    let facts: [(String, JSONText)]
    let items: Int
    let body: (Int) -> Void
    var place = 0

    var row: JSONText {
      .object(
        [("engine", .string(name)), ("kind", .string(kind)), ("size", .integer(size))] + facts)
    }

    mutating func seconds(_ count: Int) -> Double {
      let start = BenchClock.thread
      for _ in 0..<count {
        body(place)
        place += 1
        if place == items { place = 0 }
      }
      return BenchClock.thread - start
    }
  }
}
