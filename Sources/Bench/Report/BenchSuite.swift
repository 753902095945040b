/// What is measured together.
public enum BenchSuite: String, Sendable, CaseIterable {
  case tokenizer, build, retrieval, match, reply, start, memory

  /// What it is, for people.
  public var title: String {
    switch self {
    case .tokenizer: "读一句话，单线程"
    case .build: "由问句建索引，含原文，全部核"
    case .retrieval: "原文到前十，全部通道，单线程"
    case .match: "店铺知识库的匹配器"
    case .reply: "整个回复：语境、策略、措辞，单线程"
    case .start: "进程启动到第一个答复"
    case .memory: "服务进程在映射文件之外的内存"
    }
  }
}

/// An argument of a run that cannot be used.
public enum BenchArgumentError: Error, Equatable, Sendable, CustomStringConvertible {
  case unknownSuite(String)
  case badSize(String)

  public var description: String {
    switch self {
    case .unknownSuite(let name):
      "--suite: 没有 '\(name)'；可选 "
        + BenchSuite.allCases.map(\.rawValue).joined(separator: "、")
    case .badSize(let text):
      "--sizes: '\(text)' 不是题库大小；请写成 500,10k,100k,1M（100 到 \(BenchSizes.largest)）"
    }
  }
}

extension BenchSuite {
  /// Reads `tokenizer,build`; the order of the suites is fixed.
  public static func list(_ text: String) throws(BenchArgumentError) -> [BenchSuite] {
    var chosen: Set<BenchSuite> = []
    for name in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard let suite = BenchSuite(rawValue: String(name)) else {
        throw .unknownSuite(String(name))
      }
      chosen.insert(suite)
    }
    return allCases.filter(chosen.contains)
  }
}

/// Sizes of question bases.
public enum BenchSizes {
  public static let smallest = 100
  public static let largest = 4_000_000
  public static let usual = [500, 10_000, 100_000, 1_000_000]

  /// Reads `500,10k,1M` into ascending sizes, each once.
  public static func list(_ text: String) throws(BenchArgumentError) -> [Int] {
    var sizes: Set<Int> = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard let size = size(part), (smallest...largest).contains(size) else {
        throw .badSize(String(part))
      }
      sizes.insert(size)
    }
    return sizes.sorted()
  }

  private static func size(_ text: Substring) -> Int? {
    switch text.last {
    case "k": Int(text.dropLast()).flatMap { multiply($0, 1_000) }
    case "M": Int(text.dropLast()).flatMap { multiply($0, 1_000_000) }
    default: Int(text)
    }
  }

  private static func multiply(_ number: Int, _ factor: Int) -> Int? {
    let (product, overflow) = number.multipliedReportingOverflow(by: factor)
    return overflow ? nil : product
  }

  /// `10k` for 10,000.
  public static func name(_ size: Int) -> String {
    if size % 1_000_000 == 0 { return "\(size / 1_000_000)M" }
    return size % 1_000 == 0 ? "\(size / 1_000)k" : "\(size)"
  }
}
