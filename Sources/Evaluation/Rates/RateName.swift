/// A rate of the report.
public enum RateName: String, Sendable, CaseIterable {
  case recognition
  case assistedRecognition = "assisted_recognition"
  case firstThree = "first_three"
  case wrongAnswers = "wrong_answers"
  case precision
  case transfer
  case handedOver = "handed_over"
  case missedHandoffs = "missed_handoffs"
  case outOfScopeAnswered = "out_of_scope_answered"
  case dialogueSuccess = "dialogue_success"
  case turnAccuracy = "turn_accuracy"
  case handoffNegatives = "handoff_negatives_right"
  case handoffSkill = "handoff_skill_right"
  case clarifyRight = "clarify_right"
  case silenceRight = "silence_right"
  case pairsRight = "pairs_right"

  /// The name in reports for people.
  public var label: String {
    switch self {
    case .recognition: "识别率"
    case .assistedRecognition: "含澄清识别率"
    case .firstThree: "前三命中率"
    case .wrongAnswers: "误答率"
    case .precision: "答案精确率"
    case .transfer: "转人工率"
    case .handedOver: "转人工占比"
    case .missedHandoffs: "漏转率"
    case .outOfScopeAnswered: "范围外作答率"
    case .dialogueSuccess: "多轮成功率"
    case .turnAccuracy: "轮次正确率"
    case .handoffNegatives: "转人工负例正确率"
    case .handoffSkill: "转接技能正确率"
    case .clarifyRight: "裸属性反问正确率"
    case .silenceRight: "静默正确率"
    case .pairsRight: "正反句对全对率"
    }
  }

  /// Numerator and denominator in words, for people.
  public var definition: String {
    switch self {
    case .recognition: "范围内判对的轮次 ÷ 范围内轮次"
    case .assistedRecognition: "范围内判对或反问选项含正确条目的轮次 ÷ 范围内轮次"
    case .firstThree: "范围内判对或正确条目在前三候选之中的轮次 ÷ 范围内轮次"
    case .wrongAnswers: "以不可接受的条目作答的轮次 ÷ 全部标注轮次"
    case .precision: "答对 ÷ 作答"
    case .transfer: "转了人工的对话 ÷ 无一轮需要人工的对话"
    case .handedOver: "转了人工的对话 ÷ 全部对话"
    case .missedHandoffs: "该转而未转或级别不足的轮次 ÷ 该转人工的轮次"
    case .outOfScopeAnswered: "作答的范围外轮次 ÷ 范围外轮次"
    case .dialogueSuccess: "每轮都判对的对话 ÷ 多于一轮的对话"
    case .turnAccuracy: "判对的轮次 ÷ 全部标注轮次"
    case .handoffNegatives: "判对的轮次 ÷ 看似要转实则不必的轮次"
    case .handoffSkill: "技能组正确的转接 ÷ 标注了技能组且可接受的转接"
    case .clarifyRight: "判对的轮次 ÷ 只该反问的轮次"
    case .silenceRight: "判对的轮次 ÷ 人工接手后只该静默的轮次"
    case .pairsRight: "两句都判对的句对 ÷ 字面相近而意思相反的句对"
    }
  }

  /// Whether a higher value is better; false where lower is better or neither is meant.
  public var isBetterHigh: Bool {
    switch self {
    case .wrongAnswers, .transfer, .handedOver, .missedHandoffs, .outOfScopeAnswered: false
    default: true
    }
  }
}
