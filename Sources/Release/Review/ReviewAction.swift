public import Training

/// One step of a reviewer, as a line of the journal.
public enum ReviewAction: Sendable, Equatable {
  case accept(String)
  /// The proposal with other content; it stays to be decided.
  case edit(Proposal)
  /// Its wordings go to an entry that stands in the knowledge.
  case merge(String, into: String)
  /// The proposal makes room for its parts, which have to be decided.
  case split(String, into: [Proposal])
  case reject(String, reason: String)
  case later(String)
  /// Takes the last step back that has not been taken back.
  case undo

  /// The proposal that it decides; nil for `undo`.
  public var proposal: String? {
    switch self {
    case .accept(let id), .merge(let id, _), .split(let id, _), .reject(let id, _), .later(let id):
      id
    case .edit(let proposal): proposal.id
    case .undo: nil
    }
  }
}

extension ReviewAction: Codable {
  private enum Word: String, Codable {
    case accept, edit, merge, split, reject, later, undo
  }

  private enum CodingKeys: String, CodingKey {
    case action, id, proposal, entry, parts, reason
  }

  public init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    func id() throws -> String { try fields.decode(String.self, forKey: .id) }
    switch try fields.decode(Word.self, forKey: .action) {
    case .accept: self = .accept(try id())
    case .edit: self = .edit(try fields.decode(Proposal.self, forKey: .proposal))
    case .merge: self = .merge(try id(), into: try fields.decode(String.self, forKey: .entry))
    case .split:
      self = .split(try id(), into: try fields.decode([Proposal].self, forKey: .parts))
    case .reject: self = .reject(try id(), reason: try fields.decode(String.self, forKey: .reason))
    case .later: self = .later(try id())
    case .undo: self = .undo
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var fields = encoder.container(keyedBy: CodingKeys.self)
    func write(_ word: Word, _ id: String?) throws {
      try fields.encode(word, forKey: .action)
      try fields.encodeIfPresent(id, forKey: .id)
    }
    switch self {
    case .accept(let id): try write(.accept, id)
    case .edit(let proposal):
      try write(.edit, proposal.id)
      try fields.encode(proposal, forKey: .proposal)
    case .merge(let id, let entry):
      try write(.merge, id)
      try fields.encode(entry, forKey: .entry)
    case .split(let id, let parts):
      try write(.split, id)
      try fields.encode(parts, forKey: .parts)
    case .reject(let id, let reason):
      try write(.reject, id)
      try fields.encode(reason, forKey: .reason)
    case .later(let id): try write(.later, id)
    case .undo: try write(.undo, nil)
    }
  }
}
