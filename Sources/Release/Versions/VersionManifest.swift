public import Evaluation
internal import Foundation

/// What a released version is and how it came about.
public struct VersionManifest: Sendable, Equatable, Codable {
  /// A rate as it was measured by the gate.
  public struct Measure: Sendable, Equatable, Codable {
    public var hits: Int
    public var total: Int

    public init(_ proportion: Proportion) {
      hits = proportion.hits
      total = proportion.total
    }

    public var proportion: Proportion { Proportion(hits, of: total) }
  }

  /// The snapshot's checksum, the version that stands in every reply.
  public var version: String
  /// Counted from 1 in the order of the releases.
  public var number: Int
  /// The version that served before; nil for the first.
  public var parent: String?
  /// RFC 3339 in Beijing time.
  public var createdAt: String
  /// The proposals that came in with this version.
  public var added: [String]
  /// All proposals that are in it, with those of the versions before.
  public var proposals: [String]
  /// The files that it changed, relative to the knowledge folder.
  public var changed: [String]
  /// The sum of the gains expected of what came in.
  public var forecast: Double
  /// The gate's rates by their names, before and now; empty where nothing was replayed.
  public var before: [String: Measure]
  public var now: [String: Measure]

  private enum CodingKeys: String, CodingKey {
    case version, number, parent, added, proposals, changed, forecast, before, now
    case createdAt = "created_at"
  }

  public init(
    version: String, number: Int, parent: String? = nil, createdAt: String, added: [String] = [],
    proposals: [String] = [], changed: [String] = [], forecast: Double = 0,
    before: [String: Measure] = [:], now: [String: Measure] = [:]
  ) {
    self.version = version
    self.number = number
    self.parent = parent
    self.createdAt = createdAt
    self.added = added
    self.proposals = proposals
    self.changed = changed
    self.forecast = forecast
    self.before = before
    self.now = now
  }

  func json() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    return Array(try encoder.encode(self)) + [UInt8(ascii: "\n")]
  }
}
