public import Evaluation
internal import Foundation
public import Index
public import Training

/// The proposals and the feedback that a reviewer goes through, in the order in which they came.
public struct ReviewQueue: Sendable, Equatable {
  /// What adding proposals did.
  public struct Added: Sendable, Equatable {
    /// Proposals that were not there.
    public var new = 0
    /// Proposals that were there and have more evidence now.
    public var renewed = 0
    /// Proposals that stood there as they are.
    public var known = 0
    /// Proposals decided before, which are left out.
    public var decided = 0

    public init() {}
  }

  private(set) var stored: [Proposal]
  public private(set) var feedback: [Feedback]

  public init(_ proposals: [Proposal] = [], feedback: [Feedback] = []) {
    stored = proposals
    self.feedback = feedback
  }

  /// What waits and what was decided: mined proposals by falling gain, then those of feedback.
  public var proposals: [Proposal] {
    let mined = stored.enumerated().sorted {
      ($1.element.gain, $0.offset) < ($0.element.gain, $1.offset)
    }
    let known = Set(stored.map(\.id))
    return mined.map(\.element) + Proposal.all(from: feedback).filter { !known.contains($0.id) }
  }

  /// Adds proposals; what was decided stays out, and what waits already is renewed in its place.
  ///
  /// Adding the same again changes nothing. O(proposals²), a week has some hundred at most.
  public mutating func add(_ proposals: [Proposal], decided: DecidedProposals) -> Added {
    var added = Added()
    for proposal in proposals {
      if let place = stored.firstIndex(where: { $0.id == proposal.id || $0.isAbout(proposal) }) {
        var renewed = proposal
        // The journal knows it by the id under which it came first.
        renewed.id = stored[place].id
        if decided.covers(stored[place]) {
          added.decided += 1
        } else if ProposalFile.line(renewed) == ProposalFile.line(stored[place]) {
          // As written: files round the gain.
          added.known += 1
        } else {
          stored[place] = renewed
          added.renewed += 1
        }
      } else if decided.covers(proposal) {
        added.decided += 1
      } else {
        stored.append(proposal)
        added.new += 1
      }
    }
    return added
  }
}

extension Proposal {
  /// Whether two proposals are the same but for their evidence: of one kind and place, with half
  /// of the wordings in common.
  func isAbout(_ other: Proposal) -> Bool {
    guard kind == other.kind, kind == .newEntry || entry == other.entry, sku == other.sku else {
      return false
    }
    let mine = Set(questions.map(DecidedProposals.key))
    let others = Set(other.questions.map(DecidedProposals.key))
    let shared = mine.intersection(others).count
    return shared > 0 && 2 * shared >= min(mine.count, others.count)
  }
}

extension ReviewQueue {
  /// Reads the queue's file; one that is not there is an empty queue.
  ///
  /// - Throws: all broken lines.
  public static func read(_ path: String) throws(InputError) -> ReviewQueue {
    guard FileManager.default.fileExists(atPath: path) else { return ReviewQueue() }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw InputError([InputProblem(file: path, line: 0, "cannot be read; check its permissions")])
    }
    var feedback: [Feedback] = []
    var problems: [InputProblem] = []
    var rest: [UInt8] = []
    let marker = Array("{\"feedback\"".utf8)
    let lines = data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      if line.starts(with: marker) {
        do {
          feedback.append(try JSONDecoder().decode(Feedback.self, from: Data(line)))
        } catch {
          problems.append(
            InputProblem(
              file: path, line: index + 1, field: "feedback",
              "is not a whole piece of feedback; mend or remove the line"))
        }
      } else {
        rest += line
      }
      rest.append(UInt8(ascii: "\n"))
    }
    let contents = ProposalFile.parse(rest, file: path)
    problems += contents.problems
    // A crash may have torn the last line apart; nobody was told that it was kept.
    if data.last != UInt8(ascii: "\n") { problems.removeAll { $0.line == lines.count } }
    guard problems.isEmpty else { throw InputError(problems.sorted { $0.line < $1.line }) }
    return ReviewQueue(contents.proposals, feedback: feedback)
  }

  /// Replaces the queue's file; a failure leaves it as it was.
  public func write(to path: String) throws(FileWriteError) {
    let lines = stored.map(ProposalFile.line) + feedback.map(\.line)
    try AtomicFile.write(Array(lines.map { $0 + "\n" }.joined().utf8), to: path)
  }

  /// Appends feedback to the queue of a state folder.
  ///
  /// - Throws: `StateError`, and `InputError` when the queue has broken lines.
  public static func append(_ feedback: Feedback, in state: StateFolder) throws {
    // A queue that is rewritten meanwhile would lose the line.
    let lock = try state.lockQueue()
    defer { withExtendedLifetime(lock) {} }
    let bytes = FileManager.default.contents(atPath: state.queue) ?? Data()
    if let last = bytes.last, last != UInt8(ascii: "\n") {
      // An editor left the last line without its end, or a crash left half a line.
      do { try read(state.queue).write(to: state.queue) } catch let error as FileWriteError {
        throw StateError(error)
      }
    }
    try AppendFile.append([feedback.line], to: state.queue)
  }
}
