/// Something wrong in a file of cases or predictions, with its place and the mend.
public struct InputProblem: Sendable, Equatable, CustomStringConvertible {
  public enum Severity: String, Sendable { case error, warning }

  public let severity: Severity
  /// The file as the user named it.
  public let file: String
  /// Counted from 1; 0 when the whole file is meant.
  public let line: Int
  /// The path of the field, for instance `turns[0].expect.decision`; empty for the whole line.
  public let field: String
  /// What is wrong and how to mend it.
  public let message: String

  public init(
    _ severity: Severity = .error, file: String, line: Int, field: String = "", _ message: String
  ) {
    self.severity = severity
    self.file = file
    self.line = line
    self.field = field
    self.message = message
  }

  public var description: String {
    var text = line > 0 ? "\(file):\(line): " : "\(file): "
    if !field.isEmpty { text += "\(field): " }
    if severity == .warning { text += "warning: " }
    return text + message
  }
}

/// The files cannot be used; all errors of all files.
public struct InputError: Error, Sendable, Equatable, CustomStringConvertible {
  public let problems: [InputProblem]

  public init(_ problems: [InputProblem]) {
    self.problems = problems
  }

  /// A line a problem.
  public var description: String { problems.map(\.description).joined(separator: "\n") }
}
