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
  @Test func aBotThatChecksLaterFindsDamage() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/shop.snapshot"
    let bytes = try SmallShop.compile(SmallShop.files)
    let sections = SnapshotBytes.sectionsInParts(bytes)
    #expect(sections.count == 5)
    for (name, range) in sections {
      var damaged = bytes
      for place in range { damaged[place] ^= 0x55 }
      try AtomicFile.write(damaged, to: path)
      let snapshot = try Snapshot(path: path, checkingLater: true)
      var conversation = Conversation(try Bot(snapshot))
      _ = conversation.say("什么时候发货")
      #expect(throws: SnapshotError.self, "\(name)") { try snapshot.checkUsed() }
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
