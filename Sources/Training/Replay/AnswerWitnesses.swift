internal import Shop

/// Holds rewritten answers against what people of the shop told customers who asked the same.
public struct AnswerWitnesses: Sendable {
  /// An entry with the answer that it had and the one that it is to have.
  public struct Rewrite: Sendable, Equatable {
    public var entry: String
    public var old: String
    public var new: String

    public init(entry: String, old: String, new: String) {
      self.entry = entry
      self.old = old
      self.new = new
    }
  }

  /// What was found of one entry; each customer counts once.
  public struct Finding: Sendable, Equatable {
    public var entry: String
    /// Customers who were told what the old answer says and not what the new one does.
    public var against = 0
    /// Customers who were told what only the new answer says.
    public var inFavour = 0
    /// What one of the former was told, without personal data.
    public var example: String?

    public init(entry: String) {
      self.entry = entry
    }
  }

  /// From this probability on a question is the entry's.
  private static let surely = 0.6

  private let shop: ShopView
  private let masker: PrivacyMasker
  private let replay: SessionReplay

  /// - Parameter shop: with the old answers.
  public init(shop: ShopView) {
    self.shop = shop
    masker = PrivacyMasker(publicNames: shop.publicNames)
    replay = SessionReplay(shop: shop)
  }

  /// What sessions say of rewritten answers, in the order of the rewrites.
  ///
  /// - Throws: `ReadingError`.
  /// - Complexity: O(messages · model) time, one session in memory.
  public func review(_ rewrites: [Rewrite], sessions paths: [String]) throws -> [Finding] {
    let agreement = replay.agreement
    let answers = rewrites.map {
      (old: agreement.vector($0.old, shop.matcher), new: agreement.vector($0.new, shop.matcher))
    }
    var places: [Int: Int] = [:]
    for (place, rewrite) in rewrites.enumerated() {
      if let entry = shop.entry(rewrite.entry) { places[entry] = place }
    }
    var findings = rewrites.map { Finding(entry: $0.entry) }
    guard !places.isEmpty else { return findings }
    var heard: Set<[String]> = []
    let reader = SessionReader()
    _ = try TranscriptReader(paths: paths).read { transcript, _ in
      let masked = masker.mask(transcript)
      for question in replay.replay(masked.transcript, reader.read(masked)) {
        guard !question.answer.isEmpty, let first = question.candidates.first,
          first.probability >= Self.surely, let place = places[first.entry]
        else { continue }
        let said = agreement.vector(question.answer, shop.matcher)
        func backs(_ text: String, _ vector: TermVector) -> Bool {
          AnswerAgreement.agrees <= Double(said.dot(vector))
            && !EntryContradictions.contradict(question.answer, text)
        }
        let wasBacked = backs(rewrites[place].old, answers[place].old)
        let isBacked = backs(rewrites[place].new, answers[place].new)
        guard wasBacked != isBacked,
          heard.insert([rewrites[place].entry, question.customer]).inserted
        else { continue }
        if isBacked {
          findings[place].inFavour += 1
        } else {
          findings[place].against += 1
          if findings[place].example == nil {
            findings[place].example = question.answer.replacing("\n", with: "；")
          }
        }
      }
    }
    return findings
  }
}
