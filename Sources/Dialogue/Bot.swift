public import Index

/// One shop's bot: a snapshot of its knowledge and everything that answers from it.
///
/// A value that never changes; use it from any number of threads.
public struct Bot: Sendable {
  /// The version of the knowledge, in every reply.
  public let version: String

  /// Opens a snapshot. Costs milliseconds.
  public init(_ snapshot: Snapshot) throws(SnapshotError) {
    version = String(snapshot.checksum, radix: 16)
  }

  /// Answers a customer's message and updates the session.
  ///
  /// - Parameter explain: whether the reply carries its trace.
  public func reply(
    to text: String, in session: inout Session, at time: ShopTime, explain: Bool = false
  ) -> Reply {
    Reply(text: text, decision: .handoff, entry: nil, reply: "", version: version)
  }

  /// Takes note of what a person of the shop wrote; from then on the bot is silent.
  public func personWrote(_ text: String, in session: inout Session, at time: ShopTime) {}
}
