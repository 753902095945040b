import Foundation
import Index
import TestSupport
import Testing

@Suite struct AtomicFileTests {
  @Test func writesAndReplaces() throws {
    let folder = try TemporaryFolder()
    for bytes in [[], [1, 2, 3], Array(repeating: 7, count: 1 << 20), [9]] as [[UInt8]] {
      try AtomicFile.write(bytes, to: folder.path + "/file")
      #expect(folder.bytes("file") == bytes)
      #expect(folder.names == ["file"])
    }
  }

  @Test func aMissingFolderIsNamed() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/none/file"
    do {
      try AtomicFile.write([1], to: path)
      Issue.record("written")
    } catch {
      #expect(error.path == path)
      #expect(error.description.contains("cannot be written"))
    }
    #expect(folder.names.isEmpty)
  }

  @Test func aFileInPlaceOfAFolderStays() throws {
    let folder = try TemporaryFolder(["file": "old"])
    #expect(throws: FileWriteError.self) {
      try AtomicFile.write([1], to: folder.path + "/file/inner")
    }
    #expect(folder.bytes("file") == Array("old".utf8))
  }

  @Test func aFolderInPlaceOfTheFileStaysAndNothingIsLeftBehind() throws {
    let folder = try TemporaryFolder(["target/inner": "old"])
    #expect(throws: FileWriteError.self) {
      try AtomicFile.write([1], to: folder.path + "/target")
    }
    #expect(folder.bytes("target/inner") == Array("old".utf8))
    #expect(folder.names == ["target"])
  }

  @Test(.enabled(if: geteuid() != 0, "root may write everywhere"))
  func anUnwritableFolderKeepsTheOldFile() throws {
    let folder = try TemporaryFolder(["file": "old"])
    chmod(folder.path, 0o555)
    defer { chmod(folder.path, 0o755) }
    #expect(throws: FileWriteError.self) { try AtomicFile.write([1], to: folder.path + "/file") }
    #expect(folder.bytes("file") == Array("old".utf8))
  }

  @Test func aNameTooLongForItsNeighbourKeepsTheOldFile() throws {
    let name = String(repeating: "n", count: 254)
    let folder = try TemporaryFolder([name: "old"])
    #expect(throws: FileWriteError.self) { try AtomicFile.write([1], to: folder.path + "/" + name) }
    #expect(folder.bytes(name) == Array("old".utf8))
    #expect(folder.names == [name])
  }

  @Test func manyWritersLeaveOneWholeFile() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/file"
    try await withThrowingTaskGroup(of: Void.self) { group in
      for value in 0..<8 as Range<UInt8> {
        group.addTask {
          for _ in 0..<10 {
            try AtomicFile.write(Array(repeating: value, count: 200_000), to: path)
            let read = try #require(folder.bytes("file"))
            #expect(read.count == 200_000)
            #expect(read.allSatisfy { $0 == read[0] })
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(folder.names == ["file"])
  }
}
