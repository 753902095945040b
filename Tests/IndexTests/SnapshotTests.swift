import Index
import Matching
import TestSupport
import Testing

@Suite struct SnapshotTests {
  private func writer() -> SnapshotWriter {
    var writer = SnapshotWriter()
    writer.add("bytes", [UInt8](0..<100))
    writer.add("numbers", [UInt64.max, 0, 7])
    writer.add("empty", [Float]())
    writer.add("weights", [Float(1.5), -2, .infinity])
    writer.addInParts("large", (0..<70).map { UInt16($0) })
    return writer
  }

  @Test func sectionsComeBackAsTheyWent() throws {
    let folder = try TemporaryFolder()
    let bytes = writer().bytes()
    try AtomicFile.write(bytes, to: folder.path + "/a.snapshot")
    for snapshot in [
      try Snapshot(bytes: bytes), try Snapshot(path: folder.path + "/a.snapshot"),
    ] {
      #expect(try snapshot.column("bytes", of: UInt8.self).array == [UInt8](0..<100))
      #expect(try snapshot.column("numbers", of: UInt64.self).array == [.max, 0, 7])
      #expect(try snapshot.column("empty", of: Float.self).array == [])
      #expect(try snapshot.column("weights", of: Float.self)[2] == .infinity)
      #expect(snapshot.has("empty"))
      #expect(!snapshot.has("other"))
    }
  }

  @Test func sectionsOfAnotherWriterStandBehindItsOwn() throws {
    var joined = SnapshotWriter()
    joined.add("first", [UInt8(1)])
    joined.add(writer())
    let snapshot = try Snapshot(bytes: joined.bytes())
    #expect(try snapshot.column("first", of: UInt8.self).array == [1])
    #expect(try snapshot.column("large", of: UInt16.self).array == (0..<70).map { UInt16($0) })
  }

  /// Small ones, and those that lie in large pages.
  @Test(arguments: [0, 1, 100, 5_000_000])
  func aBufferStartsAtALineWithZerosAndBecomesAColumn(count: Int) {
    let buffer = ColumnBuffer<Float>(count: count)
    #expect(UInt(bitPattern: buffer.base) % 64 == 0)
    #expect((0..<count).allSatisfy { buffer.base[$0] == 0 })
    for index in 0..<count { buffer.base[index] = Float(index) }
    let column = buffer.column()
    #expect(column.count == count)
    #expect((0..<count).allSatisfy { column[$0] == Float($0) })
  }

  @Test func equalContentHasEqualBytesAndChecksum() throws {
    #expect(writer().bytes() == writer().bytes())
    var other = writer()
    other.add("more", [UInt8(1)])
    #expect(
      try Snapshot(bytes: writer().bytes()).checksum != Snapshot(bytes: other.bytes()).checksum)
    #expect(try Snapshot(bytes: SnapshotWriter().bytes()).has("bytes") == false)
  }

  @Test func columnsOutliveTheirSnapshot() throws {
    var column: Column<UInt64>?
    do {
      let snapshot = try Snapshot(bytes: writer().bytes())
      column = try snapshot.column("numbers")
    }
    #expect(column?.array == [.max, 0, 7])
  }

  @Test func everyFlippedBitIsFound() throws {
    let bytes = writer().bytes()
    var random = SeededGenerator(seed: 5)
    for place in bytes.indices {
      for bit in 0..<8 {
        var broken = bytes
        broken[place] ^= 1 << UInt8(bit)
        #expect(throws: SnapshotError.self, "byte \(place), bit \(bit)") {
          try Snapshot(bytes: broken)
        }
      }
    }
    for _ in 0..<500 {
      var broken = bytes
      let place = random.below(bytes.count)
      broken[place] = broken[place] &+ UInt8(1 + random.below(255))
      #expect(throws: SnapshotError.self, "byte \(place)") { try Snapshot(bytes: broken) }
    }
  }

  @Test func everyTruncationAndAdditionIsFound() throws {
    let bytes = writer().bytes()
    for length in bytes.indices {
      #expect(throws: SnapshotError.self, "\(length) bytes") {
        try Snapshot(bytes: Array(bytes[..<length]))
      }
    }
    #expect(throws: SnapshotError.self) { try Snapshot(bytes: bytes + [0]) }
  }

  @Test func whatIsCheckedLaterIsFoundWhenItIsUsed() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/a.snapshot"
    let part = SectionParts.size
    var writer = SnapshotWriter()
    writer.add("small", [UInt8](0..<100))
    writer.addInParts("large", [UInt8](repeating: 7, count: 4 * part + 5))
    let bytes = writer.bytes()
    let start = try #require(bytes.indices.first { bytes[$0...].starts(with: [7, 7, 7, 7, 7]) })
    for damaged in [0, part - 1, part, 2 * part + 9, 4 * part + 4] {
      var broken = bytes
      broken[start + damaged] ^= 4
      try AtomicFile.write(broken, to: path)
      #expect(throws: SnapshotError.self) { try Snapshot(path: path) }
      for used in 0...4 {
        let snapshot = try Snapshot(path: path, checkingLater: true)
        let parts = try #require(snapshot.parts(of: "large"))
        try snapshot.checkUsed()
        parts.check((used * part)..<(used * part + 1))
        let isFound = (try? snapshot.checkUsed()) == nil
        #expect(isFound == (used == damaged / part), "byte \(damaged), part \(used)")
        parts.check(0..<(4 * part + 5))
        #expect(throws: SnapshotError.self) { try snapshot.checkUsed() }
      }
    }
    try AtomicFile.write(bytes, to: path)
    #expect(try Snapshot(path: path).parts(of: "large") == nil)
    let snapshot = try Snapshot(path: path, checkingLater: true)
    #expect(snapshot.parts(of: "small") == nil)
    snapshot.parts(of: "large")?.check(0..<(4 * part + 5))
    try snapshot.checkUsed()
  }

  @Test func anotherFormatIsNamed() throws {
    var bytes = writer().bytes()
    bytes[8] = 99
    do {
      _ = try Snapshot(bytes: bytes)
      Issue.record("opened")
    } catch {
      guard case .format("memory", found: 99, let expected) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(expected != 99)
    }
  }

  @Test func filesThatAreNoSnapshots() throws {
    let folder = try TemporaryFolder(["short": "x", "text": String(repeating: "文字", count: 100)])
    for name in ["short", "text", "missing", ""] {
      do {
        _ = try Snapshot(path: folder.path + "/" + name)
        Issue.record("opened \(name)")
      } catch {
        #expect(error.description.hasPrefix(folder.path))
      }
    }
  }

  @Test func sectionsAreAskedForByNameAndSize() throws {
    let snapshot = try Snapshot(bytes: writer().bytes())
    #expect(throws: SnapshotError.missing(path: "memory", section: "other")) {
      try snapshot.column("other", of: UInt8.self)
    }
    #expect(throws: SnapshotError.self) { try snapshot.column("bytes", of: UInt16.self) }
    #expect(throws: SnapshotError.self) { try snapshot.column("numbers", of: UInt32.self) }
  }

  @Test func checksumSeesEverySingleChange() {
    var random = SeededGenerator(seed: 3)
    for length in [0, 1, 7, 8, 31, 32, 33, 64, 200] {
      let bytes = (0..<length).map { _ in UInt8(random.below(256)) }
      let sum = Checksum.of(bytes)
      #expect(Checksum.of(bytes) == sum)
      #expect(Checksum.of(bytes + [0]) != sum, "length \(length)")
      for place in bytes.indices {
        for bit in 0..<8 {
          var changed = bytes
          changed[place] ^= 1 << UInt8(bit)
          #expect(Checksum.of(changed) != sum, "length \(length), byte \(place), bit \(bit)")
        }
      }
    }
  }
}
