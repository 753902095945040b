import Dialogue

/// Words replies for a terminal.
enum Transcript {
  /// A reply for people: what the customer reads, and a line that says what was decided.
  static func lines(_ reply: Reply) -> String {
    var result = Console.bold("应答  ") + (reply.reply.isEmpty ? "（不发言）" : reply.reply)
    result += "\n" + Console.dim("      \(label(reply))")
    return result
  }

  /// The trace of a reply, a step a line.
  static func explanation(_ reply: Reply) -> String {
    (reply.explanation?.steps ?? []).map { step in
      Console.dim("  · ") + step.name + "：" + step.details.joined(separator: "；")
    }.joined(separator: "\n")
  }

  private static func label(_ reply: Reply) -> String {
    let confidence = "把握 \(Int((reply.confidence * 100).rounded()))%"
    switch reply.decision {
    case .answer: return "回答 \(reply.entry ?? "") · \(confidence)"
    case .clarify: return "反问 · \(confidence)"
    case .decline: return "婉拒 · \(confidence)"
    case .silent: return "人工接待中"
    case .handoff:
      guard let handoff = reply.handoff else { return "转人工" }
      return "转人工 · \(handoff.skill) · \(handoff.level) 级 · \(handoff.summary)"
    }
  }
}
