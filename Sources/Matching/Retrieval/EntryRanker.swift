public import Text

internal import Index

/// Ranks the entries of a base for a query; what a matcher is compared with.
public protocol EntryRanker: Sendable {
  /// The best entries by index, the best first, with scores that need not be probabilities; the
  /// lower index wins a tie.
  func rank(_ text: String, top count: Int) -> [RankedEntry]
}

extension FAQMatcher: EntryRanker {}

/// A baseline that is known by name.
public enum Baseline: String, CaseIterable, Sendable {
  /// BM25 (k1 1.2, b 0.75) over the words that ICU finds; an entry is its best question.
  case bm25
  /// Cosine of TF-IDF vectors of one to three code points; an entry is its best question.
  case tfidf

  /// Builds the baseline over a base. O(n).
  public func ranker(
    _ entries: [FAQEntry], normalizer: Normalizer
  ) throws(ICUError) -> any EntryRanker {
    switch self {
    case .bm25: try WordRanker(entries, normalizer: normalizer)
    case .tfidf: CharacterRanker(entries, normalizer: normalizer)
    }
  }
}

/// Scored postings over the questions of a base.
private struct QuestionPostings: Sendable {
  private var postings: [String: [(question: Int32, weight: Float)]] = [:]
  private let labels: [Int]

  /// - Parameter weights: the weight of each term of a question, given all questions.
  init(
    _ entries: [FAQEntry], terms: (String) -> [String],
    weight: (_ frequency: Int, _ documents: Int, _ count: Int, _ length: Int, _ average: Float)
      -> Float, normalized: Bool
  ) {
    var documents: [[String: Int]] = []
    var labels: [Int] = []
    for (entry, value) in entries.enumerated() {
      for question in value.questions {
        documents.append(terms(question).reduce(into: [:]) { $0[$1, default: 0] += 1 })
        labels.append(entry)
      }
    }
    self.labels = labels
    let lengths = documents.map { $0.values.reduce(0, +) }
    let average = max(1, Float(lengths.reduce(0, +)) / Float(max(1, documents.count)))
    var frequencies: [String: Int] = [:]
    for document in documents { for term in document.keys { frequencies[term, default: 0] += 1 } }
    for (question, document) in documents.enumerated() {
      var row = document.sorted { $0.key < $1.key }.map { term, count in
        (
          term,
          weight(frequencies[term] ?? 0, documents.count, count, lengths[question], average)
        )
      }
      if normalized {
        let length = row.reduce(Float(0)) { $0 + $1.1 * $1.1 }.squareRoot()
        row = row.map { ($0.0, $0.1 / max(length, 1e-6)) }
      }
      for (term, value) in row { postings[term, default: []].append((Int32(question), value)) }
    }
  }

  /// The number of questions that hold a term.
  func frequency(_ term: String) -> Int { postings[term]?.count ?? 0 }

  var count: Int { labels.count }

  /// Entries by the best score of their questions.
  func rank(_ query: [(term: String, weight: Float)], _ count: Int) -> [RankedEntry] {
    var sums: [Int32: Float] = [:]
    for (term, weight) in query {
      for (question, value) in postings[term] ?? [] { sums[question, default: 0] += weight * value }
    }
    var best: [Int: Float] = [:]
    for (question, sum) in sums {
      let entry = labels[Int(question)]
      best[entry] = max(best[entry] ?? -.infinity, sum)
    }
    return best.sorted { ($0.value, $1.key) > ($1.value, $0.key) }.prefix(count)
      .map { RankedEntry(entry: $0.key, score: $0.value) }
  }
}

/// BM25 over words.
private struct WordRanker: EntryRanker {
  private let normalizer: Normalizer
  private let postings: QuestionPostings

  init(_ entries: [FAQEntry], normalizer: Normalizer) throws(ICUError) {
    self.normalizer = normalizer
    var breaker = try WordBreaker()
    postings = QuestionPostings(
      entries, terms: { Self.words($0, normalizer, &breaker) },
      weight: { frequency, documents, count, length, average in
        let idf = naturalLogarithm(
          1 + (Double(documents - frequency) + 0.5) / (Double(frequency) + 0.5))
        let tf = Float(count)
        return Float(idf) * tf * 2.2 / (tf + 1.2 * (0.25 + 0.75 * Float(length) / average))
      }, normalized: false)
  }

  func rank(_ text: String, top count: Int) -> [RankedEntry] {
    // A breaker serves one user at a time; opening one takes microseconds once ICU is loaded.
    guard var breaker = try? WordBreaker() else { return [] }
    return postings.rank(Self.words(text, normalizer, &breaker).map { ($0, 1) }, count)
  }

  private static func words(
    _ text: String, _ normalizer: Normalizer, _ breaker: inout WordBreaker
  ) -> [String] {
    let normalized = normalizer.normalize(text)
    var spaced = String.UnicodeScalarView()
    for (scalar, isBreak) in zip(normalized.scalars, normalized.breakBefore) {
      if isBreak, !spaced.isEmpty { spaced.append(" ") }
      spaced.append(Unicode.Scalar(scalar) ?? " ")
    }
    let units = Array(String(spaced).utf16)
    var words: [String] = []
    var start = 0
    for end in breaker.ends(of: units) {
      let word = String(decoding: units[start..<end], as: UTF16.self)
      if word != " " { words.append(word) }
      start = end
    }
    return words
  }
}

/// TF-IDF cosine over runs of code points.
private struct CharacterRanker: EntryRanker {
  private let normalizer: Normalizer
  private let postings: QuestionPostings

  init(_ entries: [FAQEntry], normalizer: Normalizer) {
    self.normalizer = normalizer
    postings = QuestionPostings(
      entries, terms: { Self.runs($0, normalizer) },
      weight: { frequency, documents, count, _, _ in
        Self.weight(count, frequency, documents)
      }, normalized: true)
  }

  func rank(_ text: String, top count: Int) -> [RankedEntry] {
    let counts = Self.runs(text, normalizer).reduce(into: [:]) { $0[$1, default: 0] += 1 }
    let row = counts.sorted { $0.key < $1.key }.map { run, count in
      (run, Self.weight(count, postings.frequency(run), postings.count))
    }
    let length = row.reduce(Float(0)) { $0 + $1.1 * $1.1 }.squareRoot()
    return postings.rank(row.map { ($0.0, $0.1 / max(length, 1e-6)) }, count)
  }

  private static func weight(_ count: Int, _ frequency: Int, _ documents: Int) -> Float {
    let idf = naturalLogarithm(Double(1 + documents) / Double(1 + frequency)) + 1
    return Float((1 + naturalLogarithm(Double(count))) * idf)
  }

  private static func runs(_ text: String, _ normalizer: Normalizer) -> [String] {
    let scalars = normalizer.normalize(text).scalars
    var runs: [String] = []
    for length in 1...3 where scalars.count >= length {
      for start in 0...(scalars.count - length) {
        runs.append(NormalizedText.string(scalars[start..<(start + length)]))
      }
    }
    return runs
  }
}
