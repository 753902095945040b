public import Index

/// What the learned model tells apart: an entry, or what is asked of a product whatever product it
/// is, or messages that are not the shop's business.
public struct Topic: Sendable, Equatable {
  public enum Kind: Int, Sendable {
    /// A general or promotion entry; `name` is its id.
    case entry
    /// A question on a product; `name` is the attribute.
    case attribute
    /// A situation that no entry covers; `name` is its id.
    case situation
    /// Not the shop's business; `name` is the kind.
    case outside
  }

  public let kind: Kind
  public let name: String
  /// Entries of this topic: one, or one for each product that has the attribute.
  public let entries: [Int]

  public init(kind: Kind, name: String, entries: [Int]) {
    self.kind = kind
    self.name = name
    self.entries = entries
  }

  /// Encodes the topic.
  public var record: RecordWriter {
    var record = RecordWriter()
    record.write(kind.rawValue)
    record.write(name)
    record.write(entries.count)
    for entry in entries { record.write(entry) }
    return record
  }

  /// Decodes a topic.
  public init(_ reader: inout RecordReader) {
    kind = Kind(rawValue: reader.integer()) ?? .entry
    name = reader.string()
    let count = reader.integer()
    entries = (0..<count).map { _ in reader.integer() }
  }
}
