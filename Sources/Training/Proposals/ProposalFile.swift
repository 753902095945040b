public import Dialogue
public import Evaluation
internal import Foundation
public import Index
internal import Knowledge

/// Proposals in files, one JSON object a line, fields in the order of the contract.
public enum ProposalFile {
  /// What a file holds.
  public struct Contents: Sendable, Equatable {
    /// The proposals of the lines that are whole, in their order.
    public var proposals: [Proposal]
    /// Every line that is not, with file, line, field and mend.
    public var problems: [InputProblem]
  }

  /// Reads a file; broken lines are reported and skipped.
  ///
  /// - Throws: `InputError` when the file itself cannot be read.
  /// - Complexity: O(bytes).
  public static func read(_ path: String) throws(InputError) -> Contents {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw InputError([
        InputProblem(file: path, line: 0, "cannot be read; check the path and its permissions")
      ])
    }
    return parse(Array(data), file: path)
  }

  /// Reads the bytes of a file that goes by `file` in messages. O(bytes).
  public static func parse(_ bytes: [UInt8], file: String) -> Contents {
    var lines: [String: Int] = [:]
    let (proposals, problems) = RecordLines.read(bytes, file: file) {
      (line, number) throws(JSONFault) in
      let proposal = try ProposalDecoder.decode(line)
      if let earlier = lines[proposal.id] {
        throw JSONFault(
          field: "id", reason: "'\(proposal.id)' stands already in line \(earlier); keep one")
      }
      lines[proposal.id] = number
      return proposal
    }
    return Contents(proposals: proposals, problems: problems)
  }

  /// Replaces a file by the proposals; a failure leaves it as it was.
  public static func write(
    _ proposals: [Proposal], to path: String
  ) throws(FileWriteError) {
    try AtomicFile.write(Array(proposals.map { line($0) + "\n" }.joined().utf8), to: path)
  }

  /// A proposal as a line, without the line's end.
  public static func line(_ proposal: Proposal) -> String {
    var writer = JSONWriter()
    write(proposal, to: &writer)
    return writer.text
  }

  /// Writes a proposal as an object of a larger text.
  public static func write(_ proposal: Proposal, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.key("id")
      writer.value(proposal.id)
      writer.key("kind")
      writer.value(proposal.kind.rawValue)
      writer.key("entry")
      writer.value(proposal.entry)
      writer.key("tier")
      writer.value(proposal.tier.rawValue)
      writer.key("sku")
      writer.value(proposal.sku)
      writer.key("title")
      writer.value(proposal.title)
      writer.key("questions")
      writer.array(proposal.questions) { $0.value($1) }
      writer.key("answer")
      writer.value(proposal.answer)
      writer.key("support")
      writer.object { writer in
        writer.key("sessions")
        writer.value(proposal.support.sessions)
        writer.key("customers")
        writer.value(proposal.support.customers)
      }
      writer.key("evidence")
      writer.array(proposal.evidence) { $0.value($1) }
      writer.key("gain")
      writer.value(proposal.gain)
      writer.key("conflicts")
      writer.array(proposal.conflicts) { writer, side in
        writer.object { writer in
          writer.key("quote")
          writer.value(side.quote)
          writer.key("source")
          writer.value(side.source.rawValue)
          writer.key("sessions")
          writer.array(side.sessions) { $0.value($1) }
        }
      }
    }
  }
}
