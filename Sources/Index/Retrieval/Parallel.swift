internal import Dispatch

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Work spread over the machine's cores with results in a fixed order.
public enum Parallel {
  /// The number of cores that are online, at least 1.
  public static let cores = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))

  /// Computes `count` results, several at a time; result `i` is `body(i)`, whatever ran first.
  public static func map<Result: Sendable>(
    _ count: Int, _ body: @Sendable (_ index: Int) -> Result
  ) -> [Result] {
    guard count > 1 else { return count == 1 ? [body(0)] : [] }
    return [Result](unsafeUninitializedCapacity: count) { buffer, initialized in
      let slots = Slots(base: buffer.baseAddress)
      DispatchQueue.concurrentPerform(iterations: count) { index in
        slots.base?.advanced(by: index).initialize(to: body(index))
      }
      initialized = count
    }
  }

  /// Places for results; each is written by one iteration only.
  private struct Slots<Element>: @unchecked Sendable {
    let base: UnsafeMutablePointer<Element>?
  }
}
