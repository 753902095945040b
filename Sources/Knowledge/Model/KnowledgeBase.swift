public import Language

/// What a shop knows, as it stands in the knowledge folder.
public struct KnowledgeBase: Sendable, Equatable {
  public var shop = ShopSettings()
  public var entries: [Entry] = []
  public var products: [Product] = []
  /// Wordings that hold for every product with an attribute.
  public var sharedAttributes: [SharedAttribute] = []
  public var situations: [HandoffSituation] = []
  /// Messages that are not the shop's business, by kind: near, far, gibberish, spam.
  public var outside: [OutsideKind] = []
  public var lexicon = LexiconRows()

  public init() {}

  /// All wordings of an entry: its own, then the shared ones of its attribute.
  public func questions(of entry: Entry) -> [Question] {
    guard let attribute = entry.attribute,
      let shared = sharedAttributes.first(where: { $0.attribute == attribute })
    else { return entry.questions }
    return entry.questions + shared.questions
  }
}

/// A product with its names and facts.
public struct Product: Sendable, Equatable {
  public var sku: String
  public var name: String
  /// What customers call it; the first is the usual name.
  public var aliases: [String]
  /// Names that other things have too (箱子); they name the product only where no other is in focus.
  public var weakAliases: [String]
  /// Words that give the product away without naming it.
  public var hints: [String]
  public var category: String
  /// Yuan, of the main variant.
  public var price: Double
  public var variants: [Fact]
  public var facts: [Fact]
  public var location: SourceLocation
}

/// A property and its value.
public struct Fact: Sendable, Equatable {
  public var key: String
  public var value: String

  public init(key: String, value: String) {
    self.key = key
    self.value = value
  }
}

/// Wordings that are asked of every product with an attribute, and how a new product answers.
public struct SharedAttribute: Sendable, Equatable {
  public var attribute: String
  public var title: String
  public var scope: String
  /// Keys of facts that answer it, the first that a product has is used.
  public var facts: [String]
  /// Entries that answer it while no product is known, the usual one first.
  public var fallbacks: [String]
  /// The answer of a new product, with `{product}`, `{key}` and `{fact}` to be replaced.
  public var answer: String?
  public var questions: [Question]
  public var location: SourceLocation
}

/// A situation that goes to a person.
public struct HandoffSituation: Sendable, Equatable {
  public enum Trigger: String, Sendable { case intent, condition }

  /// What must hold beside the wording.
  public enum Condition: String, Sendable, CaseIterable {
    /// A refund above the shop's limit is named.
    case largeRefund = "large_refund"
    /// The customer has asked for a person before.
    case repeatedRequest = "repeated_request"
    /// The bot has missed or misunderstood before.
    case repeatedFailure = "repeated_failure"
  }

  /// Why a person takes over, as the reply says it.
  public enum Reason: String, Sendable, CaseIterable {
    case requested, risk, emotion, policy
    case repeatedFailure = "repeated_failure"
  }

  public var id: String
  public var situation: String
  public var level: Int
  public var skill: String
  /// Entries that belong to it; with `intent`, each of them hands over by itself.
  public var related: [String]
  public var trigger: Trigger
  /// Related entries that hand over by themselves although the situation has a condition.
  public var always: [String]
  public var condition: Condition?
  public var reason: Reason
  /// What the person is to do, and what the bot says meanwhile.
  public var action: String
  public var playbook: String
  public var reply: String
  /// Minutes until a person answers.
  public var deadline: Int
  /// Needs a second person's approval.
  public var secondPerson: Bool
  public var examples: [Question]
  /// Messages with the same words that must not be handed over.
  public var counterexamples: [Question]
  public var location: SourceLocation
}

/// Messages that are not the shop's business.
public struct OutsideKind: Sendable, Equatable {
  public var name: String
  public var examples: [Question]
  public var location: SourceLocation
}
