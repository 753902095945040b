/// A message after normalisation, each code point mapped back to where it came from.
public struct NormalizedText: Equatable, Sendable {
  /// The code points that are left: Han, letters and digits, folded; no blanks, marks or emoji.
  public internal(set) var scalars: [UInt32] = []
  /// For each code point, and one past the last: the UTF-8 offset in the original text.
  public internal(set) var offsets: [Int32] = [0]
  /// For each code point: whether a blank, a mark or the text's start stands before it.
  public internal(set) var breakBefore: [Bool] = []
  /// How many question marks, exclamation marks and emoji the text held.
  public internal(set) var questionMarks = 0
  public internal(set) var exclamationMarks = 0
  public internal(set) var emoji = 0

  public init() {}

  /// The number of code points left.
  public var count: Int { scalars.count }
  public var isEmpty: Bool { scalars.isEmpty }

  /// The text as a string, blanks left out. O(n).
  public var string: String { Self.string(scalars[...]) }

  /// Code points as a string. O(n).
  public static func string(_ scalars: ArraySlice<UInt32>) -> String {
    var result = String.UnicodeScalarView()
    for scalar in scalars { result.append(Unicode.Scalar(scalar) ?? "\u{FFFD}") }
    return String(result)
  }

  /// Makes room for so many code points.
  mutating func reserveCapacity(_ count: Int) {
    scalars.reserveCapacity(count)
    offsets.reserveCapacity(count + 1)
    breakBefore.reserveCapacity(count)
  }

  mutating func removeAll() {
    // The arrays of a new value are shared and have no room to keep.
    if count > 0 {
      scalars.removeAll(keepingCapacity: true)
      breakBefore.removeAll(keepingCapacity: true)
    }
    offsets.removeAll(keepingCapacity: count > 0)
    questionMarks = 0
    exclamationMarks = 0
    emoji = 0
  }
}
