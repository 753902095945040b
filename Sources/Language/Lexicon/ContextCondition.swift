internal import Index

/// Where a dialect form has its dialect meaning, written for instance `end;!prev=金|数`.
///
/// All clauses must hold: `alone` (the form is the whole message), `start`, `end` (only particles
/// or a blank follow), `prev=`/`next=` (one of the texts stands directly before/after),
/// `has=` (one of the texts stands anywhere), each of the last three also negated by `!`.
public struct ContextCondition: Sendable, Equatable {
  enum Clause: Sendable, Equatable {
    case alone, start, end
    case previous([[UInt32]], wanted: Bool)
    case next([[UInt32]], wanted: Bool)
    case anywhere([[UInt32]], wanted: Bool)
  }

  /// As it is written in the lexicon.
  public let source: String
  let clauses: [Clause]

  /// Reads a condition; nil when it is malformed.
  public init?(_ source: String) {
    self.source = source
    var clauses: [Clause] = []
    for clause in source.utf8.split(separator: UInt8(ascii: ";")) {
      var scalars = Substring(clause).unicodeScalars.drop(while: \.properties.isWhitespace)
      while scalars.last?.properties.isWhitespace == true { scalars.removeLast() }
      var part = Substring(scalars).utf8
      switch String(Substring(part)) {
      case "alone": clauses.append(.alone)
      case "start": clauses.append(.start)
      case "end": clauses.append(.end)
      default:
        let wanted = part.first != UInt8(ascii: "!")
        if !wanted { part.removeFirst() }
        let sides = part.split(separator: UInt8(ascii: "="), maxSplits: 1)
        guard sides.count == 2 else { return nil }
        let texts = sides[1].split(separator: UInt8(ascii: "|")).map {
          Substring($0).unicodeScalars.map(\.value)
        }
        guard !texts.isEmpty else { return nil }
        switch String(Substring(sides[0])) {
        case "prev": clauses.append(.previous(texts, wanted: wanted))
        case "next": clauses.append(.next(texts, wanted: wanted))
        case "has": clauses.append(.anywhere(texts, wanted: wanted))
        default: return nil
        }
      }
    }
    self.clauses = clauses
  }

  /// Reads what `write(to:)` wrote.
  init(_ reader: inout RecordReader) {
    source = reader.string()
    clauses = (0..<reader.integer()).map { _ in Clause(&reader) }
  }

  /// Encodes the condition.
  func write(to record: inout RecordWriter) {
    record.write(source)
    record.write(clauses.count)
    for clause in clauses { clause.write(to: &record) }
  }

  /// Whether the form at `range` of a text stands in its context. O(n) at most.
  package func holds(_ scalars: [UInt32], _ breakBefore: [Bool], _ range: Range<Int>) -> Bool {
    clauses.allSatisfy { clause in
      switch clause {
      case .alone:
        Self.onlyParticles(scalars, 0..<range.lowerBound)
          && Self.onlyParticles(scalars, range.upperBound..<scalars.count)
      case .start: range.lowerBound == 0 || breakBefore[range.lowerBound]
      case .end: Self.atEnd(scalars, breakBefore, range.upperBound)
      case .previous(let texts, let wanted):
        texts.contains { Self.hasSuffix(scalars[..<range.lowerBound], $0) } == wanted
      case .next(let texts, let wanted):
        texts.contains { scalars[range.upperBound...].starts(with: $0) } == wanted
      case .anywhere(let texts, let wanted):
        texts.contains { Self.contains(scalars, $0) } == wanted
      }
    }
  }

  package static let particles: Set<UInt32> = Set(
    "啊呀哦噢哈呢嘛吧哇啦咯喽嘞哟呗诶唉了的哒嘞".unicodeScalars.map(\.value))

  private static func onlyParticles(_ scalars: [UInt32], _ range: Range<Int>) -> Bool {
    range.allSatisfy { particles.contains(scalars[$0]) }
  }

  private static func atEnd(_ scalars: [UInt32], _ breaks: [Bool], _ position: Int) -> Bool {
    var position = position
    while position < scalars.count {
      if breaks[position] { return true }
      if !particles.contains(scalars[position]) { return false }
      position += 1
    }
    return true
  }

  private static func hasSuffix(_ text: ArraySlice<UInt32>, _ suffix: [UInt32]) -> Bool {
    text.suffix(suffix.count).elementsEqual(suffix)
  }

  private static func contains(_ text: [UInt32], _ part: [UInt32]) -> Bool {
    guard part.count <= text.count else { return false }
    return (0...(text.count - part.count)).contains { text[$0...].starts(with: part) }
  }
}

extension ContextCondition.Clause {
  /// Reads what `write(to:)` wrote.
  init(_ reader: inout RecordReader) {
    switch reader.integer() {
    case 0: self = .alone
    case 1: self = .start
    case 2: self = .end
    case let kind:
      let wanted = reader.boolean()
      let texts = (0..<reader.integer()).map { _ in
        (0..<reader.integer()).map { _ in UInt32(reader.integer()) }
      }
      self =
        switch kind {
        case 3: .previous(texts, wanted: wanted)
        case 4: .next(texts, wanted: wanted)
        default: .anywhere(texts, wanted: wanted)
        }
    }
  }

  /// Encodes the clause: its kind, then what it looks for as code points.
  func write(to record: inout RecordWriter) {
    func write(_ kind: Int, _ texts: [[UInt32]], _ wanted: Bool) {
      record.write(kind)
      record.write(wanted)
      record.write(texts.count)
      for text in texts {
        record.write(text.count)
        for scalar in text { record.write(Int(scalar)) }
      }
    }
    switch self {
    case .alone: record.write(0)
    case .start: record.write(1)
    case .end: record.write(2)
    case .previous(let texts, let wanted): write(3, texts, wanted)
    case .next(let texts, let wanted): write(4, texts, wanted)
    case .anywhere(let texts, let wanted): write(5, texts, wanted)
    }
  }
}
