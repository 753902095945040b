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
  /// The rule that found it; nil where the file could not be read.
  public let rule: LintRule?

  public init(
    _ severity: Severity = .error, _ location: SourceLocation, field: String = "",
    _ message: String, rule: LintRule? = nil
  ) {
    self.severity = severity
    self.location = location
    self.field = field
    self.message = message
    self.rule = rule
  }

  public var description: String {
    let place = field.isEmpty ? "\(location)" : "\(location): \(field)"
    return severity == .error ? "\(place): \(message)" : "\(place): warning: \(message)"
  }
}

extension Problem: Encodable {
  private enum CodingKeys: String, CodingKey {
    case severity, rule, file, line, field, message
  }

  /// As an object with severity, rule, file, line, field and message.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(severity.rawValue, forKey: .severity)
    try container.encodeIfPresent(rule?.rawValue, forKey: .rule)
    try container.encode(location.file, forKey: .file)
    try container.encode(location.line, forKey: .line)
    try container.encode(field, forKey: .field)
    try container.encode(message, forKey: .message)
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
