/// How a turn with an expectation came out; each is exactly one of these. From good to bad.
public enum Outcome: String, Sendable, CaseIterable {
  /// Answered as accepted.
  case rightAnswer = "right_answer"
  /// Handed to a person as accepted, with at least the level asked.
  case rightHandoff = "right_handoff"
  /// Asked back as accepted.
  case rightClarify = "right_clarify"
  /// Declined as accepted.
  case rightDecline = "right_decline"
  /// Silent as accepted.
  case rightSilence = "right_silence"
  /// Asked back instead of answering, and an accepted entry is among the options.
  case assistedClarify = "assisted_clarify"
  /// Asked back where that is not accepted, without an accepted entry among the options.
  case unhelpfulClarify = "unhelpful_clarify"
  /// Handed to a person as accepted, but below the level asked.
  case lowHandoff = "low_handoff"
  /// Handed to a person where that is not accepted.
  case wrongHandoff = "wrong_handoff"
  /// Declined where that is not accepted.
  case wrongDecline = "wrong_decline"
  /// Silent where a reply was due.
  case wrongSilence = "wrong_silence"
  /// Calls for a person and was not handed over.
  case missedHandoff = "missed_handoff"
  /// Answered although it is not the shop's business.
  case outOfScopeAnswered = "out_of_scope_answered"
  /// Answered with an entry that is not accepted, or where no answer is accepted.
  case wrongAnswer = "wrong_answer"

  /// The name in reports for people.
  public var label: String {
    switch self {
    case .rightAnswer: "答对"
    case .rightHandoff: "正确转人工"
    case .rightClarify: "反问得当"
    case .rightDecline: "正确婉拒"
    case .rightSilence: "正确静默"
    case .assistedClarify: "反问含正确选项"
    case .unhelpfulClarify: "反问无帮助"
    case .lowHandoff: "转人工级别偏低"
    case .wrongHandoff: "不该转却转"
    case .wrongDecline: "误婉拒"
    case .wrongSilence: "误静默"
    case .missedHandoff: "该转未转"
    case .outOfScopeAnswered: "范围外作答"
    case .wrongAnswer: "答错"
    }
  }
}
