/// Makes any number of different questions out of real ones, by seed.
///
/// Two to three questions are spliced where they share a character, so that every pair of
/// neighbours occurs in real text; now and then a number is put in.
public struct QuestionGenerator: Sendable {
  private let sources: [[Unicode.Scalar]]
  /// For each character: the places where it stands, as source and offset.
  private let places: [Unicode.Scalar: [(source: Int32, offset: Int32)]]
  private var random: SeededGenerator

  /// - Parameter sources: real questions; those of fewer than three code points are left out.
  public init(sources: [String], seed: UInt64) {
    self.sources = sources.map { Array($0.unicodeScalars) }.filter { $0.count >= 3 }
    precondition(!self.sources.isEmpty, "there are no questions to recombine")
    var places: [Unicode.Scalar: [(source: Int32, offset: Int32)]] = [:]
    for (source, scalars) in self.sources.enumerated() {
      for (offset, scalar) in scalars.enumerated() {
        places[scalar, default: []].append((Int32(source), Int32(offset)))
      }
    }
    self.places = places
    random = SeededGenerator(seed: seed)
  }

  /// The next question. O(length).
  public mutating func next() -> String {
    var result = sources[random.below(sources.count)]
    for _ in 0..<(1 + random.below(2)) { splice(&result) }
    if random.below(16) == 0 {
      let number = String(1 + random.below(2_000)).unicodeScalars
      result.insert(contentsOf: number, at: random.below(result.count))
    }
    return Self.string(result)
  }

  /// The next question as a customer would type it: in every second a character is left out,
  /// replaced or swapped with the next.
  public mutating func nextQuery() -> String {
    var scalars = Array(next().unicodeScalars)
    if scalars.count > 3 {
      let place = random.below(scalars.count - 1)
      switch random.below(6) {
      case 0: scalars.remove(at: place)
      case 1: scalars.swapAt(place, place + 1)
      case 2: scalars[place] = sources[random.below(sources.count)][0]
      default: break
      }
    }
    return Self.string(scalars)
  }

  /// Several questions at once.
  public mutating func questions(_ count: Int) -> [String] { (0..<count).map { _ in next() } }

  /// Several queries at once.
  public mutating func queries(_ count: Int) -> [String] { (0..<count).map { _ in nextQuery() } }

  /// Goes on from a character of the text as another question does.
  private mutating func splice(_ text: inout [Unicode.Scalar]) {
    let cut = text.count / 4 + random.below(max(1, text.count / 2))
    guard cut < text.count, let others = places[text[cut]] else { return }
    let other = others[random.below(others.count)]
    let tail = sources[Int(other.source)][(Int(other.offset) + 1)...]
    guard cut + tail.count >= 2 else { return }
    text.replaceSubrange((cut + 1)..., with: tail.prefix(40))
  }

  private static func string(_ scalars: [Unicode.Scalar]) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }
}
