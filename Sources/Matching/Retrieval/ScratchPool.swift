internal import Synchronization

/// Working memory that searches lend and give back.
final class ScratchPool: Sendable {
  private let free = Mutex<[SendableScratch]>([])

  func take() -> MatchScratch? { free.withLock { $0.popLast()?.scratch } }

  func give(_ scratch: MatchScratch) {
    free.withLock { $0.append(SendableScratch(scratch: scratch)) }
  }

  /// Safe to send: whoever takes it from the pool is its only user.
  private struct SendableScratch: @unchecked Sendable {
    let scratch: MatchScratch
  }
}
