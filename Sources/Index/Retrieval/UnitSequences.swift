/// Questions as sequences of units, the input of a retrieval index.
///
/// A unit has a key (what is written) and a sound (how it is read); units that differ in writing
/// and agree in sound may be a typing slip of one another.
public struct UnitSequences: Sendable {
  /// The keys of all questions, one after the other.
  public var keys: [UInt32] = []
  /// The sound of each key; equal keys have equal sounds.
  public var sounds: [UInt32] = []
  /// For each question: where its units end in `keys`.
  public var ends: [Int] = []

  public init() {}

  /// The number of questions.
  public var count: Int { ends.count }

  /// Adds a question. O(units).
  public mutating func append(keys: some Collection<UInt32>, sounds: some Collection<UInt32>) {
    precondition(keys.count == sounds.count, "\(keys.count) keys with \(sounds.count) sounds")
    self.keys.append(contentsOf: keys)
    self.sounds.append(contentsOf: sounds)
    ends.append(self.keys.count)
  }

  /// Adds the questions of another value. O(n).
  public mutating func append(_ other: UnitSequences) {
    let base = keys.count
    keys += other.keys
    sounds += other.sounds
    for end in other.ends { ends.append(base + end) }
  }

  /// The places of a question's units, cut at the longest that an index keeps.
  func units(_ question: Int) -> Range<Int> {
    let start = question == 0 ? 0 : ends[question - 1]
    return start..<min(ends[question], start + RetrievalIndex.longestQuestion)
  }
}
