internal import Matching
internal import Shop

/// What channel and date make likelier before anything is said.
struct StandingPrior: Sendable {
  /// For each topic the one channel that it belongs to; nil: any.
  private let channels: [DialogueContext.Channel?]
  /// The topics that belong to a channel, ascending.
  private let channelTopics: [Int]
  /// Topics with a window, with its days.
  private let windows: [(topic: Int, days: ClosedRange<Int>)]

  private static let channelBonus: Float = 1.2
  private static let shortChannelBonus: Float = 3.5
  private static let closedPenalty: Float = -1

  init(matcher: Matcher, catalogue: Catalogue) {
    var channels = [DialogueContext.Channel?](repeating: nil, count: matcher.topics.count)
    var windows: [(topic: Int, days: ClosedRange<Int>)] = []
    for (index, topic) in matcher.topics.enumerated() where topic.kind == .entry {
      guard let entry = topic.entries.first.map({ catalogue.entries[$0] }) else { continue }
      channels[index] = entry.channel.flatMap(DialogueContext.Channel.init)
      let days = entry.window.compactMap { ShopTime($0 + "T00:00:00+08:00")?.dayNumber }
      if days.count == 2, days[0] <= days[1] { windows.append((index, days[0]...days[1])) }
    }
    self.channels = channels
    channelTopics = channels.indices.filter { channels[$0] != nil }
    self.windows = windows
  }

  /// Whether a topic belongs to a channel.
  func isOfChannel(_ topic: Int, _ channel: DialogueContext.Channel) -> Bool {
    channels[topic] == channel
  }

  /// Whether a topic belongs to another channel than this one.
  func isElsewhere(_ topic: Int, _ channel: DialogueContext.Channel) -> Bool {
    channels[topic].map { $0 != channel } ?? false
  }

  /// Adds nats for topics of the channel, and against campaigns that are not running.
  ///
  /// - Parameter isShort: whether the message leaves most to its surroundings.
  func add(
    to prior: inout Matcher.Prior, channel: DialogueContext.Channel, day: Int, isShort: Bool
  ) {
    prior.reserveCapacity(channelTopics.count + windows.count)
    for topic in channelTopics where channels[topic] == channel {
      prior.favor(topic, by: isShort ? Self.shortChannelBonus : Self.channelBonus)
    }
    for window in windows where !window.days.contains(day) {
      prior.favor(window.topic, by: Self.closedPenalty)
    }
  }
}
