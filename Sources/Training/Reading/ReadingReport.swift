/// A line that could not be used.
public struct TranscriptProblem: Sendable, Equatable, Codable, CustomStringConvertible {
  public var file: String
  /// Counted from 1.
  public var line: Int
  /// The field as a path, for instance messages[2].from.
  public var field: String?
  /// What is wrong and what is expected.
  public var reason: String

  public init(file: String, line: Int, field: String? = nil, reason: String) {
    self.file = file
    self.line = line
    self.field = field
    self.reason = reason
  }

  public var description: String {
    let place = field.map { "\(file):\(line): \($0)" } ?? "\(file):\(line)"
    return "\(place): \(reason)"
  }
}

/// What a reader went through.
public struct ReadingReport: Sendable, Equatable, Codable {
  /// Problems kept; more are only counted.
  public static let problemsKept = 200

  public var files = 0
  public var sessions = 0
  public var messages = 0
  /// Lines skipped because something in them is wrong, also those not kept in `problems`.
  public var brokenLines = 0
  public var bytes = 0
  public private(set) var problems: [TranscriptProblem] = []

  public init() {}

  mutating func add(_ problem: TranscriptProblem) {
    brokenLines += 1
    if problems.count < Self.problemsKept { problems.append(problem) }
  }
}

/// How far a reader has come.
public struct ReadingProgress: Sendable, Equatable {
  public var file: String
  public var sessions: Int
  public var messages: Int
  public var brokenLines: Int
  public var bytesRead: Int
  /// The size of all files together.
  public var bytesTotal: Int
}

/// A place in a file from which reading can go on: everything before it has been delivered.
///
/// In a table whose sessions are interleaved, sessions behind the place may have been delivered
/// already; they come again with the same id.
public struct ReadingPosition: Sendable, Equatable, Codable {
  public var file: String
  /// Bytes from the start of the file.
  public var offset: Int
  /// Lines before the place.
  public var line: Int
  /// Lines up to which broken ones have been told.
  public var told: Int
  /// All that was read up to there.
  public var report: ReadingReport

  public init(
    file: String, offset: Int, line: Int, told: Int? = nil, report: ReadingReport = .init()
  ) {
    self.file = file
    self.offset = offset
    self.line = line
    self.told = told ?? line
    self.report = report
  }
}

/// Why nothing can be read from a path.
public enum ReadingError: Error, Sendable, Equatable, CustomStringConvertible {
  case notFound(path: String)
  case unreadable(path: String, reason: String)
  case nothingToRead(path: String)
  case positionUnknown(file: String)

  public var description: String {
    switch self {
    case .notFound(let path): "\(path): no such file or folder"
    case .unreadable(let path, let reason): "\(path): cannot be read: \(reason)"
    case .nothingToRead(let path): "\(path): holds no .jsonl, .csv or .tsv file"
    case .positionUnknown(let file): "\(file): is not among the files to read; cannot go on there"
    }
  }
}
