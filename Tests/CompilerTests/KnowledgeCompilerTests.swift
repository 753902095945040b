import Compiler
import Dialogue
import Index
import Knowledge
import Language
import Matching
import TestSupport
import Testing

@Suite struct KnowledgeCompilerTests {
  @Test func equalKnowledgeGivesEqualBytes() throws {
    let first = try SmallShop.compile(SmallShop.files)
    let second = try SmallShop.compile(SmallShop.files)
    #expect(first == second)
    #expect(try Snapshot(bytes: first).checksum == Shared.smallSnapshot.get().checksum)
  }

  @Test func anyChangeGivesAnotherVersion() throws {
    let files = SmallShop.files([
      "shop.yaml": (SmallShop.files["shop.yaml"] ?? "").replacing("小店员", with: "店小二")
    ])
    let changed = try Bot(try Snapshot(bytes: try SmallShop.compile(files)))
    #expect(try changed.version != Shared.smallBot.get().version)
    #expect(changed.version.utf8.count == 16)
  }

  @Test func progressRisesToOne() throws {
    let steps = Steps()
    _ = try KnowledgeCompiler.compile(
      try SmallShop.load(SmallShop.files), options: SmallShop.options
    ) { share, _ in steps.add(share) }
    #expect(steps.values == steps.values.sorted())
    #expect(steps.values.last == 1)
  }

  @Test func everyWordingOfAnEntryFindsIt() throws {
    let base = try SmallShop.load(SmallShop.files)
    let matcher = try Shared.smallMatcher.get()
    for entry in base.entries {
      let product = base.products.firstIndex { $0.sku == entry.sku }
      for text in [entry.title] + entry.questions.map(\.text) {
        let match = matcher.match(
          matcher.analyzer.analyze(text), prior: Matcher.Prior(product: product))
        #expect(match.isExact, "\(text)")
        #expect(match.confidence >= 0.98, "\(text)")
        let first = try #require(match.candidates.first, "\(text)")
        #expect(first.entry.map { base.entries[$0].id } == entry.id, "\(text)")
      }
    }
  }

  @Test func marksBlanksWidthAndTraditionalFormsChangeNoExactQuestion() throws {
    let matcher = try Shared.smallMatcher.get()
    for (text, other) in [
      ("什么时候发货", "什麼時候 發貨？？？"), ("能不能退", "能，不能退！"), ("可以退吗", "可以退嗎😀"),
      ("阔以退吗", "可以退吗"), ("运费咋个算", "运费怎么算"),
    ] {
      let one = matcher.match(matcher.analyzer.analyze(text))
      let two = matcher.match(matcher.analyzer.analyze(other))
      #expect(one.isExact && two.isExact, "\(other)")
      #expect(one.candidates.first?.topic == two.candidates.first?.topic, "\(other)")
    }
  }

  @Test func exactQuestionsWinWhateverTheDialogueLeansOn() throws {
    let base = try SmallShop.load(SmallShop.files)
    let matcher = try Shared.smallMatcher.get()
    var random = SeededGenerator(seed: 11)
    for entry in base.entries where entry.sku == nil {
      var prior = Matcher.Prior(product: random.below(4) == 0 ? nil : random.below(3))
      for topic in matcher.topics.indices {
        prior.favor(topic, by: (random.unit() - 0.5) * 10)
      }
      let match = matcher.match(matcher.analyzer.analyze(entry.questions[0].text), prior: prior)
      #expect(match.candidates.first?.entry.map { base.entries[$0].id } == entry.id)
    }
  }

  @Test func theOrderOfEntriesChangesNoAnswer() throws {
    var base = try SmallShop.load(SmallShop.files)
    var random = SeededGenerator(seed: 7)
    base.entries.shuffle(using: &random)
    base.situations.shuffle(using: &random)
    let bytes = try KnowledgeCompiler.compile(base, options: SmallShop.options)
    let shuffled = try Bot(try Snapshot(bytes: bytes))
    let bot = try Shared.smallBot.get()
    let paraphrases = ["请问什么时候发货呀", "想问下包邮吗", "怎么开发票啊", "我的快递到哪了", "我想退货"]
    func replies(_ text: String) -> (Reply, Reply) {
      var one = Conversation(bot)
      var two = Conversation(shuffled)
      return (one.say(text), two.say(text))
    }
    for text in base.entries.flatMap({ $0.questions.map(\.text) }) {
      let (first, second) = replies(text)
      #expect(first.decision == second.decision, "\(text)")
      #expect(first.entry == second.entry || first.decision == .clarify, "\(text)")
    }
    // The order changes the order of learning, hence how sure of a paraphrase the model is.
    for text in paraphrases {
      let (first, second) = replies(text)
      #expect(first.entry == second.entry, "\(text): \(first.verdict), \(second.verdict)")
    }
  }

  @Test func contributionsAddUpToTheConfidence() throws {
    let matcher = try Shared.smallMatcher.get()
    var random = SeededGenerator(seed: 2)
    let texts =
      ["请问啥时候给我寄出呀", "羽绒服几斤几两", "退", "今天吃什么", "我要投诉你们这家店"]
      + (0..<200).map { _ in RandomText.message(&random) }
    for text in texts {
      let match = matcher.match(matcher.analyzer.analyze(text))
      guard !match.candidates.isEmpty else {
        #expect(match.confidence == 0)
        continue
      }
      let sum = matcher.contributions(match.evidence).reduce(0) { $0 + $1.value }
      let stated = logistic(sum)
      if match.isExact {
        #expect(match.confidence == max(0.98, stated), "\(text)")
      } else {
        #expect(abs(match.confidence - stated) < 1e-9, "\(text)")
      }
    }
  }

  @Test func candidatesAreOrderedAndPossible() throws {
    let matcher = try Shared.smallMatcher.get()
    var random = SeededGenerator(seed: 4)
    for _ in 0..<300 {
      let product = random.below(2) == 0 ? nil : random.below(3)
      let match = matcher.match(
        matcher.analyzer.analyze(RandomText.message(&random)), prior: .init(product: product))
      let probabilities = match.candidates.map(\.probability)
      let sum = probabilities.reduce(match.outside, +)
      #expect(match.candidates.count <= 8)
      #expect(sum <= 1 + 1e-9)
      #expect(probabilities.allSatisfy { (0...1).contains($0) })
      #expect((0...1).contains(match.confidence) && (0...1).contains(match.outside))
      let rest = match.isExact ? Array(probabilities.dropFirst()) : probabilities
      #expect(rest == rest.sorted(by: >))
    }
  }
}

private final class Steps: @unchecked Sendable {
  // The compiler reports from one thread at a time.
  private(set) var values: [Double] = []

  func add(_ share: Double) { values.append(share) }
}
