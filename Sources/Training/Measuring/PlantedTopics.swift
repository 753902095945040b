internal import Foundation

/// What a labelled week holds beyond its questions, as a .topics.json file says: the subjects that
/// were planted in it, and the entries that agents contradicted.
public struct PlantedTopics: Sendable, Equatable, Decodable {
  public struct Topic: Sendable, Equatable, Decodable {
    public var slug: String
    public var title: String
    public var tier: String
    public var sku: String?
    public var shouldBecomeEntry: Bool
    public var conflict: Bool
    public var sessions: [String]

    enum CodingKeys: String, CodingKey {
      case slug, title, tier, sku, conflict, sessions
      case shouldBecomeEntry = "should_become_entry"
    }
  }

  public struct ExistingConflict: Sendable, Equatable, Decodable {
    public var entry: String
    public var sessions: [String]
  }

  public var topics: [Topic]
  public var existingConflicts: [ExistingConflict]

  enum CodingKeys: String, CodingKey {
    case topics
    case existingConflicts = "existing_conflicts"
  }

  /// Reads a file.
  /// - Throws: `GoldError` when it is not there or not of this form.
  public static func read(file: String) throws(GoldError) -> PlantedTopics {
    guard let data = FileManager.default.contents(atPath: file) else {
      throw GoldError(
        problem: TranscriptProblem(
          file: file, line: 0, reason: "cannot be read; check the path and its permissions"))
    }
    do {
      return try JSONDecoder().decode(PlantedTopics.self, from: data)
    } catch {
      throw GoldError(
        problem: TranscriptProblem(
          file: file, line: 1,
          reason: "is no list of topics; it needs topics[] and existing_conflicts[]"))
    }
  }
}
