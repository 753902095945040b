/// Where a row of a lexicon or knowledge file stands.
public struct SourceLocation: Hashable, Sendable, CustomStringConvertible {
  public let file: String
  /// 1 is the first line; 0 when the whole file is meant.
  public let line: Int

  public init(file: String, line: Int) {
    self.file = file
    self.line = line
  }

  public var description: String { line > 0 ? "\(file):\(line)" : file }
}

/// The hand-written lexicons of a shop, as rows with their places; `Lexicon` is their compiled form.
public struct LexiconRows: Sendable, Equatable {
  /// A word of the domain, kept whole by the segmenter.
  public struct Word: Sendable, Equatable {
    public var text: String
    public var topic: String
    public var example: String
    public var location: SourceLocation

    public init(
      text: String, topic: String, example: String, location: SourceLocation
    ) {
      self.text = text
      self.topic = topic
      self.example = example
      self.location = location
    }
  }

  /// Words and phrases that mean the same to a shop.
  public struct SynonymGroup: Sendable, Equatable {
    public var name: String
    public var forms: [String]
    public var example: String
    public var location: SourceLocation

    public init(
      name: String, forms: [String], example: String, location: SourceLocation
    ) {
      self.name = name
      self.forms = forms
      self.example = example
      self.location = location
    }
  }

  /// A dialect or internet form and what it stands for.
  public struct Dialect: Sendable, Equatable {
    public var form: String
    public var region: String
    public var standard: String
    /// Where the form has this meaning; empty: everywhere.
    public var condition: ContextCondition
    public var example: String
    /// A text that holds the form in another meaning and must stay as it is; may be empty.
    public var counterexample: String
    public var location: SourceLocation

    public init(
      form: String, region: String, standard: String, condition: ContextCondition, example: String,
      counterexample: String, location: SourceLocation
    ) {
      self.form = form
      self.region = region
      self.standard = standard
      self.condition = condition
      self.example = example
      self.counterexample = counterexample
      self.location = location
    }
  }

  /// A character or word that is typed for another.
  public struct Confusion: Sendable, Equatable {
    public var wrong: String
    public var right: String
    /// 音 by sound, 形 by shape.
    public var kind: String
    public var example: String
    public var location: SourceLocation

    public init(
      wrong: String, right: String, kind: String, example: String, location: SourceLocation
    ) {
      self.wrong = wrong
      self.right = right
      self.kind = kind
      self.example = example
      self.location = location
    }
  }

  /// A word with a function: negation, question, politeness, blocked.
  public struct Marker: Sendable, Equatable {
    public var form: String
    public var kind: MarkerKind
    public var example: String
    public var location: SourceLocation

    public init(
      form: String, kind: MarkerKind, example: String, location: SourceLocation
    ) {
      self.form = form
      self.kind = kind
      self.example = example
      self.location = location
    }
  }

  /// A word with the reading of its polyphonic characters.
  public struct Polyphone: Sendable, Equatable {
    public var word: String
    public var syllables: [String]
    public var example: String
    public var location: SourceLocation

    public init(
      word: String, syllables: [String], example: String, location: SourceLocation
    ) {
      self.word = word
      self.syllables = syllables
      self.example = example
      self.location = location
    }
  }

  public var words: [Word] = []
  public var synonyms: [SynonymGroup] = []
  public var dialect: [Dialect] = []
  public var confusions: [Confusion] = []
  public var markers: [Marker] = []
  public var polyphones: [Polyphone] = []

  public init() {}
}

/// What a marker does to the sentence around it.
public enum MarkerKind: String, Sendable, CaseIterable {
  /// Negates what follows: 不, 没, 别.
  case negation
  /// Negates the verb before it: 不了, 不上.
  case complement
  /// Holds a negation's character without negating: 不错, 别人, 无理由.
  case shield
  /// A double negation, which affirms: 不是不, 不得不.
  case double
  /// Ends the scope of a negation: 但是, 只是.
  case scopeEnd
  /// Question forms by what they ask.
  case how, whether, when, howMuch, howLong, why, which, what, `where`, who
  /// Says nothing about the matter: 你好, 请问, 麻烦.
  case politeness
  /// Adverts and abuse.
  case advert, abuse
  /// Goods that the shop does not sell, and other shops, platforms and services.
  case goods, elsewhere
  /// What the world speaks of and no shop is asked about: 勾股定理, 京剧.
  case world

  /// Whether this is the form of a question.
  public var isQuestion: Bool { questionBit != 0 }

  /// One bit for each type of question, 0 for the other kinds.
  public var questionBit: UInt16 {
    switch self {
    case .how: 1
    case .whether: 2
    case .when: 4
    case .howMuch: 8
    case .howLong: 16
    case .why: 32
    case .which: 64
    case .what: 128
    case .where: 256
    case .who: 512
    default: 0
    }
  }

  /// The name of the kind in the lexicon files.
  public static func named(_ name: String) -> MarkerKind? { MarkerKind(rawValue: name) }

  var code: UInt8 { UInt8((Self.allCases.firstIndex(of: self) ?? 0) + 1) }

  init?(code: UInt8) {
    guard code > 0, Int(code) <= Self.allCases.count else { return nil }
    self = Self.allCases[Int(code) - 1]
  }
}
