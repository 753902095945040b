import Evaluation
import Foundation
import Release
import TestSupport
import Testing
import Training

@Suite struct ProposalFileTests {
  @Test func readingGivesBackWhatWasWritten() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/proposals.jsonl"
    try ProposalFile.write(Sample.proposals, to: path)
    let contents = try ProposalFile.read(path)
    #expect(contents.proposals == Sample.proposals)
    #expect(contents.problems.isEmpty)
    let line = ProposalFile.line(Sample.proposals[0])
    #expect(line.hasPrefix(#"{"id": "p-1", "kind": "new_entry", "entry": null, "tier": "general""#))
    let decoded = try JSONDecoder().decode(Proposal.self, from: Data(line.utf8))
    #expect(decoded == Sample.proposals[0])
  }

  @Test(arguments: [
    ("{", ""), ("{}", "id"), (#"{"id": 3}"#, "id"),
    (#"{"id": "a", "kind": "x", "tier": "general", "title": "t", "questions": []}"#, "kind"),
    (
      #"{"id": "a", "kind": "new_entry", "tier": "general", "title": "t", "questions": []}"#,
      "questions"
    ),
    (
      #"{"id": "a", "kind": "new_questions", "tier": "general", "title": "t", "questions": ["q"]}"#,
      "entry"
    ),
    (
      #"{"id": "a", "kind": "new_entry", "tier": "product", "title": "t", "questions": ["q"], "answer": "a"}"#,
      "sku"
    ),
    (
      #"{"id": "a", "kind": "answer_conflict", "tier": "general", "title": "t", "questions": [], "conflicts": [{"quote": "q", "source": "boss"}]}"#,
      "conflicts[0].source"
    ),
    (
      #"{"id": "a", "kind": "new_entry", "tier": "general", "title": "t", "questions": ["a\nb"], "answer": "a"}"#,
      "questions[0]"
    ),
    (#"{"id": "a", "titel": "t"}"#, "titel"),
  ]) func brokenLinesAreNamed(_ line: String, _ field: String) {
    let whole = ProposalFile.line(Sample.proposals[0])
    let contents = ProposalFile.parse(Array("\(whole)\n\n\(line)\n".utf8), file: "p.jsonl")
    #expect(contents.proposals.count == 1)
    #expect(contents.problems.map(\.line) == [3], "\(line)")
    #expect(contents.problems.map(\.field) == [field], "\(line)")
  }

  @Test func anIdStandsOnce() {
    let line = ProposalFile.line(Sample.proposals[0]) + "\n"
    let contents = ProposalFile.parse(Array((line + line).utf8), file: "p.jsonl")
    #expect(contents.proposals.count == 1)
    #expect(contents.problems.map(\.field) == ["id"])
  }

  @Test func decidedIsReadBackAsWritten() throws {
    let folder = try TemporaryFolder()
    let decided = DecidedProposals([
      DecidedProposals.Record(Sample.proposals[0], .rejected, reason: "一次性"),
      DecidedProposals.Record(Sample.proposals[1], .accepted),
    ])
    let path = DecidedProposals.path(in: folder.path)
    #expect(try DecidedProposals.read(path).records.isEmpty)
    try decided.write(to: path)
    #expect(try DecidedProposals.read(path) == decided)
    try Data("{\"id\": \"x\"}\n".utf8).write(to: URL(fileURLWithPath: path))
    #expect(throws: InputError.self) { try DecidedProposals.read(path) }
  }
}
