public import Evaluation
public import Training

extension Review {
  /// The steps that a sheet asks for, those that are taken already left out: applying a sheet
  /// twice is applying it once.
  ///
  /// - Throws: everything that cannot be done, with its line.
  public func steps(_ blocks: [ReviewSheet.Block], file: String) throws(InputError)
    -> [ReviewAction]
  {
    var next = state
    var all: [ReviewAction] = []
    var problems: [InputProblem] = []
    for block in blocks {
      do throws(ReviewProblem) {
        guard let item = next.item(block.id) else { throw .unknown(block.id) }
        for step in Self.steps(block, item) {
          try check(step, in: next)
          next.apply(step)
          all.append(step)
        }
      } catch {
        problems.append(InputProblem(file: file, line: block.line, field: block.id, "\(error)"))
      }
    }
    guard problems.isEmpty else { throw InputError(problems) }
    return all
  }

  /// Reads a sheet and takes its steps, all or none.
  ///
  /// - Returns: how many steps were taken.
  /// - Throws: `InputError`, `StateError`.
  public mutating func apply(_ text: String, file: String) throws -> Int {
    let steps = try steps(try ReviewSheet.parse(text, file: file), file: file)
    try perform(steps)
    return steps.count
  }

  private static func steps(_ block: ReviewSheet.Block, _ item: ReviewState.Item) -> [ReviewAction]
  {
    let edited = block.edited(item.proposal)
    let edit: [ReviewAction] = edited == item.proposal ? [] : [.edit(edited)]
    switch block.decision {
    case .open: return edit
    case .accept:
      return edit.isEmpty && item.status == .accepted ? [] : edit + [.accept(block.id)]
    case .later: return edit.isEmpty && item.status == .later ? [] : edit + [.later(block.id)]
    case .reject(let reason):
      let isDone = item.status == .rejected(reason: reason)
      return edit.isEmpty && isDone ? [] : edit + [.reject(block.id, reason: reason)]
    case .merge(let entry):
      let isDone =
        item.status == .accepted && item.proposal.kind == .newQuestions
        && item.proposal.entry == entry && item.proposal.questions == block.questions
      return isDone ? [] : edit + [.merge(block.id, into: entry)]
    }
  }
}

extension ReviewSheet.Block {
  /// A proposal with the block's content.
  public func edited(_ proposal: Proposal) -> Proposal {
    var proposal = proposal
    proposal.entry = entry
    proposal.title = title
    proposal.answer = answer
    proposal.questions = questions
    return proposal
  }
}
