/// Whether questions that the bot missed belong to an entry that stands in the knowledge: the
/// matcher must think of it, and the agent must have said what it says.
enum EntryLink {
  private static let possible = 0.2

  /// The entry of one question; nil when none is meant.
  static func entry(of question: ReplayedQuestion) -> Int? {
    let fitting = question.candidates.filter {
      possible <= $0.probability && AnswerAgreement.agrees <= $0.agreement
    }
    return fitting.max { score($0) < score($1) }?.entry
  }

  /// The entry of most questions of a group; nil when it is something else.
  static func entry(of group: QuestionGroup) -> Int? {
    var sums: [Int: (probability: Double, agreement: Double)] = [:]
    for member in group.members {
      for candidate in member.candidates {
        sums[candidate.entry, default: (0, 0)].probability += candidate.probability
        sums[candidate.entry, default: (0, 0)].agreement += candidate.agreement
      }
    }
    let answered = Double(max(1, group.members.count { !$0.answer.isEmpty }))
    let count = Double(group.members.count)
    return sums.filter {
      possible <= $0.value.probability / count
        && AnswerAgreement.agrees <= $0.value.agreement / answered
    }
    .max { ($0.value.probability, $1.key) < ($1.value.probability, $0.key) }?.key
  }

  private static func score(_ candidate: ReplayedQuestion.Candidate) -> Double {
    candidate.probability + 2 * candidate.agreement
  }
}
