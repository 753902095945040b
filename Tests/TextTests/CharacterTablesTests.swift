import Index
import TestSupport
import Testing
import Text

@Suite struct CharacterTablesTests {
  let tables: CharacterTables

  init() throws {
    tables = try CharacterTables.computed()
  }

  @Test func foldingTwiceChangesNothing() {
    for codePoint in 0..<0x10000 {
      let once = tables.folded[codePoint]
      if once != 0xFFFF, once != 0 {
        let twice = tables.folded[Int(once)]
        if twice != once && twice != 0xFFFF {
          Issue.record("\(String(codePoint, radix: 16)) → \(once) → \(twice)")
        }
      }
    }
  }

  @Test func pinyinHasNoTonesAndWritesÜAsV() {
    let rows = [
      ("女", "nv"), ("绿", "lv"), ("吕", "lv"), ("略", "lve"), ("虐", "nve"), ("鱼", "yu"), ("退", "tui"),
      ("货", "huo"), ("衣", "yi"), ("峰", "feng"), ("锋", "feng"), ("嗯", "n"), ("儿", "er"),
    ]
    for (character, wanted) in rows {
      let id = character.unicodeScalars.first.map { tables.syllable(of: $0.value) } ?? 0
      #expect(tables.syllables[Int(id)] == wanted, "\(character)")
    }
    #expect(tables.syllables.first == "")
    #expect(
      tables.syllables.allSatisfy { $0.utf8.allSatisfy { (0x61...0x7A).contains($0) } })
    #expect(Set(tables.syllables).count == tables.syllables.count)
  }

  @Test func everyCommonCharacterHasASyllable() {
    let common = (UInt32(0x4E00)...0x9FA5).filter { tables.folded[Int($0)] == UInt16($0) }
    let silent = common.filter { tables.syllable(of: $0) == 0 }
    #expect(silent.count * 200 < common.count)
    #expect(tables.syllable(of: 0x41) == 0)
    #expect(tables.syllable(of: 0x1F600) == 0)
    #expect(tables.syllable(of: 0x20BB7) == 0)
  }

  @Test func kindsOfCharacters() {
    let rows: [(Unicode.Scalar, ScalarKind)] = [
      ("退", .han), ("𠮷", .han), ("a", .letter), ("ア", .letter), ("7", .digit), ("?", .punctuation),
      ("，", .punctuation), ("¥", .punctuation), (" ", .space), ("\u{3000}", .space),
      ("\n", .space), ("😀", .emoji), ("\u{301}", .joining),
    ]
    for (scalar, kind) in rows {
      #expect(tables.kind(of: scalar.value) == kind, "\(scalar)")
    }
  }

  @Test func tablesOutliveASnapshot() throws {
    var writer = SnapshotWriter()
    tables.write(to: &writer)
    let read = try CharacterTables(try Snapshot(bytes: writer.bytes()))
    #expect(read.folded.array == tables.folded.array)
    #expect(read.kinds.array == tables.kinds.array)
    #expect(read.pinyin.array == tables.pinyin.array)
    #expect(read.syllables == tables.syllables)
  }

  @Test func tablesMissInAnotherSnapshot() throws {
    let snapshot = try Snapshot(bytes: SnapshotWriter().bytes())
    #expect(throws: SnapshotError.missing(path: "memory", section: "text.folded")) {
      try CharacterTables(snapshot)
    }
  }
}
