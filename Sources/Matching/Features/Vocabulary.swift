internal import CKernels
public import Index

/// The features that occur in the knowledge, numbered, with how telling each is.
public struct Vocabulary: Sendable {
  /// A feature at its place; all of it lies in one line of the cache.
  private struct Slot: BitwiseCopyable {
    /// 0: the place is free.
    var key: UInt64 = 0
    var row: Int32 = 0
    var idf: Float = 0
  }

  /// Open addressing by linear probing. Its length is a power of two.
  private let slots: Column<Slot>
  /// What of `slots` is to be checked before use; nil when all of it was.
  private let slotParts: SectionParts?
  /// The number of rows.
  public let count: Int
  /// idf of a feature that the knowledge has never seen, by channel.
  private let unknown: Column<Float>
  /// Weight of each channel in the vector.
  private let weights: Column<Float>

  public init(_ snapshot: Snapshot, _ name: String) throws(SnapshotError) {
    slots = try snapshot.column(name + ".slots")
    slotParts = snapshot.parts(of: name + ".slots")
    let count: Column<UInt32> = try snapshot.column(name + ".count")
    self.count = Int(count[0])
    unknown = try snapshot.column(name + ".unknown")
    weights = try snapshot.column(name + ".weights")
  }

  public func write(to writer: inout SnapshotWriter, _ name: String) {
    writer.addInParts(name + ".slots", slots.array)
    writer.add(name + ".count", [UInt32(count)])
    writer.add(name + ".unknown", unknown)
    writer.add(name + ".weights", weights)
  }

  /// Numbers the features that occur in at least as many documents as their channel asks for.
  ///
  /// - Parameters:
  ///   - documents: the features of each document.
  ///   - weights: the weight of each channel; a channel of weight 0 is left out.
  ///   - least: the least document frequency for each channel.
  public init(documents: [[Feature]], weights: [Channel: Float], least: [Channel: Int]) {
    let isCounted = Channel.allCases.map { weights[$0, default: 0] > 0 }
    // Keys are hashes: their highest bits share them out evenly, and shares in order are sorted.
    let kept = Parallel.map(1 << Self.shareBits) { share in
      var tally = FeatureTally()
      for (index, document) in documents.enumerated() {
        for feature in document
        where isCounted[Int(feature.channel.rawValue)]
          && feature.key >> (64 - Self.shareBits) == UInt64(share)
        {
          tally.count(feature, in: index)
        }
      }
      return tally.sorted { $0.documents >= least[$0.channel, default: 1] }
    }.flatMap(\.self)
    var capacity = 16
    while capacity < kept.count * 2 { capacity *= 2 }
    var slots = [Slot](repeating: Slot(), count: capacity)
    for (row, element) in kept.enumerated() {
      var place = Int(truncatingIfNeeded: element.key) & (capacity - 1)
      while slots[place].key != 0 { place = (place + 1) & (capacity - 1) }
      slots[place] = Slot(
        key: element.key, row: Int32(row), idf: Self.idf(documents.count, element.documents))
    }
    self.slots = Column(slots)
    slotParts = nil
    count = kept.count
    self.unknown = Column(
      Channel.allCases.map { channel in
        channel == .unit ? Self.idf(documents.count, 1) : Self.idf(documents.count, 2)
      })
    self.weights = Column(Channel.allCases.map { weights[$0, default: 0] })
  }

  /// Features are counted in 2 to the power of this many shares.
  private static let shareBits: UInt64 = 3

  private static func idf(_ documents: Int, _ frequency: Int) -> Float {
    Float(naturalLogarithm(Double(1 + documents) / Double(1 + frequency)) + 1)
  }

  /// The vector of a message: sublinear TF-IDF, unit length in each channel times its weight.
  ///
  /// Features never seen count in the length, so that a strange message stays faint. O(features).
  ///
  /// - Parameter features: those of a channel stand together, units and pairs first.
  public func vector(of features: [Feature]) -> FeatureVector {
    // Places lie far apart: all are asked for before the first is read.
    for feature in features { cr_prefetch(slots.base + place(of: feature.key)) }
    var vector = FeatureVector()
    vector.rows.reserveCapacity(features.count)
    vector.values.reserveCapacity(features.count)
    vector.wordingWeights.reserveCapacity(features.count)
    var squares = InlineSums()
    var unknownSquares = InlineSums()
    var channels: [Channel] = []
    channels.reserveCapacity(features.count)
    var present = Channel.unit
    var start = 0
    // A bit for the low bits of each row of the channel, so that few are looked for.
    var seen: UInt64 = 0
    for feature in features {
      let channel = Int(feature.channel.rawValue)
      guard weights[channel] > 0 else { continue }
      if feature.channel != present {
        present = feature.channel
        start = vector.rows.count
        seen = 0
      }
      let isWording = feature.channel == .unit || feature.channel == .pair
      guard let slot = slot(of: feature.key) else {
        unknownSquares[channel] += unknown[channel] * unknown[channel]
        if isWording { vector.unknownMass += unknown[channel] }
        continue
      }
      let bit: UInt64 = 1 << UInt64(slot.row & 63)
      if seen & bit != 0, let place = vector.rows[start...].lastIndex(of: slot.row) {
        // A repeated feature counts by the logarithm of its frequency; twice is ln 2 more.
        vector.values[place] *= 1.3
        continue
      }
      seen |= bit
      vector.rows.append(slot.row)
      vector.values.append(slot.idf)
      channels.append(feature.channel)
      if isWording { vector.wordingWeights.append(slot.idf) }
    }
    for (channel, value) in zip(channels, vector.values) {
      squares[Int(channel.rawValue)] += value * value
    }
    var factors = InlineSums()
    for channel in 0..<weights.count {
      let length = (squares[channel] + unknownSquares[channel]).squareRoot()
      factors[channel] = length > 0 ? weights[channel] / length : 0
    }
    for (place, channel) in channels.enumerated() {
      vector.values[place] *= factors[Int(channel.rawValue)]
    }
    vector.unknownUnits = Self.share(unknownSquares[0], squares[0])
    vector.unknownPairs = Self.share(unknownSquares[1], squares[1])
    return vector
  }

  /// The distinct unit and pair rows of a wording, ascending, and the weight of all of them
  /// together with those never seen. O(features · log).
  public func wording(of features: [Feature]) -> (rows: [Int32], mass: Float) {
    var known: [Slot] = []
    var mass: Float = 0
    for feature in features where feature.channel == .unit || feature.channel == .pair {
      if let slot = slot(of: feature.key) {
        known.append(slot)
      } else {
        mass += unknown[Int(feature.channel.rawValue)]
      }
    }
    known.sort { $0.row < $1.row }
    var distinct: [Int32] = []
    distinct.reserveCapacity(known.count)
    for slot in known where distinct.last != slot.row {
      distinct.append(slot.row)
      mass += slot.idf
    }
    return (distinct, mass)
  }

  /// The weight of a channel in a vector.
  public func weight(of channel: Channel) -> Float { weights[Int(channel.rawValue)] }

  private static func share(_ unknown: Float, _ known: Float) -> Float {
    unknown + known > 0 ? unknown / (unknown + known) : 1
  }

  /// The row of a feature; nil when it is not in the knowledge. O(1).
  public func row(of key: UInt64) -> Int32? { slot(of: key)?.row }

  /// Where a feature stands if no other was there first.
  private func place(of key: UInt64) -> Int { Int(truncatingIfNeeded: key) & (slots.count - 1) }

  private func slot(of key: UInt64) -> Slot? {
    var place = place(of: key)
    while true {
      // What is damaged leads anywhere; nothing is read by it.
      if let slotParts, !slotParts.check(place..<(place + 1), of: Slot.self) { return nil }
      let slot = slots[place]
      if slot.key == key { return slot }
      if slot.key == 0 { return nil }
      place = (place + 1) & (slots.count - 1)
    }
  }
}

/// A sum for each channel, on the stack.
private struct InlineSums {
  private var sums: InlineArray<8, Float> = .init(repeating: 0)

  subscript(channel: Int) -> Float {
    get { sums[channel] }
    set { sums[channel] = newValue }
  }
}
