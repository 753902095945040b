internal import Evaluation
internal import Foundation
internal import Index
public import Training

/// A review at work: every step is on disk before it is taken, so that a crash loses none.
public struct Review {
  public private(set) var state: ReviewState
  /// The ids of the knowledge's entries; nil: not known.
  public var entries: Set<String>?
  private let folder: StateFolder
  private let lock: StateLock

  /// Opens the review of a state folder and takes its lock.
  ///
  /// - Throws: `InputError`, `StateError`.
  public init(_ folder: StateFolder, entries: Set<String>? = nil) throws {
    lock = try folder.lock()
    self.folder = folder
    self.entries = entries
    state = try Self.state(of: folder)
    // A crash may have come between the journal and what is derived from it.
    try writeDecided()
  }

  /// The state as it stands on disk, without a lock.
  ///
  /// - Throws: `InputError`, `StateError`.
  public static func state(of folder: StateFolder) throws -> ReviewState {
    ReviewState(
      try ReviewQueue.read(folder.queue).proposals, try journal(of: folder))
  }

  /// The steps of the journal in their order, undone ones and undos too.
  static func journal(of folder: StateFolder) throws -> [ReviewAction] {
    let decoder = JSONDecoder()
    return try AppendFile.lines(folder.journal).enumerated().map { index, line in
      do { return try decoder.decode(ReviewAction.self, from: Data(line)) } catch {
        throw InputError([
          InputProblem(
            file: folder.journal, line: index + 1, "is not a step of a review; remove the line")
        ])
      }
    }
  }

  /// Adds proposals to the queue; what was decided or waits already is not added twice.
  ///
  /// - Throws: `InputError`, `StateError`.
  public mutating func add(_ proposals: [Proposal]) throws -> ReviewQueue.Added {
    let queueLock = try folder.lockQueue()
    defer { withExtendedLifetime(queueLock) {} }
    var queue = try ReviewQueue.read(folder.queue)
    let before = queue
    let added = queue.add(proposals, decided: state.decided)
    if queue != before {
      do { try queue.write(to: folder.queue) } catch { throw StateError(error) }
    }
    state = ReviewState(queue.proposals, state.steps)
    return added
  }

  /// Takes a step.
  ///
  /// - Throws: `ReviewProblem` when it makes no sense, `StateError` when it cannot be kept.
  public mutating func perform(_ action: ReviewAction) throws {
    try perform([action])
  }

  /// Takes several steps, or none when one of them makes no sense.
  ///
  /// - Throws: `ReviewProblem`, `StateError`.
  public mutating func perform(_ actions: [ReviewAction]) throws {
    guard !actions.isEmpty else { return }
    var next = state
    for action in actions {
      try check(action, in: next)
      next.apply(action)
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let lines = try actions.map { String(decoding: try encoder.encode($0), as: UTF8.self) }
    try AppendFile.append(lines, to: folder.journal)
    state = next
    try writeDecided()
  }

  func check(_ action: ReviewAction, in state: ReviewState) throws(ReviewProblem) {
    guard let id = action.proposal else {
      if state.steps.isEmpty { throw .nothingToUndo }
      return
    }
    guard let item = state.item(id) else { throw .unknown(id) }
    switch action {
    case .accept: try item.proposal.checkAcceptable(entries)
    case .edit(let proposal): if proposal.title.isEmpty { throw .unknown(id) }
    case .merge(_, let entry):
      if item.proposal.questions.isEmpty { throw .noQuestions(id) }
      if let entries, !entries.contains(entry) { throw .unknownEntry(entry) }
    case .split(_, let parts):
      if parts.count < 2 || parts.contains(where: \.questions.isEmpty) { throw .badSplit(id) }
    case .reject(_, let reason): if reason.isEmpty { throw .noReason(id) }
    case .later, .undo: break
    }
  }

  private func writeDecided() throws(StateError) {
    do {
      try state.decided.write(to: DecidedProposals.path(in: folder.path))
    } catch {
      throw StateError(error)
    }
  }
}
