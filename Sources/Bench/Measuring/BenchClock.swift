#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// The clocks of a measurement, in seconds.
public enum BenchClock {
  /// CPU time of this thread: what other processes do costs nothing.
  public static var thread: Double { read(CLOCK_THREAD_CPUTIME_ID) }
  /// CPU time of all threads of this process.
  public static var process: Double { read(CLOCK_PROCESS_CPUTIME_ID) }
  /// Time that passes, never set back.
  public static var monotonic: Double { read(CLOCK_MONOTONIC) }

  private static func read(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  /// What reading the thread's clock twice costs: the median of a thousand.
  static func overhead() -> Double {
    var costs: [Double] = []
    for _ in 0..<1_000 {
      let start = thread
      costs.append(thread - start)
    }
    costs.sort()
    return costs[costs.count / 2]
  }
}
