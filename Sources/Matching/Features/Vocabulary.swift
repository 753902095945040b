public import Index

/// The features that occur in the knowledge, numbered, with how telling each is.
public struct Vocabulary: Sendable {
  /// Open addressing by linear probing; 0 is a free place. Its length is a power of two.
  private let keys: Column<UInt64>
  private let rows: Column<Int32>
  /// idf for each row.
  private let idf: Column<Float>
  /// idf of a feature that the knowledge has never seen, by channel.
  private let unknown: Column<Float>
  /// Weight of each channel in the vector.
  private let weights: Column<Float>

  /// The number of rows.
  public var count: Int { idf.count }

  public init(_ snapshot: Snapshot, _ name: String) throws(SnapshotError) {
    keys = try snapshot.column(name + ".keys")
    rows = try snapshot.column(name + ".rows")
    idf = try snapshot.column(name + ".idf")
    unknown = try snapshot.column(name + ".unknown")
    weights = try snapshot.column(name + ".weights")
  }

  public func write(to writer: inout SnapshotWriter, _ name: String) {
    writer.add(name + ".keys", keys)
    writer.add(name + ".rows", rows)
    writer.add(name + ".idf", idf)
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
    var frequency: [UInt64: Occurrence] = [:]
    for (index, document) in documents.enumerated() {
      for feature in document where weights[feature.channel, default: 0] > 0 {
        frequency[feature.key, default: Occurrence(channel: feature.channel)].count(in: index)
      }
    }
    let kept = frequency.filter { $0.value.count >= least[$0.value.channel, default: 1] }
      .sorted { $0.key < $1.key }
    var capacity = 16
    while capacity < kept.count * 2 { capacity *= 2 }
    var keys = [UInt64](repeating: 0, count: capacity)
    var rows = [Int32](repeating: 0, count: capacity)
    var idf: [Float] = []
    for (row, element) in kept.enumerated() {
      var place = Int(truncatingIfNeeded: element.key) & (capacity - 1)
      while keys[place] != 0 { place = (place + 1) & (capacity - 1) }
      keys[place] = element.key
      rows[place] = Int32(row)
      idf.append(Self.idf(documents.count, element.value.count))
    }
    self.keys = Column(keys)
    self.rows = Column(rows)
    self.idf = Column(idf)
    self.unknown = Column(
      Channel.allCases.map { channel in
        channel == .unit ? Self.idf(documents.count, 1) : Self.idf(documents.count, 2)
      })
    self.weights = Column(Channel.allCases.map { weights[$0, default: 0] })
  }

  private static func idf(_ documents: Int, _ frequency: Int) -> Float {
    Float(naturalLogarithm(Double(1 + documents) / Double(1 + frequency)) + 1)
  }

  /// The vector of a message: sublinear TF-IDF, unit length in each channel times its weight.
  ///
  /// Features never seen count in the length, so that a strange message stays faint. O(features).
  ///
  /// - Parameter features: those of a channel stand together, units and pairs first.
  public func vector(of features: [Feature]) -> FeatureVector {
    var vector = FeatureVector()
    vector.rows.reserveCapacity(features.count)
    vector.values.reserveCapacity(features.count)
    var squares = InlineSums()
    var unknownSquares = InlineSums()
    var channels: [Channel] = []
    channels.reserveCapacity(features.count)
    var present = Channel.unit
    var start = 0
    for feature in features {
      let channel = Int(feature.channel.rawValue)
      guard weights[channel] > 0 else { continue }
      if feature.channel != present {
        present = feature.channel
        start = vector.rows.count
      }
      let isWording = feature.channel == .unit || feature.channel == .pair
      guard let row = row(of: feature.key) else {
        unknownSquares[channel] += unknown[channel] * unknown[channel]
        if isWording { vector.unknownMass += unknown[channel] }
        continue
      }
      if let place = vector.rows[start...].lastIndex(of: row) {
        // A repeated feature counts by the logarithm of its frequency; twice is ln 2 more.
        vector.values[place] *= 1.3
        continue
      }
      vector.rows.append(row)
      vector.values.append(idf[Int(row)])
      channels.append(feature.channel)
      if isWording { vector.wordingCount += 1 }
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
    var rows: [Int32] = []
    var mass: Float = 0
    for feature in features where feature.channel == .unit || feature.channel == .pair {
      if let row = row(of: feature.key) {
        rows.append(row)
      } else {
        mass += unknown[Int(feature.channel.rawValue)]
      }
    }
    rows.sort()
    var distinct: [Int32] = []
    distinct.reserveCapacity(rows.count)
    for row in rows where distinct.last != row {
      distinct.append(row)
      mass += idf[Int(row)]
    }
    return (distinct, mass)
  }

  /// How telling a row is.
  @inline(__always)
  public func idf(of row: Int32) -> Float { idf[Int(row)] }

  /// The weight of a channel in a vector.
  public func weight(of channel: Channel) -> Float { weights[Int(channel.rawValue)] }

  private static func share(_ unknown: Float, _ known: Float) -> Float {
    unknown + known > 0 ? unknown / (unknown + known) : 1
  }

  /// The row of a feature; nil when it is not in the knowledge. O(1).
  @inline(__always)
  public func row(of key: UInt64) -> Int32? {
    let mask = keys.count - 1
    var place = Int(truncatingIfNeeded: key) & mask
    while true {
      let found = keys[place]
      if found == key { return rows[place] }
      if found == 0 { return nil }
      place = (place + 1) & mask
    }
  }
}

/// Where a feature occurs, while documents are counted.
private struct Occurrence {
  let channel: Channel
  var count = 0
  private var last = -1

  init(channel: Channel) {
    self.channel = channel
  }

  /// Counts a document once, however often the feature stands in it.
  mutating func count(in document: Int) {
    guard last != document else { return }
    last = document
    count += 1
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
