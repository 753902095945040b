internal import Index

/// The texts of an index's questions, as they were written.
///
/// What the index holds of a question, its units, says most of its text already. Only what differs
/// is kept: code points to leave out and to put in, in a few bytes a question.
struct QuestionTexts: Sendable {
  private let index: RetrievalIndex
  /// The code points that are put in most; each takes one byte.
  private let common: Column<UInt32>
  /// For every `stride`th place: where its record starts.
  private let starts: Column<UInt32>
  /// For each place the length of its record (LEB128) and its steps.
  private let bytes: Column<UInt8>

  private static let stride = 64
  private static let rare: UInt8 = 255
  private static let sampleSize = 4_096

  /// Keeps the texts of an index's questions. O(total length), on all cores.
  init(_ texts: [String], _ index: RetrievalIndex) {
    let common = Self.commonInsertions(texts, index)
    let codes = Dictionary(uniqueKeysWithValues: common.enumerated().map { ($1, UInt8($0)) })
    let size = Self.stride * max(64, index.count / (Self.stride * Parallel.cores * 4) + 1)
    let chunks = Swift.stride(from: 0, to: index.count, by: size)
      .map { $0..<min($0 + size, index.count) }
    let parts = Parallel.map(chunks.count) { chunk in
      var starts: [UInt32] = []
      var bytes: [UInt8] = []
      var keys: [UInt32] = []
      var record: [UInt8] = []
      for place in chunks[chunk] {
        if place % Self.stride == 0 { starts.append(UInt32(bytes.count)) }
        index.keys(at: place, into: &keys)
        record.removeAll(keepingCapacity: true)
        let text = texts[index.question(at: place)].unicodeScalars.map(\.value)
        for step in TextSteps.between(Self.spelled(keys), text) {
          Self.append(step, codes, to: &record)
        }
        Self.append(length: record.count, to: &bytes)
        bytes += record
      }
      return (starts: starts, bytes: bytes)
    }
    var starts: [UInt32] = []
    var bytes: [UInt8] = []
    for part in parts {
      let base = UInt32(bytes.count)
      for start in part.starts { starts.append(base + start) }
      bytes += part.bytes
    }
    self.index = index
    self.common = Column(common)
    self.starts = Column(starts)
    self.bytes = Column(bytes)
  }

  init(_ snapshot: Snapshot, _ name: String, _ index: RetrievalIndex) throws(SnapshotError) {
    self.index = index
    common = try snapshot.column(name + ".text.common")
    starts = try snapshot.column(name + ".text.starts")
    bytes = try snapshot.column(name + ".text.bytes")
  }

  func write(to writer: inout SnapshotWriter, _ name: String) {
    writer.add(name + ".text.common", common)
    writer.add(name + ".text.starts", starts)
    writer.add(name + ".text.bytes", bytes)
  }

  /// The text of a question; empty where it is damaged. O(length).
  func text(of question: Int) -> String {
    guard let place = index.place(of: question), index.isWhole(place) else { return "" }
    var position = Int(starts[place / Self.stride])
    for _ in 0..<(place % Self.stride) {
      let length = length(at: &position)
      position += length
    }
    let length = length(at: &position)
    var keys: [UInt32] = []
    index.keys(at: place, into: &keys)
    let spelled = Self.spelled(keys)
    var text = String.UnicodeScalarView()
    func add(_ scalar: UInt32) { if let scalar = Unicode.Scalar(scalar) { text.append(scalar) } }
    var taken = 0
    let end = position + length
    while position < end {
      let step = bytes[position]
      position += 1
      for _ in 0..<(step >> 4) {
        add(spelled[taken])
        taken += 1
      }
      taken += Int(step >> 2 & 3)
      for _ in 0..<(step & 3) {
        let code = bytes[position]
        position += 1
        if code == Self.rare {
          add(
            UInt32(bytes[position]) | UInt32(bytes[position + 1]) << 8
              | UInt32(bytes[position + 2]) << 16)
          position += 3
        } else {
          add(common[Int(code)])
        }
      }
    }
    for scalar in spelled[taken...] { add(scalar) }
    return String(text)
  }

  /// The code points that units are by themselves; runs of letters have none.
  private static func spelled(_ keys: [UInt32]) -> [UInt32] { keys.filter { $0 < 0x11_0000 } }

  private static func append(
    _ step: TextSteps.Step, _ codes: [UInt32: UInt8], to record: inout [UInt8]
  ) {
    record.append(UInt8(step.copied << 4 | step.dropped << 2 | step.inserted.count))
    for scalar in step.inserted {
      if let code = codes[scalar] {
        record.append(code)
      } else {
        record += [
          rare, UInt8(truncatingIfNeeded: scalar), UInt8(truncatingIfNeeded: scalar >> 8),
          UInt8(truncatingIfNeeded: scalar >> 16),
        ]
      }
    }
  }

  private static func append(length: Int, to bytes: inout [UInt8]) {
    var rest = length
    while rest >= 0x80 {
      bytes.append(UInt8(rest & 0x7F) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  private func length(at position: inout Int) -> Int {
    var length = 0
    var shift = 0
    while true {
      let byte = bytes[position]
      position += 1
      length |= Int(byte & 0x7F) << shift
      if byte < 0x80 { return length }
      shift += 7
    }
  }

  /// What a sample of the texts puts in most, at most 255 code points.
  private static func commonInsertions(_ texts: [String], _ index: RetrievalIndex) -> [UInt32] {
    var counts: [UInt32: Int] = [:]
    var keys: [UInt32] = []
    for question in Swift.stride(
      from: 0, to: texts.count, by: max(1, texts.count / sampleSize))
    {
      guard let place = index.place(of: question) else { continue }
      index.keys(at: place, into: &keys)
      let text = texts[question].unicodeScalars.map(\.value)
      for step in TextSteps.between(spelled(keys), text) {
        for scalar in step.inserted { counts[scalar, default: 0] += 1 }
      }
    }
    let ranked = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    return ranked.prefix(Int(rare)).map(\.key)
  }
}

/// How one text becomes another.
enum TextSteps {
  /// Code points copied (at most 15), then left out and put in (at most 3 each).
  struct Step: Equatable {
    var copied = 0
    var dropped = 0
    var inserted: [UInt32] = []
  }

  /// Steps from one text to another; what is left of the first after them is copied. O(n · edits).
  static func between(_ source: [UInt32], _ target: [UInt32]) -> [Step] {
    var steps: [Step] = []
    var step = Step()
    var from = 0
    var to = 0
    func flush() {
      steps.append(step)
      step = Step()
    }
    while from < source.count || to < target.count {
      if from < source.count, to < target.count, source[from] == target[to] {
        if step.dropped > 0 || !step.inserted.isEmpty || step.copied == 15 { flush() }
        step.copied += 1
        from += 1
        to += 1
        continue
      }
      let (dropped, inserted) = nextMeeting(source[from...], target[to...])
      for _ in 0..<dropped {
        if step.dropped == 3 || !step.inserted.isEmpty { flush() }
        step.dropped += 1
      }
      for scalar in target[to..<(to + inserted)] {
        if step.inserted.count == 3 { flush() }
        step.inserted.append(scalar)
      }
      from += dropped
      to += inserted
    }
    if step.dropped > 0 || !step.inserted.isEmpty { flush() }
    return steps
  }

  /// How many code points to leave out and put in until the texts agree again, with few in all.
  private static func nextMeeting(
    _ source: ArraySlice<UInt32>, _ target: ArraySlice<UInt32>
  ) -> (dropped: Int, inserted: Int) {
    let most = 24
    for sum in 1...most {
      for dropped in 0...sum {
        let inserted = sum - dropped
        guard dropped <= source.count, inserted <= target.count else { continue }
        let left = source.dropFirst(dropped)
        let right = target.dropFirst(inserted)
        if left.isEmpty, right.isEmpty { return (dropped, inserted) }
        if let one = left.first, one == right.first { return (dropped, inserted) }
      }
    }
    return (source.count, target.count)
  }
}
