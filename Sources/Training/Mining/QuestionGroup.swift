/// Questions that mean the same, with what speaks for it.
struct QuestionGroup {
  /// Members whose wording is kept; more are only counted.
  static let membersKept = 24
  /// Sessions listed as evidence; more are only counted.
  static let evidenceKept = 200
  private static let termsKept = 400

  /// The mean of the members' vectors.
  private(set) var mean: TermVector
  private(set) var count = 1
  private(set) var members: [ReplayedQuestion]
  private(set) var sessions: Set<String>
  private(set) var customers: Set<String>
  /// Expected transfers that an answer would have saved.
  private(set) var transfers: Double
  /// For each entry, the summed probability that it is meant.
  private(set) var entries: [Int: Double] = [:]

  init(_ question: ReplayedQuestion, vector: TermVector) {
    mean = vector
    members = [question]
    sessions = [question.question.session]
    customers = [question.customer]
    transfers = question.verdict.transfer / Double(question.openInSession)
    count(question)
  }

  /// Adds a question.
  mutating func add(_ question: ReplayedQuestion, vector: TermVector) {
    join(QuestionGroup(question, vector: vector))
  }

  /// Takes in another group. O(terms + members).
  mutating func join(_ other: QuestionGroup) {
    let total = Float(count + other.count)
    mean = mean.mixed(Float(count) / total, with: other.mean, Float(other.count) / total)
      .truncated(to: Self.termsKept)
    count += other.count
    // From both sides in turn, so that no wording crowds the others out.
    var merged: [ReplayedQuestion] = []
    let longest = max(members.count, other.members.count)
    for place in 0..<longest {
      if place < members.count { merged.append(members[place]) }
      if place < other.members.count { merged.append(other.members[place]) }
    }
    members = Array(merged.prefix(Self.membersKept * 4))
    sessions.formUnion(other.sessions)
    customers.formUnion(other.customers)
    transfers += other.transfers
    entries.merge(other.entries, uniquingKeysWith: +)
  }

  private mutating func count(_ question: ReplayedQuestion) {
    for candidate in question.candidates { entries[candidate.entry] = candidate.probability }
  }
}

extension ReplayedQuestion {
  /// Whom it counts for: the customer, or the session where nobody is named.
  var customer: String { question.customer ?? "?" + question.session }
}
