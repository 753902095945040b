public import Text

/// A message as the engine reads it: normalised, rewritten, cut into units and words, with its
/// products, synonym groups, negations, questions and slots found. Ranges count code points of
/// `scalars`.
public struct Analysis: Sendable {
  /// The message after normalisation.
  public var text = NormalizedText()
  /// The code points after dialect rewrites.
  public var scalars: [UInt32] = []
  /// For each code point of `scalars` and one past the last: its index in `text.scalars`.
  public var source: [Int32] = []
  /// For each code point of `scalars`: whether a blank or mark stands before it.
  public var breakBefore: [Bool] = []
  public var rewrites: [AppliedRewrite] = []
  /// Han characters, letter runs and numbers, in order; they tile `scalars`.
  public var units: [Unit] = []
  /// Words, in order; they tile `scalars`.
  public var words: [Range<Int>] = []
  public var products: [ProductMention] = []
  public var groups: [GroupMention] = []
  public var markers: [MarkerMention] = []
  /// For each unit: whether a negation reaches it.
  public var negated: [Bool] = []
  /// Bits of the question types, see `MarkerKind.questionBit`.
  public var questions: UInt16 = 0
  public var slots: [Slot] = []

  public init() {}

  /// The rewritten message as a string, blanks left out. O(n).
  public var string: String { NormalizedText.string(scalars[...]) }

  /// Some of the rewritten message as a string.
  public func string(_ range: Range<Int>) -> String { NormalizedText.string(scalars[range]) }

  /// The place of a range in the original text, as UTF-8 offsets.
  public func originalRange(_ range: Range<Int>) -> Range<Int> {
    let start = Int(text.offsets[Int(source[range.lowerBound])])
    let end = Int(text.offsets[Int(source[range.upperBound])])
    return start..<max(start, end)
  }
}

/// The smallest piece that matching counts: a Han character, a run of letters, or a number.
public struct Unit: Sendable, Equatable {
  public enum Kind: UInt8, Sendable { case han, letters, number, other }

  public let start: Int32
  public let end: Int32
  public let kind: Kind
  /// A number that stands for the unit; equal units have equal keys.
  public let key: UInt64
  /// The toneless syllable of a Han character, 0 where there is none.
  public internal(set) var syllable: UInt16

  public var range: Range<Int> { Int(start)..<Int(end) }
}

/// A dialect form that was replaced by its standard form.
public struct AppliedRewrite: Sendable, Equatable {
  public let form: String
  public let standard: String
}

/// A product that the message names.
public struct ProductMention: Sendable, Equatable {
  public let range: Range<Int>
  /// Index into `Lexicon.products`.
  public let product: Int
  /// Whether the name was only found by its sound.
  public let bySound: Bool
  /// Whether other things have the name too.
  public let isWeak: Bool
}

/// A form of a synonym group.
public struct GroupMention: Sendable, Equatable {
  public let range: Range<Int>
  public let group: Int
}

/// A word with a function.
public struct MarkerMention: Sendable, Equatable {
  public let range: Range<Int>
  public let kind: MarkerKind
}
