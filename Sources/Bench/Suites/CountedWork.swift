internal import Dialogue
internal import Index
public import Knowledge
internal import Language
internal import Matching
public import Text

/// Fixed work whose instructions are counted: the count of twice the repetitions less that of once
/// is the work's own, without the start of the process.
public enum CountedWork: String, CaseIterable, Sendable {
  case analysis, match, reply, retrieval

  /// Questions in the base of `retrieval`.
  public static let baseSize = 10_000
  /// Different texts; a repetition is one of them, in turn.
  private static let textCount = 50

  /// The base that `retrieval` searches and its queries, as a snapshot. Takes seconds.
  public static func base(of pack: KnowledgeBase, normalizer: Normalizer) -> [UInt8] {
    let data = BenchData(CorpusSource(pack), largest: baseSize)
    var writer = SnapshotWriter()
    QuestionBase(data.questions, normalizer: normalizer).write(to: &writer, QuestionBase.section)
    let queries = data.queries(size: baseSize, count: textCount).map(\.text)
    writer.add("queries", Array(queries.joined(separator: "\n").utf8))
    return writer.bytes()
  }

  /// Does the work and returns a number that depends on its results.
  ///
  /// - Parameters:
  ///   - knowledge: a shop's snapshot.
  ///   - base: the snapshot made by `base(of:normalizer:)`.
  public func run(_ repetitions: Int, knowledge: String, base: String) throws -> Int {
    let file = try Snapshot(path: base)
    let texts = String(decoding: try file.column("queries", of: UInt8.self).array, as: UTF8.self)
      .split(separator: "\n").map(String.init)
    var sum = 0
    switch self {
    case .analysis:
      let analyzer = try Analyzer(try Snapshot(path: knowledge))
      for turn in 0..<repetitions {
        sum &+= analyzer.analyze(texts[turn % texts.count]).words.count
      }
    case .match:
      let matcher = try Matcher(try Snapshot(path: knowledge))
      let analyses = texts.map { matcher.analyzer.analyze($0) }
      for turn in 0..<repetitions {
        sum &+= matcher.match(analyses[turn % texts.count]).candidates.count
      }
    case .reply:
      let bot = try Bot(try Snapshot(path: knowledge))
      for turn in 0..<repetitions {
        var session = Session()
        sum &+=
          bot.reply(to: texts[turn % texts.count], in: &session, at: .evaluation).reply.utf8.count
      }
    case .retrieval:
      let questions = try QuestionBase(file, QuestionBase.section)
      let scratch = questions.scratch(limit: RetrievalSuite.depth)
      for turn in 0..<repetitions {
        questions.search(texts[turn % texts.count], limit: RetrievalSuite.depth, scratch)
        sum &+= scratch.retrieval.hitCount
      }
    }
    return sum
  }
}
