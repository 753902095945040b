/// A small set of phrases, all of which are found in one pass over a text.
public struct PhraseSet: Sendable {
  /// The phrases by the place of their first code point in `heads`, longer ones first.
  private var phrases: [(number: Int, scalars: [UInt32])] = []
  /// For each value of a code point's low bits the first such phrase; −1 where there is none.
  private var heads = [Int32](repeating: -1, count: Self.width)

  private static let width = 512

  /// - Parameter phrases: code points of each phrase; empty ones are never found.
  public init(_ phrases: [[UInt32]]) {
    self.phrases = phrases.enumerated().filter { !$0.element.isEmpty }
      .map { (number: $0.offset, scalars: $0.element) }
      .sorted {
        let left = (Self.place($0.scalars[0]), -$0.scalars.count, $0.number)
        return left < (Self.place($1.scalars[0]), -$1.scalars.count, $1.number)
      }
    for (index, phrase) in self.phrases.enumerated().reversed() {
      heads[Self.place(phrase.scalars[0])] = Int32(index)
    }
  }

  /// The set of some words as they are written.
  public init(_ words: [String]) {
    self.init(words.map { $0.unicodeScalars.map(\.value) })
  }

  /// Calls `found` with the number and the place of every phrase that stands in a text, from the
  /// left, longer ones first, until it returns false. O(n · phrases that begin alike).
  @inline(__always)
  public func search(
    _ text: [UInt32], _ found: (_ phrase: Int, _ range: Range<Int>) -> Bool
  ) {
    text.withUnsafeBufferPointer { text in
      for start in text.indices {
        let place = Self.place(text[start])
        var index = Int(heads[place])
        guard index >= 0 else { continue }
        while index < phrases.count, Self.place(phrases[index].scalars[0]) == place {
          let end = start + phrases[index].scalars.count
          if Self.stands(phrases[index].scalars, in: text, at: start),
            !found(phrases[index].number, start..<end)
          {
            return
          }
          index += 1
        }
      }
    }
  }

  /// Whether any phrase stands in a text.
  public func isIn(_ text: [UInt32]) -> Bool {
    var isFound = false
    search(text) { _, _ in
      isFound = true
      return false
    }
    return isFound
  }

  /// Whether a text begins with any phrase.
  public func begins(_ text: [UInt32]) -> Bool {
    var isFound = false
    search(text) { _, range in
      isFound = range.lowerBound == 0
      return !isFound && range.lowerBound == 0
    }
    return isFound
  }

  @inline(__always)
  private static func place(_ scalar: UInt32) -> Int { Int(scalar) & (width - 1) }

  @inline(__always)
  private static func stands(
    _ phrase: [UInt32], in text: UnsafeBufferPointer<UInt32>, at start: Int
  ) -> Bool {
    guard start + phrase.count <= text.count else { return false }
    for offset in phrase.indices where phrase[offset] != text[start + offset] { return false }
    return true
  }
}
