/// What the first candidate's probability is judged by.
public struct Evidence: Sendable, Equatable {
  /// Log-odds of the first topic among all, in nats.
  public var odds: Double = 0
  /// Log of the ratio of the first to the second topic.
  public var margin: Double = 0
  /// Log-odds that the message is not the shop's business.
  public var outside: Double = 0
  /// Share of units and pairs that the knowledge has never seen.
  public var unknownUnits: Double = 0
  public var unknownPairs: Double = 0
  /// How much nearer the nearest wording of the first topic is than that of the second: the
  /// difference of the overlaps, −1…1.
  public var lead: Double = 0
  /// Logarithm of 1 + the number of units.
  public var length: Double = 0
  /// Share of the members of the ensemble that put the topic first.
  public var agreement: Double = 0
  /// Whether a product is in focus or named.
  public var hasProduct: Double = 0

  public init() {}

  /// Whether most of the message is put as the knowledge has never seen it.
  public var isStrange: Bool { unknownPairs >= 0.5 }

  /// The names of the features, in order.
  public static let names = [
    "把握（对数几率）", "领先第二名", "不属本店", "生字占比", "生词对占比", "相似度领先",
    "长度", "模型一致", "有商品",
  ]

  /// The features, in the order of `names`.
  public var features: [Double] {
    [
      odds, margin, outside, unknownUnits, unknownPairs, lead, length, agreement,
      hasProduct,
    ]
  }
}
