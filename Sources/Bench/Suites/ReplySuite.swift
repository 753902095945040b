internal import Dialogue
internal import Matching

/// Dialogues of one to four messages, drawn from a pack's own wordings.
public struct BenchDialogues: Sendable {
  /// The messages, each with the number of its dialogue.
  public let messages: [(text: String, dialogue: Int)]

  /// Equal arguments give equal dialogues.
  public init(_ source: CorpusSource, dialogues: Int, seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var messages: [(text: String, dialogue: Int)] = []
    for dialogue in 0..<dialogues {
      for _ in 0...random.below(4) {
        let wording = source.wordings[random.below(source.wordings.count)]
        messages.append((CorpusSource.string(wording.text), dialogue))
      }
    }
    self.messages = messages
  }
}

/// Whole replies: reading, matching, context, risk, decision, wording.
enum ReplySuite {
  static func run(_ run: BenchRun) throws -> [BenchResult] {
    let bot = try Bot(run.snapshot)
    let messages = BenchDialogues(run.data.source, dialogues: 1_200, seed: 3).messages
    run.progress(0.1, "回复")
    let clock = BenchClock.overhead()
    // A message's reply depends on the dialogue before it, so that whole dialogues are played.
    var runs: [[Double]] = []
    for _ in 0..<4 {
      var latencies: [Double] = []
      play(bot, messages) { latencies.append(max(0, $0 - clock)) }
      runs.append(latencies)
    }
    let latencies = Latencies(
      messages.indices.map { index in Latencies(runs[1...].map { $0[index] }).percentile(0.5) })
    return [
      BenchResult(
        .reply, "\(messages.count) 句",
        latencies.metrics + [growth(run, bot, messages)])
    ]
  }

  private static func play(
    _ bot: Bot, _ messages: [(text: String, dialogue: Int)], _ took: (Double) -> Void
  ) {
    var session = Session()
    var dialogue = -1
    var time = ShopTime.evaluation
    for message in messages {
      if message.dialogue != dialogue {
        session = Session()
        time = .evaluation
        dialogue = message.dialogue
      }
      time = time.adding(20)
      let start = BenchClock.thread
      _ = bot.reply(to: message.text, in: &session, at: time)
      took(BenchClock.thread - start)
    }
  }

  /// What the process holds more after so many replies than after the first, in kilobytes.
  private static func growth(
    _ run: BenchRun, _ bot: Bot, _ messages: [(text: String, dialogue: Int)]
  ) -> BenchMetric {
    play(bot, messages) { _ in }
    let before = MemoryUse.anonymous
    var done = 0
    while done < run.replies {
      play(bot, messages) { _ in done += 1 }
      run.progress(min(1, Double(done) / Double(run.replies)), "回复 \(done)")
    }
    return BenchMetric(
      "memory_growth_kb", "\(done) 句后内存增长", "kB",
      Double(MemoryUse.anonymous - before) / 1_024, decimals: 0)
  }
}
