public import Language

/// Something wrong in a file of the knowledge, with its place and the mend.
public struct Problem: Sendable, Equatable, CustomStringConvertible {
  public enum Severity: String, Sendable { case error, warning }

  public let severity: Severity
  public let location: SourceLocation
  /// The field or column, empty when the whole line or file is meant.
  public let field: String
  /// What is wrong and how to mend it.
  public let message: String

  public init(
    _ severity: Severity = .error, _ location: SourceLocation, field: String = "", _ message: String
  ) {
    self.severity = severity
    self.location = location
    self.field = field
    self.message = message
  }

  public var description: String {
    let place = field.isEmpty ? "\(location)" : "\(location): \(field)"
    return severity == .error ? "\(place): \(message)" : "\(place): warning: \(message)"
  }
}

/// The knowledge cannot be used; all problems of one run.
public struct KnowledgeError: Error, Sendable, CustomStringConvertible {
  public let problems: [Problem]

  public init(_ problems: [Problem]) {
    self.problems = problems
  }

  public var description: String { problems.map(\.description).joined(separator: "\n") }
}
