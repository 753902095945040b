import Knowledge
import Testing

@Suite("Counts of the knowledge")
struct StatsTests {
  private func stats(_ changes: [String: String?] = [:]) throws -> KnowledgeStats {
    try KnowledgeStats(
      of: try Fixture.load(Fixture.files(changes)), normalizer: try Fixture.normalizer.get())
  }

  @Test("entries and questions by tier, topic and product add up")
  func counts() throws {
    let stats = try stats()
    #expect(stats.entries == 5)
    #expect(stats.questions == 7)
    #expect(stats.tiers.map(\.name) == ["general", "product", "promotion"])
    #expect(stats.tiers.map(\.entries) == [2, 2, 1])
    #expect(stats.tiers.reduce(0) { $0 + $1.questions } == stats.questions)
    #expect(stats.topics.map(\.name) == ["promo", "ship"])
    #expect(stats.products.map(\.name) == ["a", "b"])
    #expect(stats.products.map(\.questions) == [1, 1])
    #expect(stats.sharedQuestions == 1)
    #expect(stats.situations == 1)
    #expect(stats.situationExamples == 1)
    #expect(stats.outsideExamples == 1)
  }

  @Test("the spread counts shared wordings")
  func spread() throws {
    let spread = try #require(try stats().questionsPerEntry)
    #expect(spread.least == 1)
    #expect(spread.median == 2)
    #expect(spread.most == 2)
    let none = try KnowledgeStats(of: KnowledgeBase(), normalizer: try Fixture.normalizer.get())
    #expect(none.questionsPerEntry == nil)
  }

  @Test("similarity is the mean Jaccard of character bigrams; titles share words or not")
  func diversity() throws {
    let stats = try stats([
      "general/ship.yaml": """
      entries:
        - id: a.a
          title: 退款到账
          answer: a
          questions: [退款呢, 退款吗, 钱呢]
      """,
      "products/a.yaml": nil, "products/b.yaml": nil, "products/shared.yaml": nil,
      "promotions/day.yaml": nil,
    ])
    // {退款, 款呢} and {退款, 款吗} share one of three; 钱呢 shares none with either.
    #expect(abs(stats.diversity.similarity - 1.0 / 9) < 1e-12)
    #expect(abs(stats.diversity.withoutTitleWord - 1.0 / 3) < 1e-12)
  }

  @Test("the lexicon is counted by file")
  func lexicon() throws {
    let stats = try KnowledgeStats(
      of: try Fixture.load(WriterTests.full), normalizer: try Fixture.normalizer.get())
    #expect(stats.lexicon.count == 6)
    #expect(stats.lexicon.allSatisfy { $0.rows == 1 })
  }

  @Test("the text shows every table")
  func text() throws {
    let text = try stats().text
    #expect(text.hasPrefix("条目 5，问法 7，共用问法 1\n"))
    for word in ["层级", "主题", "商品", "词表", "words.tsv", "中位数 2.0", "Jaccard"] {
      #expect(text.contains(word), "\(word)")
    }
  }
}
