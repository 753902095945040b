import Compiler
import Dialogue
import Index
import Knowledge
import TestSupport
import Testing

@Suite struct KnowledgeCacheTests {
  @Test func aSnapshotFileOpensAsItIs() throws {
    let folder = try TemporaryFolder()
    let bytes = try SmallShop.compile(SmallShop.files)
    try AtomicFile.write(bytes, to: folder.path + "/shop.snapshot")
    let snapshot = try KnowledgeCache.open(folder.path + "/shop.snapshot", cache: folder.path)
    #expect(try Bot(snapshot).version == Shared.smallBot.get().version)
    #expect(folder.names == ["shop.snapshot"])
  }

  /// A bot that checks the large sections as it uses them says the same.
  @Test func aBotThatChecksLaterSaysTheSame() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/shop.snapshot"
    try AtomicFile.write(try SmallShop.compile(SmallShop.files), to: path)
    var conversation = Conversation(try Shared.smallBot.get())
    let snapshot = try Snapshot(path: path, checkingLater: true)
    var other = Conversation(try Bot(snapshot))
    for sentence in ["什么时候发货", "这个阔以退不", "钱咋还没回我卡里"] {
      #expect(other.say(sentence).text == conversation.say(sentence).text)
    }
    try snapshot.checkUsed()
  }

  /// Damage where a bot checks later neither crashes it nor stays unseen.
  @Test(arguments: [
    "model.networks.first", "model.vocabulary.slots", "nearest.rows", "nearest.placeStarts",
    "nearest.places",
  ])
  func aBotThatChecksLaterFindsDamage(section: String) throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/shop.snapshot"
    var bytes = try SmallShop.compile(SmallShop.files)
    for place in try #require(range(of: section, in: bytes)) { bytes[place] ^= 0x55 }
    try AtomicFile.write(bytes, to: path)
    let snapshot = try Snapshot(path: path, checkingLater: true)
    var damaged = Conversation(try Bot(snapshot))
    _ = damaged.say("什么时候发货")
    #expect(throws: SnapshotError.self) { try snapshot.checkUsed() }
  }

  /// Where a section lies by the table of the file: behind 32 bytes, rows of 64, in each the name
  /// in 40 and the offset and length in eight.
  private func range(of section: String, in bytes: [UInt8]) -> Range<Int>? {
    func number(_ place: Int) -> Int {
      bytes[place..<(place + 8)].reversed().reduce(0) { $0 << 8 | Int($1) }
    }
    let rows = stride(from: 32, to: number(32 + 40), by: 64)
    return rows.first { bytes[$0..<($0 + 40)].starts(with: Array(section.utf8) + [0]) }.map {
      number($0 + 40)..<(number($0 + 40) + number($0 + 48))
    }
  }

  /// Whatever changes in a folder, its compiled form is another.
  @Test func allFilesOfAFolderCount() throws {
    let folder = try TemporaryFolder(SmallShop.files)
    let sources = KnowledgeFolder(path: folder.path).sources
    #expect(sources == SmallShop.files.keys.sorted())
    #expect(KnowledgeFolder(path: folder.path + "/none").sources.isEmpty)
  }

  @Test func brokenFilesAndMissingFoldersAreErrors() throws {
    let folder = try TemporaryFolder([
      "broken.snapshot": "nothing", "shop/shop.yaml": "name: [", "empty/readme.txt": "",
    ])
    for name in ["broken.snapshot", "shop", "empty", "missing"] {
      do {
        _ = try KnowledgeCache.open(folder.path + "/" + name, cache: folder.path + "/cache")
        Issue.record("opened \(name)")
      } catch {
        #expect("\(error)".contains(folder.path + "/" + name))
      }
    }
    #expect(!folder.names.contains("cache"))
  }
}
