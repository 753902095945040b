internal import Evaluation
internal import Knowledge
internal import Training

/// The week's report for the people of the shop.
public struct WeeklyReport: Sendable {
  /// What the week's job released, and what it changed.
  struct Release: Sendable {
    let manifest: VersionManifest
    let diff: KnowledgeDiff?
  }

  private let record: WeekRecord
  private let earlier: [WeekRecord]
  private let base: KnowledgeBase
  private let review: ReviewState
  private let feedback: [Feedback]
  private let release: Release?
  private let outcome: ReleaseOutcome?

  /// Rows of a table.
  private static let rows = 20
  /// Sessions of a week that must ask for a fact before it belongs on the product page.
  private static let leastForPage = 3

  init(
    record: WeekRecord, earlier: [WeekRecord], base: KnowledgeBase, review: ReviewState,
    feedback: [Feedback], release: Release?, outcome: ReleaseOutcome?
  ) {
    self.record = record
    self.earlier = earlier
    self.base = base
    self.review = review
    self.feedback = feedback
    self.release = release
    self.outcome = outcome
  }

  /// As one page that needs nothing else.
  public var html: String { page.html }
  public var markdown: String { page.markdown }

  /// The alarms, a line each; empty when all is as usual.
  public var alarms: [String] {
    drifts.filter(\.isAlarm).map { drift in
      "\(drift.name)：\(Figure.percent(drift.before.value)) → \(Figure.percent(drift.now.value))"
    }
  }

  private var drifts: [Drift] { Drift.all(record.before, after: earlier.map(\.latest)) }

  private var page: ReportPage {
    let week = record.before
    let days = week.firstDay.isEmpty ? "未注明日期" : "\(week.firstDay) 至 \(week.lastDay)"
    return ReportPage(
      title: "\(base.shop.name) 每周报告",
      about: [
        days, "\(week.sessions) 段会话", "\(week.messages) 条顾客消息",
        "知识版本 \(record.latest.version)",
      ],
      tiles: tiles,
      sections: [
        driftSection, missedSection, releaseSection, ratesSection, forecastSection, pageSection,
        idleSection, queueSection,
      ].compactMap { $0 })
  }

  private var tiles: [ReportPage.Tile] {
    let week = record.latest
    func tile(_ label: String, _ share: Proportion) -> ReportPage.Tile {
      .init(
        label: label, figure: Figure.percent(share.value),
        detail: "95 % 区间 \(Figure.interval(share.interval))")
    }
    return [
      tile("机器人作答的消息", week.answeredShare), tile("机器人会转人工的会话", week.handedOverShare),
      .init(
        label: "待审的提案", figure: String(review.waiting.count),
        detail: "接受 \(review.accepted.count)，驳回 \(review.rejected)"),
      .init(
        label: "警报", figure: String(alarms.count),
        detail: earlier.isEmpty
          ? "还没有前几周可比" : alarms.isEmpty ? "与往常一样" : alarms.joined(separator: "；")),
    ]
  }

  private var driftSection: ReportPage.Section {
    var blocks: [ReportPage.Block] = alarms.map { .alarm("偏离往常：\($0)。看看是不是有新商品、新活动或新说法。") }
    blocks.append(
      .table(
        header: ["指标", "前几周", "本周", "本周 95 % 区间", ""],
        rows: drifts.map { drift in
          [
            drift.name, Figure.percent(drift.before.value), Figure.percent(drift.now.value),
            Figure.interval(drift.now.interval), drift.isAlarm ? "⚠" : "",
          ]
        }, isText: false))
    if earlier.isEmpty { blocks.append(.text("还没有前几周可比；从下周起会比较。")) }
    return ReportPage.Section(title: "漂移", blocks: blocks)
  }

  /// What customers asked for and did not get.
  private var missedSection: ReportPage.Section {
    var blocks: [ReportPage.Block] = []
    let new = review.items.filter { $0.isWaiting && $0.proposal.kind != .newQuestions }
    if !new.isEmpty {
      blocks.append(
        .table(
          header: ["待审：顾客在问什么", "类型", "顾客", "例"],
          rows: new.prefix(Self.rows).map { item in
            [
              item.proposal.title, item.proposal.kind.label,
              String(item.proposal.support.customers),
              item.proposal.questions.first { $0 != item.proposal.title } ?? "",
            ]
          }, isText: true))
    }
    let repeated = record.latest.missed.filter { $0.sessions > 1 }
    if repeated.isEmpty {
      blocks.append(.text("没有被反复问到而没答上的原话。"))
    } else {
      blocks.append(
        .table(
          header: ["没答上的原话", "会话"],
          rows: repeated.prefix(Self.rows).map { [$0.text, String($0.sessions)] }, isText: false))
    }
    return ReportPage.Section(title: "顾客问了、没得到的", blocks: blocks)
  }

  private var releaseSection: ReportPage.Section {
    let title = "发布改了什么"
    guard let release else {
      let text =
        switch outcome {
        case .refused(let report, _, let blame):
          "没有发布：" + report.reasons.joined(separator: "；") + "。"
            + (blame.proposals.isEmpty
              ? ""
              : "造成的提案：" + blame.proposals.map { "\($0.id) \($0.title)" }.joined(separator: "、"))
        case .lintFailed(let problems): "没有发布：新的知识有 \(problems.count) 处错误。"
        default: "本周没有发布。"
        }
      return ReportPage.Section(title: title, blocks: [.text(text)])
    }
    let manifest = release.manifest
    let back = manifest.parent.map { "退回：yingda rollback \($0)" } ?? "这是第一个版本。"
    var blocks: [ReportPage.Block] = [
      .text(
        "版本 \(manifest.number)（\(manifest.version)）：\(manifest.added.count) 条提案，"
          + "改了 \(manifest.changed.count) 个文件。\(back)")
    ]
    if let diff = release.diff {
      let added = diff.added.map { "新增 \($0.id)：\($0.title)（\($0.questions.count) 个问法）" }
      let changed = diff.changed.map { change in
        let fields = change.fields.map(\.field).joined(separator: "、")
        return "修改 \(change.id)：\(change.title)"
          + (change.addedQuestions.isEmpty ? "" : "，问法 +\(change.addedQuestions.count)")
          + (fields.isEmpty ? "" : "，\(fields)")
      }
      blocks.append(.list(added + changed))
    }
    return ReportPage.Section(title: title, blocks: blocks)
  }

  /// Recognition and transfer before and after.
  private var ratesSection: ReportPage.Section? {
    var rows: [[String]] = []
    func add(_ name: String, _ before: Proportion, _ now: Proportion?) {
      rows.append([
        name, Figure.percent(before.value), Figure.interval(before.interval),
        Figure.percent(now?.value), Figure.interval(now?.interval),
      ])
    }
    if let manifest = release?.manifest {
      for rate in RateName.allCases {
        guard let before = manifest.before[rate.rawValue], let now = manifest.now[rate.rawValue]
        else { continue }
        add("标注对话：\(rate.label)", before.proportion, now.proportion)
      }
    }
    let before = record.before
    add("本周会话：机器人作答的消息", before.answeredShare, record.after?.answeredShare)
    add("本周会话：机器人会转人工", before.handedOverShare, record.after?.handedOverShare)
    add("本周会话：实际有人接待", before.personShare, nil)
    return ReportPage.Section(
      title: "发布前后",
      blocks: [
        .table(
          header: ["指标", "发布前", "95 % 区间", "发布后", "95 % 区间"], rows: rows, isText: false)
      ])
  }

  /// What was expected of the last release against what this week shows.
  private var forecastSection: ReportPage.Section? {
    var blocks: [ReportPage.Block] = []
    if let last = earlier.last(where: { $0.forecast != nil }), let forecast = last.forecast {
      let was = last.before.handedOverShare
      let now = record.before.handedOverShare
      let fall = (was.value ?? 0) - (now.value ?? 0)
      blocks.append(
        .text(
          "\(last.week.replacing("_", with: " 至 ")) 那次发布预计转人工率下降 "
            + "\(Figure.fixed(forecast * 100, decimals: 1)) 个百分点；实际从 "
            + "\(Figure.percent(was.value))（\(Figure.interval(was.interval))）到 "
            + "\(Figure.percent(now.value))（\(Figure.interval(now.interval))），下降 "
            + "\(Figure.fixed(fall * 100, decimals: 1)) 个百分点。"))
    }
    if let forecast = record.forecast, forecast > 0 {
      blocks.append(
        .text("这次发布预计转人工率下降 \(Figure.fixed(forecast * 100, decimals: 1)) 个百分点，下周核对。"))
    }
    return blocks.isEmpty ? nil : ReportPage.Section(title: "预计与实际", blocks: blocks)
  }

  /// The same facts of products, asked again and again.
  private var pageSection: ReportPage.Section {
    let asked = record.latest.asked
    let facts = base.entries.filter {
      $0.tier == .product && asked[$0.id, default: 0] >= Self.leastForPage
    }
    .sorted { (asked[$1.id, default: 0], $0.id) < (asked[$0.id, default: 0], $1.id) }
    let block: ReportPage.Block =
      facts.isEmpty
      ? .text("没有哪个商品事实被 \(Self.leastForPage) 段以上的会话问到。")
      : .table(
        header: ["商品", "问题", "会话"],
        rows: facts.prefix(Self.rows).map {
          [$0.sku ?? "", $0.title, String(asked[$0.id, default: 0])]
        }, isText: true)
    return ReportPage.Section(title: "该写到商品页上的", blocks: [block])
  }

  /// Entries that were not asked for in the weeks on record.
  private var idleSection: ReportPage.Section {
    let weeks = earlier.suffix(Drift.weeks).map(\.latest) + [record.before, record.latest]
    let asked = Set(weeks.flatMap(\.asked.keys))
    let idle = base.entries.filter { !asked.contains($0.id) && !$0.declines }
    let count = min(earlier.count, Drift.weeks) + 1
    var blocks: [ReportPage.Block] = [
      .text("\(base.entries.count) 条里 \(idle.count) 条在 \(count) 周内没有人问到。")
    ]
    if !idle.isEmpty {
      let byTopic = Dictionary(grouping: idle, by: { $0.sku ?? $0.topic })
      let topics = byTopic.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
      blocks.append(
        .folded(
          title: "按话题和商品列出",
          items: topics.map { topic, entries in
            "\(topic)（\(entries.count)）：\(entries.map(\.title).joined(separator: "；"))"
          }))
    }
    return ReportPage.Section(title: "没人问的条目", blocks: blocks)
  }

  private var queueSection: ReportPage.Section {
    let kinds = Dictionary(grouping: feedback, by: \.feedback).mapValues(\.count)
    return ReportPage.Section(
      title: "审核与反馈",
      blocks: [
        .list([
          "待审 \(review.waiting.count) 条（yingda review）；接受 \(review.accepted.count)，驳回 \(review.rejected)",
          "反馈：客服纠正 \(kinds[.wrong, default: 0])，点选 \(kinds[.option, default: 0])，"
            + "赞 \(kinds[.good, default: 0])，踩 \(kinds[.bad, default: 0])",
        ])
      ])
  }
}

extension WeekRecord {
  /// What the newest version makes of the week.
  var latest: WeekMeasure { after ?? before }
}
