import Dialogue
import Foundation
import Testing

/// The bytes that a session takes in storage.
func size(_ session: Session) throws -> Int { try JSONEncoder().encode(session).count }

/// What holds for every reply.
func checkInvariants(_ reply: Reply, _ comment: Comment) throws {
  #expect((0...1).contains(reply.confidence), comment)
  #expect(reply.options.count <= 3, comment)
  #expect(Set(reply.options.map(\.entry)).count == reply.options.count, comment)
  #expect(reply.candidates.count <= 5, comment)
  #expect(reply.candidates.allSatisfy { (0...1).contains($0.confidence) }, comment)
  #expect((reply.decision == .silent) == reply.reply.isEmpty, comment)
  #expect((reply.decision == .handoff) == (reply.handoff != nil), comment)
  #expect(reply.options.isEmpty || reply.decision == .clarify, comment)
  #expect(reply.decision != .answer || reply.entry != nil || reply.confidence == 1, comment)
  #expect(!reply.reply.contains("{"), comment)
  if let handoff = reply.handoff {
    #expect((0...3).contains(handoff.level), comment)
    #expect(!handoff.skill.isEmpty && !handoff.summary.isEmpty, comment)
  }
  let object = try JSONSerialization.jsonObject(with: Data(reply.json.utf8)) as? [String: Any]
  #expect(object?["text"] as? String == reply.text, comment)
  #expect(object?["decision"] as? String == reply.decision.rawValue, comment)
  #expect(!reply.json.contains("\n"), comment)
}
