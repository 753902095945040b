import Bench
import Foundation
import TestSupport
import Testing
import Text

@Suite struct TurnsTests {
  private static func turns() throws -> BenchTurns {
    let source = CorpusSource(try SmallShop.load(SmallShop.files))
    return try BenchTurns(
      BenchData(source, largest: 200), normalizer: Normalizer(try CharacterTables.computed()),
      shop: try Shared.smallSnapshot.get())
  }

  private static func object(_ line: String) throws -> [String: Any] {
    #expect(!line.contains("\n"))
    return try #require(
      try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
  }

  @Test func whatStandsCanBeAsked() throws {
    var turns = try Self.turns()
    let rows = try #require(try Self.object(turns.ready)["ready"] as? [[String: Any]])
    let kinds = rows.map { $0["kind"] as? String }
    #expect(kinds == ["search", "tokenizer", "tokenizer", "tokenizer"])
    #expect((rows[0]["mrr_at_10"] as? Double ?? 0) > 0.5)
    for row in rows {
      let engine = try #require(row["engine"] as? String)
      // More than all queries: they go round.
      let answer = turns.answer("\(BenchData.queryCount + 1) \(engine)")
      let told = try Self.object(try #require(answer))
      #expect((told["seconds"] as? Double ?? 0) > 0)
    }
  }

  @Test func otherLinesAreNotAnswered() throws {
    var turns = try Self.turns()
    for line in ["", "yingda", "5", "0 yingda", "-1 yingda", "x yingda", "5 jieba"] {
      let answer = turns.answer(line)
      #expect(answer == nil)
    }
  }
}
