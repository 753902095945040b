internal import Dialogue
public import Evaluation
internal import Foundation
public import Index

/// What reviewers have decided already, so that it is not proposed again.
///
/// `yingda review` keeps it as `decided.jsonl` in the state folder (`.yingda/` unless the shop says
/// otherwise), rewritten whole after every decision and every undo. A line is a decided proposal:
///
/// ```json
/// {"id": "p-17", "kind": "new_entry", "entry": null, "outcome": "rejected",
///  "reason": "一次性的问题", "questions": ["…", "…"]}
/// ```
///
/// Mining reads it once and leaves out what it covers:
///
/// ```swift
/// let decided = try DecidedProposals.read(DecidedProposals.path(in: ".yingda"))
/// let open = proposals.filter { !decided.covers($0) }
/// ```
///
/// Ids alone would not do: a cluster that grew by a session gets another one. So a proposal is also
/// covered when at least half of its wordings were decided before under the same kind, and, for
/// wordings of an entry, under the same entry. Proposals put off are not in the file.
public struct DecidedProposals: Sendable, Equatable {
  /// What was decided.
  public enum Outcome: String, Sendable, CaseIterable {
    case accepted, rejected
    /// Split into parts, which are decided by themselves.
    case replaced
  }

  /// A decided proposal, as it was proposed and not as it was edited.
  public struct Record: Sendable, Equatable {
    public var id: String
    public var kind: Proposal.Kind
    public var entry: String?
    public var outcome: Outcome
    /// Why it was rejected.
    public var reason: String?
    public var questions: [String]

    public init(_ proposal: Proposal, _ outcome: Outcome, reason: String? = nil) {
      id = proposal.id
      kind = proposal.kind
      entry = proposal.entry
      self.outcome = outcome
      self.reason = reason
      questions = proposal.questions
    }

    fileprivate init(
      id: String, kind: Proposal.Kind, entry: String?, outcome: Outcome, reason: String?,
      questions: [String]
    ) {
      self.id = id
      self.kind = kind
      self.entry = entry
      self.outcome = outcome
      self.reason = reason
      self.questions = questions
    }
  }

  /// In the order of the decisions.
  public let records: [Record]
  private let ids: Set<String>
  private let wordings: Set<Wording>

  private struct Wording: Hashable {
    let kind: Proposal.Kind
    let entry: String?
    let key: String
  }

  /// - Complexity: O(questions).
  public init(_ records: [Record] = []) {
    self.records = records
    ids = Set(records.map(\.id))
    wordings = Set(
      records.flatMap { record in
        record.questions.map {
          Wording(
            kind: record.kind, entry: Self.place(record.kind, record.entry), key: Self.key($0))
        }
      })
  }

  /// Where the file stands in a state folder.
  public static func path(in state: String) -> String { state + "/decided.jsonl" }

  /// Whether a proposal has been decided before. O(its questions).
  public func covers(_ proposal: Proposal) -> Bool {
    if ids.contains(proposal.id) { return true }
    let known = proposal.questions.count { question in
      wordings.contains(
        Wording(
          kind: proposal.kind, entry: Self.place(proposal.kind, proposal.entry),
          key: Self.key(question)))
    }
    return known > 0 && 2 * known >= proposal.questions.count
  }

  /// A wording without what makes no difference: letters and digits in lower case.
  public static func key(_ question: String) -> String {
    let kept = question.lowercased().filter { $0.isLetter || $0.isNumber }
    return kept.isEmpty ? question : kept
  }

  /// A new entry's id is the reviewer's choice and says nothing about what was proposed.
  private static func place(_ kind: Proposal.Kind, _ entry: String?) -> String? {
    kind == .newEntry ? nil : entry
  }
}

extension DecidedProposals {
  /// Reads the file; one that is not there means that nothing has been decided.
  ///
  /// - Throws: all broken lines; forgetting a decision would propose it again.
  public static func read(_ path: String) throws(InputError) -> DecidedProposals {
    guard FileManager.default.fileExists(atPath: path) else { return DecidedProposals() }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw InputError([
        InputProblem(file: path, line: 0, "cannot be read; check its permissions")
      ])
    }
    let (records, problems) = RecordLines.read(Array(data), file: path) {
      (line, _) throws(JSONFault) in try record(line)
    }
    guard problems.isEmpty else { throw InputError(problems) }
    return DecidedProposals(records)
  }

  /// Replaces the file; a failure leaves it as it was.
  public func write(to path: String) throws(FileWriteError) {
    var text = ""
    for record in records {
      var writer = JSONWriter()
      writer.object { writer in
        writer.key("id")
        writer.value(record.id)
        writer.key("kind")
        writer.value(record.kind.rawValue)
        writer.key("entry")
        writer.value(record.entry)
        writer.key("outcome")
        writer.value(record.outcome.rawValue)
        writer.key("reason")
        writer.value(record.reason)
        writer.key("questions")
        writer.array(record.questions) { $0.value($1) }
      }
      text += writer.text + "\n"
    }
    try AtomicFile.write(Array(text.utf8), to: path)
  }

  private static func record(_ line: [UInt8]) throws(JSONFault) -> Record {
    var id: String?
    var kind: Proposal.Kind?
    var entry: String?
    var outcome: Outcome?
    var reason: String?
    var questions: [String] = []
    var scanner = JSONScanner(line)
    try scanner.object { (key, scanner) throws(JSONFault) in
      switch key {
      case "id": id = try scanner.string()
      case "kind": kind = Proposal.Kind(rawValue: try scanner.string())
      case "entry": entry = try scanner.optionalString()
      case "outcome": outcome = Outcome(rawValue: try scanner.string())
      case "reason": reason = try scanner.optionalString()
      case "questions":
        try scanner.array { (_, scanner) throws(JSONFault) in
          questions.append(try scanner.string())
        }
      default: _ = try scanner.rawValue()
      }
    }
    try scanner.expectEnd()
    guard let id else { throw JSONFault(field: "id", reason: "is missing; add it") }
    guard let kind else {
      throw JSONFault(field: "kind", reason: "is missing or unknown; run `yingda review` again")
    }
    guard let outcome else {
      throw JSONFault(field: "outcome", reason: "is missing or unknown; run `yingda review` again")
    }
    return Record(
      id: id, kind: kind, entry: entry, outcome: outcome, reason: reason, questions: questions)
  }
}
