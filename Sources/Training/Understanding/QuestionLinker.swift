/// Follows a session message by message and links questions to answers.
struct QuestionLinker {
  /// A question on its way to an answer.
  struct Thread {
    /// The message that asks.
    var message: Int
    /// Messages of the customer that lead to it or add to it.
    var context: [Int]
    var answers: [Int] = []
    var strength: Int
    var isRepeated = false
    fileprivate var utterance: Utterance
    /// The burst in which it was asked.
    fileprivate var burst: Int

    var messages: [Int] { (context + [message]).sorted() }
  }

  private static let sameQuestion = 0.34
  /// By how much an answer must be closer to another question than to the next in order.
  private static let clearlyCloser = 0.25
  /// A question that leans on the answer before: 确定？, 真的吗.
  private static let shortQuestion = 3

  private let similarity: SessionReader.Similarity?
  private var threads: [Thread] = []
  /// Threads that wait for an answer, by position.
  private var open: [Int] = []
  /// Statements that no question has taken up yet.
  private var waiting: [Int] = []
  /// Content of the agent since the customer last spoke.
  private var run: [Int] = []
  private var texts: [Int: Utterance] = [:]
  private var promises: [Int] = []
  private var asked = false
  private var burst = 0
  private var lastWasCustomer = false
  /// Whether more from the agent belongs to what was answered last.
  private var continues = false
  /// Whether the customer was content with the last answer.
  private var isClosed = false
  private var hasAgent = false

  init(similarity: SessionReader.Similarity?) {
    self.similarity = similarity
  }

  // MARK: The customer

  mutating func customer(_ raw: String, at place: Int) {
    let utterance = CustomerAct.withoutInserts(raw)
    let act = CustomerAct.of(utterance, raw: raw)
    if !lastWasCustomer { burst += 1 }
    lastWasCustomer = true
    switch act {
    case .greeting, .handoff: return
    case .acknowledgement:
      settle()
      continues = false
      isClosed = true
      if CustomerCues.withdrawals.occurs(in: utterance.cells) { withdraw() }
      return
    case .nudge: return
    case .picture, .card, .data:
      settle()
      if let last = open.last { threads[last].context.append(place) }
      asked = false
      return
    case .statement, .problem, .request, .question: break
    }
    settle()
    let isShift = startsAnother(utterance)
    if asked, act != .question, !isShift, let last = open.last {
      threads[last].context.append(place)
      asked = false
      return
    }
    asked = false
    if open.isEmpty {
      begin(utterance, act, at: place)
    } else {
      add(utterance, act, at: place, isShift: isShift)
    }
  }

  /// A message while nothing waits for an answer.
  private mutating func begin(_ utterance: Utterance, _ act: CustomerAct, at place: Int) {
    let isAnswered = threads.last.map { !$0.answers.isEmpty } ?? false
    if isAnswered, act == .question, utterance.significant < Self.shortQuestion {
      continues = true
      return
    }
    if isAnswered, act == .statement || act == .problem && !isClosed {
      continues = true
      waiting.append(place)
      texts[place] = utterance
      return
    }
    start(utterance, act, at: place)
  }

  private mutating func start(_ utterance: Utterance, _ act: CustomerAct, at place: Int) {
    let context = waiting.filter { $0 < place }
    waiting = []
    continues = false
    isClosed = false
    promises = []
    open.append(threads.count)
    threads.append(
      Thread(
        message: place, context: context, strength: act.strength, utterance: utterance,
        burst: burst))
  }

  /// A message while a question waits: another one, the same again, or more about it.
  private mutating func add(
    _ utterance: Utterance, _ act: CustomerAct, at place: Int, isShift: Bool
  ) {
    guard let last = open.last else { return }
    let isAgain = overlap(threads[last].utterance, utterance) >= Self.sameQuestion
    let isSameBurst = threads[last].burst == burst
    if act == .question, threads[last].strength == 4 {
      if isShift || !isAgain && !isSameBurst && utterance.significant >= 6 {
        start(utterance, act, at: place)
      } else if isAgain, !isSameBurst {
        threads[last].isRepeated = true
        threads[last].context.append(place)
      } else if isSameBurst, utterance.significant >= 8, threads[last].utterance.significant >= 8 {
        start(utterance, act, at: place)
      } else {
        threads[last].context.append(place)
      }
      return
    }
    if isShift, act.strength >= 2, threads[last].strength >= 2 {
      start(utterance, act, at: place)
      return
    }
    if act.strength >= threads[last].strength, threads[last].strength < 4 {
      threads[last].context.append(threads[last].message)
      threads[last].message = place
      threads[last].strength = act.strength
      threads[last].utterance = utterance
      threads[last].burst = burst
    } else {
      threads[last].context.append(place)
    }
  }

  /// Forgets the questions that the customer takes back before anybody answered.
  private mutating func withdraw() {
    for thread in open { threads[thread].strength = 0 }
    open = []
    promises = []
  }

  private func startsAnother(_ utterance: Utterance) -> Bool {
    guard let first = utterance.clauses.first else { return false }
    return (first.lowerBound..<min(first.lowerBound + 4, first.upperBound)).contains {
      CustomerCues.shifts.length(at: $0, in: utterance.cells) > 0
    }
  }

  private func overlap(_ left: Utterance, _ right: Utterance) -> Double {
    similarity.map { $0(left.text, right.text) } ?? Utterance.overlap(left, right)
  }

  // MARK: The other side

  mutating func bot() {
    lastWasCustomer = false
  }

  mutating func agent(_ raw: String, at place: Int, isMacro: Bool) {
    lastWasCustomer = false
    hasAgent = true
    guard !isMacro else { return }
    let utterance = CustomerAct.withoutInserts(raw)
    switch AgentAct.of(utterance, raw: raw) {
    case .greeting, .waiting, .closing, .chatter: return
    case .asking: asked = true
    case .promise: promises.append(place)
    case .answer:
      run.append(place)
      texts[place] = utterance
      asked = false
    }
  }

  // MARK: Linking

  /// Gives what the agent said since the customer last spoke to the questions that wait.
  private mutating func settle() {
    defer { run = [] }
    guard !run.isEmpty else { return }
    if open.isEmpty {
      if continues, !threads.isEmpty { threads[threads.count - 1].answers.append(contentsOf: run) }
      continues = false
      return
    }
    if open.count == 1 || run.count == 1 {
      for thread in open { threads[thread].answers.append(contentsOf: run) }
    } else {
      for (order, place) in run.enumerated() {
        threads[best(for: place, order)].answers.append(place)
      }
      for thread in open where threads[thread].answers.isEmpty {
        threads[thread].answers.append(run[run.count - 1])
      }
    }
    open = []
    promises = []
  }

  /// The open question that a message answers: the one it shares most with, else by order.
  private func best(for place: Int, _ order: Int) -> Int {
    let byOrder = open[min(order, open.count - 1)]
    guard let answer = texts[place] else { return byOrder }
    let scored = open.map { ($0, overlap(threads[$0].utterance, answer)) }
    guard let top = scored.max(by: { $0.1 < $1.1 }),
      top.1 > (scored.first { $0.0 == byOrder }?.1 ?? 0) + Self.clearlyCloser
    else { return byOrder }
    return top.0
  }

  /// The threads that are questions, in the order in which they were asked.
  mutating func finish() -> [Thread] {
    settle()
    if !open.isEmpty, let fallback = promises.last {
      for thread in open where threads[thread].strength >= 2 {
        threads[thread].answers = [fallback]
      }
    }
    let least = hasAgent ? 2 : 1
    return threads.filter {
      !$0.answers.isEmpty
        || $0.strength >= least && ($0.strength >= 2 || $0.utterance.significant >= 6)
    }
    .sorted { $0.message < $1.message }
  }
}
