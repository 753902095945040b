public import Knowledge

/// A change of the knowledge that transcripts or feedback speak for, to be reviewed by a person.
///
/// Its coding keys are the contract's field names; `ProposalFile` writes them in a fixed order.
public struct Proposal: Sendable, Equatable, Codable {
  /// What is proposed.
  public enum Kind: String, Sendable, CaseIterable, Codable {
    /// Something that customers ask and the knowledge does not hold.
    case newEntry = "new_entry"
    /// Wordings of an entry that stands in the knowledge.
    case newQuestions = "new_questions"
    /// Agents contradict the knowledge, or each other.
    case answerConflict = "answer_conflict"
  }

  /// How much speaks for it.
  public struct Support: Sendable, Equatable, Codable {
    public var sessions: Int
    /// Distinct customers.
    public var customers: Int

    public init(sessions: Int, customers: Int) {
      self.sessions = sessions
      self.customers = customers
    }
  }

  /// One side of a contradiction.
  public struct Side: Sendable, Equatable, Codable {
    public enum Source: String, Sendable, CaseIterable, Codable {
      case knowledge, agents
    }

    /// What that side says, word for word, without personal data.
    public var quote: String
    public var source: Source
    /// The sessions in which agents said so; empty for the knowledge.
    public var sessions: [String]

    public init(quote: String, source: Source, sessions: [String] = []) {
      self.quote = quote
      self.source = source
      self.sessions = sessions
    }
  }

  /// Unique in a file, and the same for the same proposal on every run.
  public var id: String
  public var kind: Kind
  /// The entry it belongs to; of a new entry the id that it is to get, nil: the release names it.
  public var entry: String?
  public var tier: Tier
  /// The product; required in the product tier.
  public var sku: String?
  public var title: String
  /// Wordings of customers, each on one line.
  public var questions: [String]
  /// The answer; empty for `newQuestions`, and for a conflict that nobody has settled.
  public var answer: String
  public var support: Support
  /// The sessions behind it, sorted.
  public var evidence: [String]
  /// The expected fall of the transfer rate, 0…1.
  public var gain: Double
  public var conflicts: [Side]

  public init(
    id: String, kind: Kind, entry: String? = nil, tier: Tier = .general, sku: String? = nil,
    title: String, questions: [String], answer: String = "", support: Support,
    evidence: [String] = [], gain: Double = 0, conflicts: [Side] = []
  ) {
    self.id = id
    self.kind = kind
    self.entry = entry
    self.tier = tier
    self.sku = sku
    self.title = title
    self.questions = questions
    self.answer = answer
    self.support = support
    self.evidence = evidence
    self.gain = gain
    self.conflicts = conflicts
  }
}

extension Tier: Codable {}
