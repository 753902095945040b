import Knowledge
import Language
import Testing

@Suite("Two versions of the knowledge compared")
struct DiffTests {
  private let old: KnowledgeBase

  init() throws {
    old = try Fixture.load(WriterTests.full)
  }

  @Test("nothing differs from itself, nor by places and order")
  func same() throws {
    var new = old.withoutPlaces
    new.entries.reverse()
    for index in new.entries.indices { new.entries[index].questions.reverse() }
    let diff = KnowledgeDiff(from: old, to: new)
    #expect(diff.isEmpty)
    #expect(diff.text == "没有变化。\n")
  }

  @Test("fields and questions of an entry")
  func entry() throws {
    var new = old
    new.entries[0].answer = "明天发"
    new.entries[0].confusables = []
    new.entries[0].questions.removeFirst()
    new.entries[0].questions.append(Question("几时发", new.entries[0].location))
    let diff = KnowledgeDiff(from: old, to: new)
    let change = try #require(diff.changed.first)
    #expect(diff.changed.count == 1)
    #expect(change.id == "ship.when")
    #expect(change.fields.map(\.field) == ["confusables", "answer"])
    #expect(change.fields.last?.old == "当天发")
    #expect(change.fields.last?.new == "明天发")
    #expect(change.addedQuestions == ["几时发"])
    #expect(change.removedQuestions == ["啥时候发货"])
    #expect(diff.text.contains("answer：当天发 → 明天发"))
    #expect(diff.text.contains("    + 几时发\n    - 啥时候发货"))
  }

  @Test("a repeated question counts as often as it stands")
  func repeated() throws {
    var new = old
    new.entries[0].questions.append(new.entries[0].questions[0])
    let diff = KnowledgeDiff(from: old, to: new)
    #expect(diff.changed.map(\.addedQuestions) == [["啥时候发货"]])
    #expect(KnowledgeDiff(from: new, to: old).changed.map(\.removedQuestions) == [["啥时候发货"]])
  }

  @Test("added and removed, each way")
  func addedAndRemoved() throws {
    var new = old
    new.entries.removeLast()
    let gone = KnowledgeDiff(from: old, to: new)
    #expect(gone.removed.map(\.id) == ["promo.day"])
    #expect(gone.added.isEmpty)
    #expect(gone.text.contains("删除：\n  条目 promo.day 会员日（1 个问法）"))
    let come = KnowledgeDiff(from: new, to: old)
    #expect(come.added.map(\.id) == ["promo.day"])
    #expect(come.removed.isEmpty)
  }

  @Test("a new id with the same questions is a new name; with others it is a new entry")
  func renamed() throws {
    var new = old
    new.entries[0].id = "ship.time"
    let diff = KnowledgeDiff(from: old, to: new)
    #expect(diff.added.isEmpty)
    #expect(diff.removed.isEmpty)
    #expect(diff.changed.map(\.oldID) == ["ship.when"])
    #expect(diff.text.contains("ship.time 什么时候发货（原编号 ship.when）"))
    new.entries[0].questions = [Question("别的", new.entries[0].location)]
    let other = KnowledgeDiff(from: old, to: new)
    #expect(other.added.map(\.id) == ["ship.time"])
    #expect(other.removed.map(\.id) == ["ship.when"])
  }

  @Test("every kind of thing is compared")
  func kinds() throws {
    var new = old
    new.shop.texts["nudge"] = "在吗"
    new.products[0].facts[0].value = "300克"
    new.sharedAttributes[0].questions = []
    new.situations[0].counterexamples = []
    new.outside[0].examples = []
    new.entries[0].risk = 1
    new.lexicon.words = []
    new.lexicon.markers[0].example = "不好"
    let diff = KnowledgeDiff(from: old, to: new)
    #expect(
      diff.changed.map(\.kind) == [.shop, .entry, .product, .attribute, .situation, .outside])
    #expect(diff.lexicon.map(\.file) == ["words.tsv", "markers.tsv"])
    #expect(diff.lexicon.first?.removed == ["杯子 | x | 买杯子"])
    #expect(diff.lexicon.last?.added == ["不 | negation | 不好"])
    for words in ["店铺设置 shop.yaml", "商品 a", "共用问法 weight", "转人工 ho.human", "范围外 near"] {
      #expect(diff.text.contains(words), "\(words)")
    }
    #expect(diff.text.contains("词表 words.tsv"))
  }
}
