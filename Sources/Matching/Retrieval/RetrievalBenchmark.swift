public import Text

internal import Index

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Measures the retrieval index from raw text to the first ten questions, on one thread.
public enum RetrievalBenchmark {
  /// What was measured over one number of questions.
  public struct Figures: Sendable {
    /// Questions in the base.
    public let questions: Int
    /// Queries a second of processor time; the best of several passes.
    public let queriesPerSecond: Double
    /// Wall time of single queries, microseconds.
    public let p50Microseconds: Double
    public let p99Microseconds: Double
    /// Seconds from raw text to the finished index, all cores.
    public let buildSeconds: Double
    /// Size of the index in a snapshot.
    public let bytesPerQuestion: Double
    /// Questions scored in full and postings read, a query on average.
    public let scoredPerQuery: Double
    public let postingsPerQuery: Double
  }

  /// Builds bases of the given sizes out of real questions and asks each the same way.
  ///
  /// - Parameters:
  ///   - sizes: numbers of questions.
  ///   - sources: real questions to recombine, see `QuestionGenerator`.
  ///   - queries: the number of different queries.
  public static func run(
    sizes: [Int], sources: [String], normalizer: Normalizer, queries count: Int = 3_000,
    passes: Int = 5
  ) -> [Figures] {
    var generator = QuestionGenerator(sources: sources, seed: 2)
    let queries = generator.queries(count)
    return sizes.map { size in
      var generator = QuestionGenerator(sources: sources, seed: 1)
      let questions = generator.questions(size)
      let start = seconds(CLOCK_MONOTONIC)
      let index = QuestionIndex(questions, normalizer: normalizer)
      let built = seconds(CLOCK_MONOTONIC) - start
      var writer = SnapshotWriter()
      index.write(to: &writer, "questions")
      let bytes = writer.bytes().count
      let scratch = index.scratch(limit: 10)
      var best = Double.infinity
      for _ in 0..<max(1, passes) {
        let start = seconds(CLOCK_THREAD_CPUTIME_ID)
        for query in queries { index.search(query, limit: 10, scratch) }
        best = min(best, seconds(CLOCK_THREAD_CPUTIME_ID) - start)
      }
      var times: [Double] = []
      var scored = 0
      var postings = 0
      for query in queries {
        let start = seconds(CLOCK_MONOTONIC)
        index.search(query, limit: 10, scratch)
        times.append(seconds(CLOCK_MONOTONIC) - start)
        scored += scratch.retrieval.scoredQuestions
        postings += scratch.retrieval.readPostings
      }
      times.sort()
      return Figures(
        questions: size, queriesPerSecond: Double(count) / best,
        p50Microseconds: times[count / 2] * 1e6, p99Microseconds: times[count * 99 / 100] * 1e6,
        buildSeconds: built, bytesPerQuestion: Double(bytes) / Double(size),
        scoredPerQuery: Double(scored) / Double(count),
        postingsPerQuery: Double(postings) / Double(count))
    }
  }

  private static func seconds(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
