internal import Matching
internal import Shop

/// What channel and date make likelier before anything is said.
struct StandingPrior: Sendable {
  /// Topics of one channel, by channel.
  private let ofChannel: [String: [Int]]
  /// Topics with a window, with its days.
  private let windows: [(topic: Int, first: String, last: String)]

  private static let channelBonus: Float = 1.2
  private static let shortChannelBonus: Float = 3.5
  private static let closedPenalty: Float = -1

  init(matcher: Matcher, catalogue: Catalogue) {
    var channels: [String: [Int]] = [:]
    var windows: [(topic: Int, first: String, last: String)] = []
    for (index, topic) in matcher.topics.enumerated() where topic.kind == .entry {
      guard let entry = topic.entries.first.map(catalogue.entry) else { continue }
      if let channel = entry.channel { channels[channel, default: []].append(index) }
      if entry.window.count == 2 { windows.append((index, entry.window[0], entry.window[1])) }
    }
    ofChannel = channels
    self.windows = windows
  }

  /// Whether a topic belongs to a channel.
  func isOfChannel(_ topic: Int, _ channel: DialogueContext.Channel) -> Bool {
    ofChannel[channel.rawValue]?.contains(topic) ?? false
  }

  /// Whether a topic belongs to another channel than this one.
  func isElsewhere(_ topic: Int, _ channel: DialogueContext.Channel) -> Bool {
    ofChannel.contains { $0.key != channel.rawValue && $0.value.contains(topic) }
  }

  /// Nats for topics of the channel, and against campaigns that are not running.
  ///
  /// - Parameter isShort: whether the message leaves most to its surroundings.
  func bonuses(channel: DialogueContext.Channel, day: String, isShort: Bool) -> [Int: Float] {
    var bonuses: [Int: Float] = [:]
    for topic in ofChannel[channel.rawValue] ?? [] {
      bonuses[topic] = isShort ? Self.shortChannelBonus : Self.channelBonus
    }
    for window in windows where day < window.first || window.last < day {
      bonuses[window.topic, default: 0] += Self.closedPenalty
    }
    return bonuses
  }
}
