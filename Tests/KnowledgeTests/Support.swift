import Foundation
import Knowledge
import Language
import Text

/// A folder of its own, below one that goes when the tests end.
struct TemporaryFolder {
  let path: String

  private static let root: String = {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("knowledge-tests-\(UUID().uuidString)").path
    atexit { try? FileManager.default.removeItem(atPath: TemporaryFolder.root) }
    return path
  }()

  init(_ files: [String: String] = [:]) throws {
    path = Self.root + "/" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for (name, text) in files { try write(Data(text.utf8), name) }
  }

  func write(_ data: Data, _ name: String) throws {
    let target = URL(fileURLWithPath: path).appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: target)
  }

  func read(_ name: String) -> String? {
    FileManager.default.contents(atPath: path + "/" + name)
      .map { String(decoding: $0, as: UTF8.self) }
  }
}

enum Fixture {
  /// The tables take half a second; all tests share them.
  static let normalizer: Result<Normalizer, any Error> = Result {
    Normalizer(try CharacterTables.computed())
  }

  /// Two general entries, two products with a shared attribute, a promotion and a situation, with
  /// nothing to be found by the linter.
  static let files: [String: String] = [
    "shop.yaml": """
    name: 小店
    welcome: [ship.when]
    auto_replies:
      - words: [执照]
        reply: 在首页，{bot}帮您找
        entry: ship.when
    """,
    "general/ship.yaml": """
    topic: 物流
    entries:
      - id: ship.when
        title: 什么时候发货
        not:
          - 问位置→ship.where
        confusables: [ship.where]
        answer: 当天发
        questions:
          - 啥时候发货
          - 今天能发吗
      - id: ship.where
        title: 到哪了
        confusables: [ship.when]
        answer: 看物流
        questions:
          - 包裹在哪
          - 快递走到哪了
    """,
    "products/a.yaml": """
    sku: a
    name: 保温杯
    aliases: [杯子]
    price: 99
    facts:
      重量: "295克"
    entries:
      - id: a.weight
        title: 保温杯多重
        answer: "重{重量}"
        live: "{重量}"
        questions:
          - 杯子几斤
    """,
    "products/b.yaml": """
    sku: b
    name: 雨伞
    price: 59.9
    facts:
      重量: "320克"
    entries:
      - id: b.weight
        title: 雨伞多重
        answer: "重{重量}"
        questions:
          - 伞几斤
    """,
    "products/shared.yaml": """
    attributes:
      - attribute: weight
        title: "{product}多重"
        facts: [重量]
        answer: "{product}重{fact}"
        questions:
          - 多重啊
    """,
    "promotions/day.yaml": """
    entries:
      - id: promo.day
        title: 会员日
        window: 2026-01-01/2026-12-31
        channel: live
        answer: 九五折
        closed: 结束了
        elsewhere: 来直播间
        questions:
          - 会员日几折
    """,
    "handoff.yaml": """
    situations:
      - id: ho.human
        situation: 要人工
        skill: 售后
        trigger: intent
        related: [ship.where]
        reply: 稍等
        examples:
          - 叫人来
        counterexamples:
          - 你是人吗
    """,
    "outside.yaml": """
    near:
      - 卖冰箱吗
    """,
  ]

  /// The clean files with some replaced (nil: taken away).
  static func files(_ changes: [String: String?]) -> [String: String] {
    var files = files
    for (name, text) in changes { files[name] = text }
    return files
  }

  static func load(_ files: [String: String]) throws -> KnowledgeBase {
    try KnowledgeLoader.load(try TemporaryFolder(files).path)
  }

  /// The problems that loading a folder throws; empty when it loads.
  static func loadingProblems(_ path: String) -> [Problem] {
    do {
      _ = try KnowledgeLoader.load(path)
      return []
    } catch {
      return error.problems
    }
  }

  /// Lints the clean files with changes; the limits are low, as the fixture is small.
  static func lint(
    _ changes: [String: String?], today: String? = nil, evaluation: String? = nil,
    fewestQuestions: Int = 1, fewestEntries: Int = 1
  ) throws -> [Problem] {
    var options = LintOptions(
      evaluationFolder: evaluation, today: today, fewestQuestions: fewestQuestions)
    options.fewestEntries = fewestEntries
    return KnowledgeLint.check(
      try load(files(changes)), options, normalizer: try normalizer.get()
    ).problems
  }
}

extension Problem {
  /// `file.yaml:3` without the folder.
  var place: String {
    let name = location.file.split(separator: "/").last.map(String.init) ?? location.file
    return location.line > 0 ? "\(name):\(location.line)" : name
  }
}

/// A small generator whose seed a failing test prints.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// SplitMix64 (Steele, Lea, Flood 2014).
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
