internal import Dialogue

/// The rates of the dialogues that share a property.
public struct ReportSlice: Sendable, Equatable {
  public let label: String
  public let dialogues: Int
  public let rates: RateTable
}

/// The slices of a report along one property.
public struct SliceGroup: Sendable, Equatable {
  /// What dialogues are grouped by.
  public enum Dimension: Sendable, Equatable {
    case file
    case channel
    /// Tags that begin with this and a colon.
    case tag(String)

    /// A stable name, for instance `tag:style`.
    public var name: String {
      switch self {
      case .file: "file"
      case .channel: "channel"
      case .tag(let prefix): "tag:" + prefix
      }
    }

    /// The name in reports for people.
    public var label: String {
      switch self {
      case .file: "文件"
      case .channel: "渠道"
      case .tag("tier"): "层级"
      case .tag("style"): "说法"
      case .tag("turns"): "对话长度"
      case .tag("oos"): "范围外类型"
      case .tag("handoff"): "转人工正负例"
      case .tag("level"): "转人工级别"
      case .tag("situation"): "转人工情形"
      case .tag("trigger"): "触发方式"
      case .tag("sku"): "商品来源"
      case .tag("feature"): "对话特征"
      case .tag("clock"): "活动时间"
      case .tag(let prefix): "标签 \(prefix)"
      }
    }

    /// The values under which a case stands; several for a tag that is given more than once.
    func values(of source: EvaluationCase) -> [String] {
      switch self {
      case .file: [source.fileName]
      case .channel: [source.context.channel.rawValue]
      case .tag(let prefix): Set(source.tagged(prefix)).sorted()
      }
    }
  }

  public let dimension: Dimension
  /// By label.
  public let slices: [ReportSlice]

  public init(_ dimension: Dimension, of dialogues: [DialogueResult]) {
    var groups: [String: [DialogueResult]] = [:]
    for dialogue in dialogues {
      for value in dimension.values(of: dialogue.source) {
        groups[value, default: []].append(dialogue)
      }
    }
    self.dimension = dimension
    slices = groups.sorted { $0.key < $1.key }.map { label, members in
      ReportSlice(label: label, dialogues: members.count, rates: RateTable(members))
    }
  }

  /// File, tier, style, channel, then every other tag prefix by name; pairs have their own rate.
  public static func dimensions(of dialogues: [DialogueResult]) -> [Dimension] {
    var prefixes: Set<String> = []
    for tag in dialogues.lazy.flatMap(\.source.tags) {
      if let colon = tag.firstIndex(of: ":") { prefixes.insert(String(tag[..<colon])) }
    }
    let others = prefixes.subtracting(["tier", "style", "pair"]).sorted()
    return [.file, .tag("tier"), .tag("style"), .channel] + others.map { .tag($0) }
  }
}

/// A share of one named part of the cases.
public struct LabelledProportion: Sendable, Equatable {
  public let label: String
  public let proportion: Proportion
}

/// How deep in a dialogue a turn stands.
public enum DepthBand: String, Sendable, CaseIterable {
  case opening = "1–2"
  case early = "3–5"
  case middle = "6–10"
  case late = "11+"

  /// - Parameter turn: the turn's number in its dialogue, from 1.
  public init(turn: Int) {
    self =
      switch turn {
      case ...2: .opening
      case ...5: .early
      case ...10: .middle
      default: .late
      }
  }
}
