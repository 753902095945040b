internal import CKernels

/// An index over questions that finds the best for a query exactly and fast.
///
/// The score of a question of length `L` is `sat(L) · Σ w`, summed over what it shares with the
/// query: units, and neighbouring units by writing and by sound. `w` is the share of the query's
/// inverse document frequencies in its channel, so that a full match has `Σ w = 1`; `sat` is
/// BM25's length normalisation with k1 1.2 and b 0.6 (Robertson and Zaragoza 2009), a unit
/// counting once a question. All scores are integers, so that sums have no order.
///
/// Questions are kept by ascending length, so that a run of them has one `sat`, and those of one
/// length by their units. Pairs have lists by sound, whose weight bounds that of the writing.
public struct RetrievalIndex: Sendable {
  /// Units of a question that are kept; the rest is cut.
  public static let longestQuestion = 255
  /// Units of a query that count; the rest is ignored.
  public static let longestQuery = 64
  /// The largest vocabulary; beyond it rare units share numbers by their hash.
  static let vocabularyLimit = 65_535
  static let plainUnits = 60_000
  /// The whole of the query's weights.
  static let unity = 1 << 15
  /// The part of each channel: units, pairs by writing, pairs by sound.
  static let parts = (unit: 11_500, pair: 13_000, soundPair: 8_268)
  /// Questions that are added up together at most; a multiple of `CR_STRIPE`.
  static let mostRange = 1 << Int(CR_PLACE_BITS)
  /// Groups of a row that cost as much as reading one posting.
  static let rowGroupsAsPosting = 96
  /// The most postings that are read to find questions for a first threshold.
  static let mostSeedPostings = 2_048
  static let saturationUnity = 1 << 12
  static let idfUnity = 2_048.0

  /// The number of questions.
  public let count: Int
  /// For each length 0…255 and one past: the first question of that length, by place.
  let lengthStarts: Column<UInt32>
  /// Length normalisation for each length, in 4096ths.
  let saturation: Column<UInt16>
  /// The question's number for each place, and the place for each question.
  let order: PackedColumn
  let places: PackedColumn
  /// What of `places` is to be checked before use; nil when all of it was.
  let placeParts: SectionParts?
  /// The units of all questions by place.
  let forward: PackedColumn
  /// What of `forward` is to be checked before use; nil when all of it was.
  let forwardParts: SectionParts?
  /// Where each length's units start in `forward`.
  let forwardStarts: [Int]
  /// The length of the question at each place.
  let lengths: Column<UInt8>
  /// The length at the first place of each stripe, and the longest.
  let stripeLengths: Column<UInt8>
  /// The places that share postings.
  let groups: PlaceGroups
  /// The length at the first place of each group and of each stripe of groups, and the longest.
  let groupLengths: Column<UInt8>
  let groupStripeLengths: Column<UInt8>
  /// Runs of places that are added up together, and one past the last.
  let rangeStarts: [Int]

  let unitKeys: Column<UInt32>
  let unitSounds: Column<UInt16>
  let soundKeys: Column<UInt32>
  let units: KeyLookup
  let sounds: KeyLookup
  /// The units of each sound.
  let homophoneStarts: [UInt32]
  let homophones: [UInt16]

  /// For each sound and one past: its first pair.
  let pairStarts: Column<UInt32>
  /// The second sound of each pair, ascending for one first sound.
  let pairSeconds: Column<UInt16>
  /// One list for each unit, then one for each pair.
  let lists: PostingLists
  /// The inverse document frequency of what no question has.
  let unknownIDF: Int32

  /// Opens an index that was added to a snapshot under a name. O(questions) for two small tables.
  public init(_ snapshot: Snapshot, _ name: String) throws(SnapshotError) {
    // The bits of each number of `order` and `places`, and of `forward`.
    let widths: Column<UInt32> = try snapshot.column(name + ".widths")
    guard widths.count == 2, (1...32).contains(widths[0]), (1...16).contains(widths[1]) else {
      throw .corrupt(path: snapshot.path, reason: "section '\(name).widths' makes no sense")
    }
    try self.init(
      lengthStarts: snapshot.column(name + ".lengthStarts"),
      saturation: snapshot.column(name + ".saturation"),
      order: PackedColumn(bytes: snapshot.column(name + ".order"), width: Int(widths[0])),
      places: PackedColumn(bytes: snapshot.column(name + ".places"), width: Int(widths[0])),
      placeParts: snapshot.parts(of: name + ".places"),
      forward: PackedColumn(bytes: snapshot.column(name + ".forward"), width: Int(widths[1])),
      forwardParts: snapshot.parts(of: name + ".forward"),
      unitKeys: snapshot.column(name + ".unitKeys"),
      unitSounds: snapshot.column(name + ".unitSounds"),
      soundKeys: snapshot.column(name + ".soundKeys"),
      pairStarts: snapshot.column(name + ".pairStarts"),
      pairSeconds: snapshot.column(name + ".pairSeconds"),
      lists: PostingLists(snapshot, name + ".lists"))
  }

  init(
    lengthStarts: Column<UInt32>, saturation: Column<UInt16>, order: PackedColumn,
    places: PackedColumn, placeParts: SectionParts? = nil, forward: PackedColumn,
    forwardParts: SectionParts? = nil, unitKeys: Column<UInt32>, unitSounds: Column<UInt16>,
    soundKeys: Column<UInt32>, pairStarts: Column<UInt32>, pairSeconds: Column<UInt16>,
    lists: PostingLists
  ) {
    count = Int(lengthStarts[Self.longestQuestion + 1])
    self.lengthStarts = lengthStarts
    self.saturation = saturation
    self.order = order
    self.places = places
    self.placeParts = placeParts
    self.forward = forward
    self.forwardParts = forwardParts
    self.unitKeys = unitKeys
    self.unitSounds = unitSounds
    self.soundKeys = soundKeys
    self.pairStarts = pairStarts
    self.pairSeconds = pairSeconds
    self.lists = lists
    unknownIDF = Int32(PostingLists.idf(0, of: count))
    units = KeyLookup(KeyTable(keys: unitKeys.array))
    sounds = KeyLookup(KeyTable(keys: soundKeys.array))
    var forwardStarts = [0]
    for length in 0...Self.longestQuestion {
      let places = Int(lengthStarts[length + 1] - lengthStarts[length])
      forwardStarts.append(forwardStarts[length] + places * length)
    }
    groups = PlaceGroups(places: count)
    lengths = Self.lengths(lengthStarts, step: 1)
    stripeLengths = Self.lengths(lengthStarts, step: Int(CR_STRIPE))
    groupLengths = Self.lengths(lengthStarts, step: 1 << groups.bits)
    groupStripeLengths = Self.lengths(lengthStarts, step: Int(CR_STRIPE) << groups.bits)
    self.forwardStarts = forwardStarts
    rangeStarts = Array(stride(from: 0, to: count, by: Self.mostRange)) + [count]
    var homophoneStarts = [UInt32](repeating: 0, count: soundKeys.count + 1)
    for unit in 0..<unitSounds.count { homophoneStarts[Int(unitSounds[unit]) + 1] += 1 }
    for sound in 0..<soundKeys.count { homophoneStarts[sound + 1] += homophoneStarts[sound] }
    var next = homophoneStarts
    var homophones = [UInt16](repeating: 0, count: unitSounds.count)
    for unit in 0..<unitSounds.count {
      let sound = Int(unitSounds[unit])
      homophones[Int(next[sound])] = UInt16(unit)
      next[sound] += 1
    }
    self.homophoneStarts = homophoneStarts
    self.homophones = homophones
  }

  /// The length at the first of each so many places, and the longest. O(places / step).
  private static func lengths(_ starts: Column<UInt32>, step: Int) -> Column<UInt8> {
    func first(_ length: Int) -> Int { (Int(starts[length]) + step - 1) / step }
    let end = first(longestQuestion + 1)
    let buffer = ColumnBuffer<UInt8>(count: end + 1)
    for length in 0...longestQuestion where starts[length] < starts[length + 1] {
      let run = first(length)..<first(length + 1)
      (buffer.base + run.lowerBound).update(repeating: UInt8(length), count: run.count)
      buffer.base[end] = UInt8(length)
    }
    return buffer.column()
  }

  /// Adds the index to a snapshot under a name of at most 20 bytes.
  public func write(to writer: inout SnapshotWriter, _ name: String) {
    writer.add(name + ".lengthStarts", lengthStarts)
    writer.add(name + ".saturation", saturation)
    writer.add(name + ".widths", [UInt32(order.width), UInt32(forward.width)])
    writer.add(name + ".order", order.bytes)
    writer.addInParts(name + ".places", places.bytes.array)
    writer.addInParts(name + ".forward", forward.bytes.array)
    writer.add(name + ".unitKeys", unitKeys)
    writer.add(name + ".unitSounds", unitSounds)
    writer.add(name + ".soundKeys", soundKeys)
    writer.add(name + ".pairStarts", pairStarts)
    writer.add(name + ".pairSeconds", pairSeconds)
    lists.write(to: &writer, name + ".lists")
  }

  /// Where a question stands; nil where that is damaged, which the snapshot's `checkUsed()` tells.
  /// O(1).
  package func place(of question: Int) -> Int? {
    precondition(0 <= question && question < count, "question \(question) of \(count)")
    let bit = question &* places.width
    guard placeParts?.check((bit / 8)..<((bit + places.width + 7) / 8)) ?? true else { return nil }
    return Int(places[question])
  }

  /// The question at a place.
  package func question(at place: Int) -> Int { Int(order[place]) }

  /// The keys of the units of the question at a place, into an array that is reused. O(units).
  package func keys(at place: Int, into keys: inout [UInt32]) {
    keys.removeAll(keepingCapacity: true)
    guard isWhole(place) else { return }
    let start = firstUnit(at: place)
    for index in start..<(start + Int(lengths[place])) {
      keys.append(unitKeys[Int(forward[index])])
    }
  }

  /// How many units the question at a place has.
  @inline(__always)
  func length(at place: Int) -> Int {
    var lengths = lengths(from: 0)
    return Int(cr_length(&lengths, UInt32(truncatingIfNeeded: place)))
  }

  /// Where the units of the question at a place start in `forward`.
  @inline(__always)
  func firstUnit(at place: Int) -> Int {
    let length = length(at: place)
    return forwardStarts.withUnsafeBufferPointer { $0[length] }
      &+ (place &- Int(lengthStarts[length])) &* length
  }

  /// Whether the units of the question at a place are as they were written; what is not is told by
  /// the snapshot's `checkUsed()`.
  @inline(__always)
  package func isWhole(_ place: Int) -> Bool {
    guard let forwardParts else { return true }
    let start = firstUnit(at: place) &* forward.width
    let end = start &+ length(at: place) &* forward.width
    return forwardParts.check((start / 8)..<((end + 7) / 8))
  }

  /// Whether rare units share numbers.
  var sharesNumbers: Bool { unitKeys.count > Self.plainUnits }

  /// The number of a unit; -1 when no question has it. O(1).
  @inline(__always)
  func unit(of key: UInt32) -> Int {
    let unit = units.find(key)
    return unit < 0 && sharesNumbers ? units.find(Self.sharedKey(key)) : unit
  }

  /// The number of a sound; -1 when no question has it. O(1).
  @inline(__always)
  func sound(of key: UInt32) -> Int {
    let sound = sounds.find(key)
    return sound < 0 && sharesNumbers ? sounds.find(Self.sharedKey(key)) : sound
  }

  /// The key that a rare unit has instead of its own.
  static func sharedKey(_ key: UInt32) -> UInt32 {
    0xC000_0000 | key % UInt32(vocabularyLimit - plainUnits)
  }
}
