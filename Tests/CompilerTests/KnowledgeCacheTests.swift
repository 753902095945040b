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
