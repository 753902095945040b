import Knowledge
import Testing

@Suite("A table comes back into the files of the folder")
struct ImportTests {
  @Test("export, import: the same knowledge, no file changes")
  func identity() throws {
    let base = try Fixture.load(WriterTests.full)
    for removing in [false, true] {
      let result = try KnowledgeImport(
        csv: EntryTable.csv(base.entries), file: "t.csv", into: base, removing: removing)
      #expect(result.base.withoutPlaces == base.withoutPlaces)
      #expect(result.files.isEmpty)
      #expect(result.changes.isEmpty)
    }
  }

  @Test("export, import into a folder without entries, load: the same knowledge")
  func intoEmpty() throws {
    let base = try Fixture.load(WriterTests.full)
    var bare = base
    bare.entries = []
    let result = try KnowledgeImport(
      csv: EntryTable.csv(base.entries), file: "t.csv", into: bare)
    let folder = try TemporaryFolder()
    _ = try FolderWriter.write(KnowledgeFiles.all(of: result.base), to: folder.path)
    var loaded = try KnowledgeLoader.load(folder.path)
    var expected = base
    // The topic is the file's, no column of the table; a new file takes the id's first part.
    for index in loaded.entries.indices { loaded.entries[index].topic = "" }
    for index in expected.entries.indices { expected.entries[index].topic = "" }
    #expect(loaded.withoutPlaces == expected.withoutPlaces)
  }

  @Test("a changed entry changes its file only; what is written is what was announced")
  func change() throws {
    let folder = try TemporaryFolder(Fixture.files)
    let base = try KnowledgeLoader.load(folder.path)
    var entries = base.entries
    entries[1].answer = "看订单"
    let result = try KnowledgeImport(csv: EntryTable.csv(entries), file: "t.csv", into: base)
    #expect(result.files.map(\.path) == ["general/ship.yaml"])
    #expect(result.changes.changed.map(\.id) == ["ship.where"])
    _ = try FolderWriter.write(result.files, to: folder.path)
    let loaded = try KnowledgeLoader.load(folder.path)
    #expect(loaded.withoutPlaces == result.base.withoutPlaces)
    #expect(loaded.entries[1].answer == "看订单")
    #expect(loaded.entries[1].topic == "物流")
  }

  @Test("a new entry goes beside its closest relative, one without to a new file")
  func addition() throws {
    let base = try Fixture.load(Fixture.files)
    var entries = base.entries
    var near = entries[0]
    near.id = "ship.whence"
    var far = entries[0]
    far.id = "pay.how"
    entries = [far, near]
    let result = try KnowledgeImport(csv: EntryTable.csv(entries), file: "t.csv", into: base)
    #expect(result.files.map(\.path) == ["general/pay.yaml", "general/ship.yaml"])
    #expect(
      result.base.entries.prefix(4).map(\.id) == [
        "pay.how", "ship.when", "ship.where", "ship.whence",
      ])
    #expect(result.changes.added.map(\.id) == ["pay.how", "ship.whence"])
    #expect(result.changes.removed.isEmpty)
  }

  @Test("entries that the table does not name stay, or go when asked; a file without entries goes")
  func removal() throws {
    let base = try Fixture.load(Fixture.files)
    let csv = EntryTable.csv(base.entries.filter { $0.tier != .promotion })
    let kept = try KnowledgeImport(csv: csv, file: "t.csv", into: base)
    #expect(kept.files.isEmpty)
    let removed = try KnowledgeImport(csv: csv, file: "t.csv", into: base, removing: true)
    #expect(removed.files == [KnowledgeFile(path: "promotions/day.yaml", text: nil)])
    #expect(removed.changes.removed.map(\.id) == ["promo.day"])
  }

  @Test("an entry that changes its tier moves to another file")
  func move() throws {
    let base = try Fixture.load(Fixture.files)
    var entries = base.entries
    entries[1].tier = .promotion
    let result = try KnowledgeImport(csv: EntryTable.csv(entries), file: "t.csv", into: base)
    #expect(result.files.map(\.path) == ["general/ship.yaml", "promotions/ship.yaml"])
  }
}
