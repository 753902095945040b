/// A small set of phrases, all of which are found in one pass over a text.
public struct PhraseSet: Sendable {
  /// The number that each phrase was given with, by the place of its first code point in `heads`,
  /// longer ones first.
  private var numbers: [Int] = []
  /// `starts[i]..<starts[i + 1]` are the code points of phrase i.
  private var starts: [Int] = [0]
  private var scalars: [UInt32] = []
  /// For each value of a code point's low bits the first such phrase; −1 where there is none.
  private var heads = [Int32](repeating: -1, count: Self.width)

  private static let width = 512

  /// - Parameter phrases: code points of each phrase; empty ones are never found.
  public init(_ phrases: [[UInt32]]) {
    let ordered = phrases.enumerated().filter { !$0.element.isEmpty }
      .sorted {
        let left = (Self.place($0.element[0]), -$0.element.count, $0.offset)
        return left < (Self.place($1.element[0]), -$1.element.count, $1.offset)
      }
    for (index, phrase) in ordered.enumerated() {
      numbers.append(phrase.offset)
      scalars += phrase.element
      starts.append(scalars.count)
      let place = Self.place(phrase.element[0])
      if heads[place] < 0 { heads[place] = Int32(index) }
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
      for start in text.indices where !search(text, at: start, found) { return }
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
    text.withUnsafeBufferPointer { text in
      !text.isEmpty && !search(text, at: 0) { _, _ in false }
    }
  }

  /// Calls `found` with the phrases that stand at a place; returns false as soon as it does.
  @inline(__always)
  private func search(
    _ text: UnsafeBufferPointer<UInt32>, at start: Int,
    _ found: (_ phrase: Int, _ range: Range<Int>) -> Bool
  ) -> Bool {
    let place = Self.place(text[start])
    var index = Int(heads[place])
    guard index >= 0 else { return true }
    while index < numbers.count {
      let (first, end) = (starts[index], starts[index + 1])
      guard Self.place(scalars[first]) == place else { break }
      let length = end - first
      if start + length <= text.count,
        !(0..<length).contains(where: { scalars[first + $0] != text[start + $0] }),
        !found(numbers[index], start..<(start + length))
      {
        return false
      }
      index += 1
    }
    return true
  }

  @inline(__always)
  private static func place(_ scalar: UInt32) -> Int { Int(scalar) & (width - 1) }
}
