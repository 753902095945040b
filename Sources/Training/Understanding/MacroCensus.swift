/// Counts agents' lines over many sessions and finds the ones that are sent whatever the customer
/// asks: openers, waiting lines and closers that the rules do not know.
public struct MacroCensus: Sendable {
  private struct Count {
    var total: Int32 = 0
    /// Before any question, after a thank-you, or with another agent message right behind.
    var empty: Int32 = 0
  }

  private static let leastOccurrences: Int32 = 5
  private static let leastShare = 0.7
  private static let linesKept = 400_000

  private var counts: [UInt64: Count] = [:]

  public init() {}

  /// A census that only knows which lines are macros.
  init(macros: [UInt64]) {
    let count = Count(total: Self.leastOccurrences, empty: Self.leastOccurrences)
    for signature in macros { counts[signature] = count }
  }

  /// The lines that are macros, sorted.
  var macros: [UInt64] { counts.filter { Self.isMacro($0.value) }.keys.sorted() }

  /// Counts the agent lines of a session.
  public mutating func add(_ masked: MaskedTranscript) {
    let messages = masked.transcript.messages
    var hasQuestion = false
    var afterThanks = false
    for (place, message) in messages.enumerated() {
      switch message.from {
      case .customer:
        let act = CustomerAct.of(Utterance(message.text), raw: message.text)
        hasQuestion = hasQuestion || act.strength > 0
        afterThanks = act == .acknowledgement
      case .agent:
        guard let signature = Self.signature(message.text) else { continue }
        let next = messages[(place + 1)...].first { $0.from != .system }
        var count = counts[signature] ?? Count()
        count.total += 1
        if !hasQuestion || afterThanks || next?.from == .agent { count.empty += 1 }
        counts[signature] = count
      case .bot, .system: break
      }
    }
    if counts.count > Self.linesKept { counts = counts.filter { $0.value.total > 1 } }
  }

  /// Whether a line is sent so often, and so often without an answer's place, that it is a macro.
  public func isMacro(_ text: String) -> Bool {
    guard let signature = Self.signature(text), let count = counts[signature] else { return false }
    return Self.isMacro(count)
  }

  private static func isMacro(_ count: Count) -> Bool {
    count.total >= leastOccurrences
      && Double(count.empty) >= leastShare * Double(count.total)
  }

  /// A fingerprint that near-identical lines share: letters and Han characters only, without
  /// digits, marks, forms of address and particles (FNV-1a); nil for lines without any.
  private static func signature(_ text: String) -> UInt64? {
    let utterance = Utterance(InsertRemover.clean(text))
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    var length = 0
    for cell in utterance.cells
    where Cells.isSignificant(cell) && !Cells.isDigit(cell) && !particles.contains(cell) {
      hash = (hash ^ UInt64(Cells.lower(cell))) &* 0x100_0000_01B3
      length += 1
    }
    return length == 0 ? nil : hash
  }

  private static let particles = CellSet("亲哦呢哈呀啊啦的您你了嗯")
}
