import Matching
import TestSupport
import Testing
import Text

@Suite struct FAQMatcherTests {
  private static let shop = [
    FAQEntry(id: "ship", questions: ["什么时候发货", "多久能寄出来"]),
    FAQEntry(id: "refund", questions: ["钱什么时候退到卡里", "退款多久到账"]),
    FAQEntry(id: "return", questions: ["怎么申请退货"]),
    FAQEntry(id: "size", questions: ["一米七穿多大", "尺码怎么选"]),
  ]
  private static let bank = [
    FAQEntry(id: "lost", questions: ["I lost my card"]),
    FAQEntry(id: "limit", questions: ["What is the daily withdrawal limit?"], answer: "500"),
    FAQEntry(id: "rate", questions: ["Which exchange rate do you use?"]),
  ]

  private static func matcher(
    _ entries: [FAQEntry], pairs: [TrainingPair] = []
  ) throws -> FAQMatcher {
    try FAQMatcher.build(
      entries: entries, pairs: pairs, normalizer: Normalizer(try CharacterTables.computed()))
  }

  /// Entries of which each has words of its own beside those that all share.
  private static func learnable(
    entries: Int, questions: Int, _ random: inout SeededGenerator
  ) -> [FAQEntry] {
    let common = Array("我你的了是有在这个要怎么能不吗")
    return (0..<entries).map { entry in
      let own = (0..<4).map { Character(Unicode.Scalar(0x5000 + entry * 7 + $0) ?? "一") }
      let texts = (0..<questions).map { _ in
        String(
          (0..<(4 + random.below(5))).map { place in
            place < 2 ? own[random.below(own.count)] : common[random.below(common.count)]
          })
      }
      return FAQEntry(id: "e\(entry)", questions: texts)
    }
  }

  @Test(arguments: [
    ("发货要多久", "ship"), ("退款几时到卡", "refund"), ("我要申请退货", "return"), ("我一米七五穿几码", "size"),
  ])
  func findsChineseEntriesOfFewQuestions(text: String, id: String) throws {
    let ranked = try Self.matcher(Self.shop).rank(text, top: 4)
    #expect(ranked.first.map { Self.shop[$0.entry].id } == id)
  }

  @Test(arguments: [
    ("my card is lost", "lost"), ("withdrawal limits per day", "limit"),
    ("what's your exchange rate", "rate"), ("WITHDRAWL LIMIT", "limit"),
  ])
  func findsEnglishEntriesOfOneQuestion(text: String, id: String) throws {
    let ranked = try Self.matcher(Self.bank).rank(text, top: 4)
    #expect(ranked.first.map { Self.bank[$0.entry].id } == id)
  }

  @Test func aKnownQuestionIsNearlyCertain() throws {
    let matcher = try Self.matcher(Self.shop)
    for (number, entry) in Self.shop.enumerated() {
      for question in entry.questions {
        let first = try #require(matcher.rank(question + "？", top: 3).first)
        #expect(first.entry == number)
        #expect(first.score > 0.95)
      }
    }
  }

  @Test func entriesWithTheSameQuestionShareItsScore() throws {
    let entries = Self.shop + [FAQEntry(id: "again", questions: ["什么时候发货"])]
    let ranked = try Self.matcher(entries).rank("什么时候发货", top: 3)
    #expect(Set(ranked.prefix(2).map { entries[$0.entry].id }) == ["ship", "again"])
    #expect(ranked[0].score == ranked[1].score)
    #expect(ranked[0].score < 0.51)
  }

  @Test func aBaseOfOneEntryAnswersWithItAndDoubtsStrangers() throws {
    let matcher = try Self.matcher([FAQEntry(id: "only", questions: ["什么时候发货"])])
    let near = try #require(matcher.rank("啥时候发货", top: 5).first)
    #expect(near.entry == 0)
    let far = matcher.rank("今天天气真好", top: 5).first?.score ?? 0
    #expect(far < near.score)
  }

  @Test func nothingIsFoundForNothing() throws {
    let matcher = try Self.matcher(Self.shop)
    for text in ["", "  ", "？！", "👍"] { #expect(matcher.rank(text, top: 3).isEmpty) }
    #expect(matcher.rank("什么时候发货", top: 0).isEmpty)
  }

  @Test func aBaseWithoutQuestionsAndDoubleIdsAreErrors() {
    #expect(throws: FAQMatcherError.empty) { try Self.matcher([]) }
    #expect(throws: FAQMatcherError.empty) { try Self.matcher([FAQEntry(id: "a", questions: [])]) }
    #expect(throws: FAQMatcherError.duplicate(id: "a")) {
      try Self.matcher([
        FAQEntry(id: "a", questions: ["一"]), FAQEntry(id: "b", questions: ["二"]),
        FAQEntry(id: "a", questions: ["三"]),
      ])
    }
  }

  @Test func entriesWithoutQuestionsDoNotDisturb() throws {
    let entries = [FAQEntry(id: "empty", questions: []), FAQEntry(id: "mark", questions: ["？"])]
    let ranked = try Self.matcher(entries + Self.shop).rank("什么时候发货", top: 1)
    #expect(ranked.first?.entry == 2)
  }

  @Test func scoresAreProbabilitiesInOrder() throws {
    var random = SeededGenerator(seed: 3)
    let entries = Self.learnable(entries: 12, questions: 8, &random)
    let matcher = try Self.matcher(entries)
    for seed in 0..<300 {
      let text = RandomText.message(&random, longest: 12)
      let ranked = matcher.rank(text, top: 20)
      #expect(Set(ranked.map(\.entry)).count == ranked.count, "seed 3, message \(seed): \(text)")
      for place in ranked {
        #expect((0...1).contains(place.score), "seed 3, message \(seed): \(text)")
      }
      for (one, other) in zip(ranked, ranked.dropFirst()) { #expect(one.score >= other.score) }
      #expect(ranked.reduce(0) { $0 + $1.score } < 1.001)
    }
  }

  @Test func learnsEntriesOfManyQuestions() throws {
    var random = SeededGenerator(seed: 4)
    var entries = Self.learnable(entries: 20, questions: 14, &random)
    var asked: [(text: String, entry: Int)] = []
    for number in entries.indices {
      for _ in 0..<2 {
        asked.append((text: entries[number].questions.removeLast(), entry: number))
      }
    }
    let matcher = try Self.matcher(entries)
    #expect(matcher.report.heldOut > 0)
    let right = asked.count { matcher.rank($0.text, top: 1).first?.entry == $0.entry }
    #expect(right >= asked.count - 2, "\(right) of \(asked.count)")
  }

  @Test func equalBasesGiveEqualScoresInAnyOrder() throws {
    var random = SeededGenerator(seed: 8)
    let entries = Self.learnable(entries: 10, questions: 9, &random)
    let one = try Self.matcher(entries)
    let other = try Self.matcher(entries.reversed())
    for _ in 0..<50 {
      let text = RandomText.message(&random, longest: 10)
      let ranked = one.rank(text, top: 5)
      let again = other.rank(text, top: 5)
      #expect(ranked.map(\.score) == again.map(\.score), "\(text)")
      #expect(ranked.map(\.entry) == again.map { entries.count - 1 - $0.entry }, "\(text)")
    }
  }

  @Test func aFewPairsChangeNothing() throws {
    let pairs = [TrainingPair(left: "几时发", right: "什么时候发货", isSame: true)]
    let plain = try Self.matcher(Self.shop).rank("几时发", top: 3)
    #expect(try Self.matcher(Self.shop, pairs: pairs).rank("几时发", top: 3) == plain)
  }

  @Test(arguments: RandomText.long.map(\.name))
  func longTextsDoNotTrap(name: String) throws {
    let matcher = try Self.matcher(Self.shop)
    for (known, text) in RandomText.long where known == name {
      #expect(matcher.rank(text, top: 3).count <= 3)
    }
  }
}
