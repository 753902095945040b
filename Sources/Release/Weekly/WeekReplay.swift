public import Dialogue
internal import Dispatch
public import Knowledge
internal import Synchronization
public import Training

/// Replays a week of sessions with a version, a batch in memory at a time, on all cores.
public struct WeekReplay: Sendable {
  private static let batch = 2_000

  public let bot: Bot
  private let words: KnownPairs

  public init(bot: Bot, base: KnowledgeBase) {
    self.bot = bot
    words = KnownPairs(base)
  }

  /// Measures the sessions under some paths; broken lines are left out.
  ///
  /// The result does not depend on the number of cores.
  /// - Throws: `ReadingError`.
  /// - Complexity: O(messages · model) time.
  public func measure(
    _ paths: [String], progress: (ReadingProgress) -> Void = { _ in }
  ) throws -> WeekMeasure {
    var total = WeekCounter(version: bot.version, words: words)
    var batch: [Transcript] = []
    _ = try TranscriptReader(paths: paths).read(progress: progress) { transcript, _ in
      batch.append(transcript)
      if batch.count == Self.batch {
        total.add(measured(batch))
        batch.removeAll(keepingCapacity: true)
      }
    }
    total.add(measured(batch))
    return total.finish()
  }

  private func measured(_ sessions: [Transcript]) -> WeekCounter {
    let parts = 16
    let results = Mutex<[Int: WeekCounter]>([:])
    DispatchQueue.concurrentPerform(iterations: parts) { part in
      let masker = PrivacyMasker()
      var counter = WeekCounter(version: bot.version, words: words)
      for index in stride(from: part, to: sessions.count, by: parts) {
        let session = masker.mask(sessions[index]).transcript
        counter.add(session, replies(to: session))
      }
      results.withLock { $0[part] = counter }
    }
    var sum = WeekCounter(version: bot.version, words: words)
    for (_, counter) in results.withLock({ $0 }).sorted(by: { $0.key < $1.key }) {
      sum.add(counter)
    }
    return sum
  }

  /// What the bot says to the customer's messages, as if no person had answered.
  private func replies(to session: Transcript) -> [Reply] {
    let channel = session.channel.flatMap(DialogueContext.Channel.init(rawValue:)) ?? .web
    var state = Session(DialogueContext(channel: channel, sku: session.sku))
    var time = session.startedAt ?? .evaluation
    return session.messages.filter { $0.from == .customer && !$0.text.isEmpty }.map { message in
      time = message.at.map { max($0, time) } ?? time.adding(20)
      return bot.reply(to: message.text, in: &state, at: time)
    }
  }
}
