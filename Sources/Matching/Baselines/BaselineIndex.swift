internal import Synchronization
public import Text

/// The two methods that everybody has, to compare with: an entry scores by its best question.
public final class BaselineIndex: Sendable {
  public enum Method: String, Sendable, CaseIterable {
    /// Okapi BM25 (Robertson and Zaragoza 2009; k1 1.2, b 0.75) over the words that ICU finds.
    case bm25
    /// Cosine of TF-IDF vectors over single characters and pairs.
    case tfidf
  }

  /// A question and the entry it belongs to.
  public struct Document: Sendable {
    public let text: String
    public let entry: Int

    public init(text: String, entry: Int) {
      self.text = text
      self.entry = entry
    }
  }

  private struct Posting {
    let document: Int32
    let frequency: Float
  }

  private let method: Method
  private let normalizer: Normalizer
  private let breaker: Mutex<WordBreaker>
  private let entries: [Int]
  /// The documents' lengths, in terms or as vectors.
  private let lengths: [Float]
  private let mean: Float
  private let postings: [String: [Posting]]

  /// Indexes documents. O(total length).
  public init(_ documents: [Document], method: Method, normalizer: Normalizer) throws(ICUError) {
    self.method = method
    self.normalizer = normalizer
    var breaker = try WordBreaker()
    var postings: [String: [Posting]] = [:]
    var counts: [[(term: String, count: Int)]] = []
    for (index, document) in documents.enumerated() {
      let terms = Self.terms(document.text, method, normalizer, &breaker)
      counts.append(terms)
      for (term, count) in terms {
        postings[term, default: []].append(
          Posting(document: Int32(index), frequency: Float(count)))
      }
    }
    let total = documents.count
    lengths = counts.map { terms in
      switch method {
      case .bm25: Float(terms.reduce(0) { $0 + $1.count })
      case .tfidf:
        terms.reduce(Float(0)) { sum, term in
          let weight =
            Self.sublinear(Float(term.count)) * Self.idf(total, postings[term.term]?.count ?? 0)
          return sum + weight * weight
        }.squareRoot()
      }
    }
    mean = lengths.reduce(0, +) / Float(max(1, total))
    entries = documents.map(\.entry)
    self.postings = postings
    self.breaker = Mutex(breaker)
  }

  /// Entries by falling score, each by its best question; ties by entry.
  public func rank(_ text: String, top count: Int) -> [(entry: Int, score: Float)] {
    let query = breaker.withLock { Self.terms(text, method, normalizer, &$0) }
    var scores: [Int32: Float] = [:]
    var square: Float = 0
    for (term, count) in query {
      let list = postings[term] ?? []
      let idf = Self.idf(entries.count, list.count)
      let weight = Self.sublinear(Float(count)) * idf
      square += weight * weight
      for posting in list {
        scores[posting.document, default: 0] += score(posting, weight, idf)
      }
    }
    var best: [Int: Float] = [:]
    for (document, score) in scores {
      let entry = entries[Int(document)]
      let normalized = method == .tfidf ? score / max(square.squareRoot(), 1e-9) : score
      best[entry] = max(best[entry] ?? 0, normalized)
    }
    return best.map { (entry: $0.key, score: $0.value) }
      .sorted { ($1.score, $0.entry) < ($0.score, $1.entry) }.prefix(count).map { $0 }
  }

  private func score(_ posting: Posting, _ weight: Float, _ idf: Float) -> Float {
    let length = lengths[Int(posting.document)]
    switch method {
    case .bm25:
      let tf = posting.frequency
      return idf * tf * 2.2 / (tf + 1.2 * (0.25 + 0.75 * length / max(mean, 1e-9)))
    case .tfidf:
      return weight * Self.sublinear(posting.frequency) * idf / max(length, 1e-9)
    }
  }

  private static func terms(
    _ text: String, _ method: Method, _ normalizer: Normalizer, _ breaker: inout WordBreaker
  ) -> [(term: String, count: Int)] {
    let normalized = normalizer.normalize(text).string
    var counts: [String: Int] = [:]
    switch method {
    case .bm25:
      let units = Array(normalized.utf16)
      var start = 0
      for end in breaker.ends(of: units) {
        counts[String(decoding: units[start..<end], as: UTF16.self), default: 0] += 1
        start = end
      }
    case .tfidf:
      let characters = normalized.unicodeScalars.map(String.init)
      for (index, character) in characters.enumerated() {
        counts[character, default: 0] += 1
        if index > 0 { counts[characters[index - 1] + character, default: 0] += 1 }
      }
    }
    return counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  private static func sublinear(_ count: Float) -> Float {
    1 + Float(naturalLogarithm(Double(max(1, count))))
  }

  private static func idf(_ total: Int, _ frequency: Int) -> Float {
    Float(naturalLogarithm(1 + (Double(total - frequency) + 0.5) / (Double(frequency) + 0.5)))
  }
}
