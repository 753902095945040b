internal import Index
public import Knowledge
internal import Language
internal import Matching

/// How well a knowledge base finds its own wordings when they are taken out: cross-validation over
/// the questions.
public struct KnowledgeAudit: Sendable {
  /// A topic with what became of its wordings.
  public struct Row: Sendable {
    /// The entry's id, or the attribute's name.
    public let name: String
    public var wordings = 0
    /// Wordings whose topic came first, and among the first three.
    public var first = 0
    public var firstThree = 0
    /// Wordings that went elsewhere, by where.
    public var lost: [(text: String, to: String)] = []
  }

  /// A pair of topics that are taken for each other.
  public struct Confusion: Sendable {
    public let right: String
    public let given: String
    public let count: Int
    /// One of the wordings.
    public let witness: String
  }

  /// By falling loss.
  public let rows: [Row]
  /// By falling count.
  public let confusions: [Confusion]

  /// Wordings of the shop's business, and how many of them were found first and among three.
  public var wordings: Int { rows.reduce(0) { $0 + $1.wordings } }
  public var first: Int { rows.reduce(0) { $0 + $1.first } }
  public var firstThree: Int { rows.reduce(0) { $0 + $1.firstThree } }

  /// Fits a model for each fold without the fold's wordings and matches them. Takes as many fits
  /// as there are folds.
  public static func run(
    _ base: KnowledgeBase, folds: Int = 5,
    progress: @escaping @Sendable (Double, String) -> Void = { _, _ in }
  ) throws(CompileError) -> KnowledgeAudit {
    do {
      var writer = SnapshotWriter()
      try KnowledgeCompiler.writeLanguage(base, to: &writer)
      let plan = TopicPlan(base)
      let analyzer = try Analyzer(try Snapshot(bytes: writer.bytes()))
      var rows = plan.topics.map { Row(name: $0.name) }
      for fold in 0..<folds {
        var options = CompileOptions()
        options.heldOutEvery = folds
        options.heldOutRest = fold
        let fit = ModelFit(
          base: base, plan: plan, analyzer: analyzer, options: options
        ) { share, step in progress((Double(fold) + share) / Double(folds), step) }
        var snapshot = writer
        try fit.write(to: &snapshot)
        let matcher = try Matcher(try Snapshot(bytes: snapshot.bytes()))
        for judged in fit.judgeHeldOut(matcher) {
          count(judged, plan, &rows)
        }
      }
      return KnowledgeAudit(rows, plan)
    } catch let error as SnapshotError {
      throw .snapshot(error)
    } catch {
      throw .icu("\(error)")
    }
  }

  private init(_ rows: [Row], _ plan: TopicPlan) {
    var counts: [String: (right: String, given: String, count: Int, witness: String)] = [:]
    let own = zip(rows, plan.topics).filter { $1.kind != .outside }.map(\.0)
    for row in own {
      for lost in row.lost {
        counts["\(row.name)\u{0}\(lost.to)", default: (row.name, lost.to, 0, lost.text)].count += 1
      }
    }
    self.rows = own.filter { $0.wordings > 0 }.sorted {
      let left = Double($0.first) / Double($0.wordings)
      let right = Double($1.first) / Double($1.wordings)
      return (left, $0.name) < (right, $1.name)
    }
    confusions = counts.values
      .map { Confusion(right: $0.right, given: $0.given, count: $0.count, witness: $0.witness) }
      .sorted { ($1.count, $0.right, $0.given) < ($0.count, $1.right, $1.given) }
  }

  private static func count(
    _ judged: ModelFit.HeldOutMatch, _ plan: TopicPlan, _ rows: inout [Row]
  ) {
    let document = plan.documents[judged.document]
    rows[document.topic].wordings += 1
    switch judged.rank {
    case 0: rows[document.topic].first += 1
    default:
      let given = judged.match.candidates.first.map { plan.topics[$0.topic].name } ?? ""
      rows[document.topic].lost.append((document.text, given))
    }
    if let rank = judged.rank, rank < 3 { rows[document.topic].firstThree += 1 }
  }
}
