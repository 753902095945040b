import Compiler
import Dialogue
import Index
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

  /// A bot that checks its weights as it uses them says the same, and finds weights that changed.
  @Test func aBotThatChecksLaterSaysTheSame() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/shop.snapshot"
    let bytes = try SmallShop.compile(SmallShop.files)
    try AtomicFile.write(bytes, to: path)
    let sentence = "什么时候发货"
    var conversation = Conversation(try Shared.smallBot.get())
    let expected = conversation.say(sentence)
    do {
      let snapshot = try Snapshot(path: path, checkingLater: true)
      var conversation = Conversation(try Bot(snapshot))
      #expect(conversation.say(sentence).text == expected.text)
      try snapshot.checkUsed()
    }
    let weights: Column<Int8> = try Snapshot(bytes: bytes).column("model.networks.first")
    let known = weights.array.map { UInt8(bitPattern: $0) }
    let start = try #require(
      stride(from: 0, to: bytes.count - known.count + 1, by: 64)
        .first { bytes[$0..<($0 + known.count)].elementsEqual(known) })
    var broken = bytes
    for place in start..<(start + known.count) { broken[place] ^= 1 }
    try AtomicFile.write(broken, to: path)
    let snapshot = try Snapshot(path: path, checkingLater: true)
    var damaged = Conversation(try Bot(snapshot))
    _ = damaged.say(sentence)
    #expect(throws: SnapshotError.self) { try snapshot.checkUsed() }
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
