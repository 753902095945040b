/// Neighbouring places that share their postings: in a base of several ranges four, else each place
/// by itself.
///
/// What the lists say of a group bounds each of its questions, at a quarter of the postings and of
/// the sums; since alike questions are neighbours, the bound is near. (Bounds by blocks of documents
/// with a forward index behind them: Mallia, Suel and Tonellotto 2024, "Faster Learned Sparse
/// Retrieval with Block-Max Pruning".)
struct PlaceGroups: Sendable {
  /// The number of places.
  let places: Int
  /// The places of a group, as a power of two.
  let bits: Int
  /// The number of groups; the last may have fewer places.
  let count: Int

  init(places: Int) {
    self.places = places
    bits = places <= RetrievalIndex.mostRange ? 0 : 2
    count = Self.end(places, bits)
  }

  /// The groups of a range of places at most.
  var mostRange: Int { RetrievalIndex.mostRange >> bits }

  /// The first group behind all places before this one.
  func end(_ place: Int) -> Int { Self.end(place, bits) }

  private static func end(_ place: Int, _ bits: Int) -> Int { (place + (1 << bits) - 1) >> bits }

  /// The places of a group.
  func places(of group: Int) -> Range<Int> { (group << bits)..<min(places, (group + 1) << bits) }

  /// The groups of places, which ascend, each once. O(n).
  func groups(of places: [UInt32]) -> [UInt32] {
    guard bits > 0 else { return places }
    var groups: [UInt32] = []
    for place in places where groups.last != place >> UInt32(bits) {
      groups.append(place >> UInt32(bits))
    }
    return groups
  }
}
