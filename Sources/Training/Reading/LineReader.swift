internal import Foundation

/// The lines of a file, one chunk in memory at a time.
struct LineReader {
  struct Line {
    /// Without its line end.
    var bytes: [UInt8]
    /// Counted from 1.
    var number: Int
    /// Bytes from the start of the file.
    var offset: Int
  }

  /// A longer line is cut there, so that a file without line ends cannot fill the memory.
  static let longestLine = 64 << 20
  private static let chunkSize = 256 << 10

  private let handle: FileHandle
  private let path: String
  private var buffer: [UInt8] = []
  private var start = 0
  private var number: Int
  /// Where the next line starts.
  private(set) var offset: Int
  private var atEnd = false
  /// Whether the last line had its end, as every whole one of a journal has.
  private(set) var endedLine = false

  init(path: String, offset: Int = 0, line: Int = 0) throws(ReadingError) {
    self.path = path
    self.offset = offset
    number = line
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw .unreadable(path: path, reason: "cannot be opened")
    }
    self.handle = handle
    if offset > 0 {
      do { try handle.seek(toOffset: UInt64(offset)) } catch {
        throw .unreadable(path: path, reason: "\(error)")
      }
    }
  }

  mutating func next() throws(ReadingError) -> Line? {
    var searched = start
    while true {
      let end = buffer.withUnsafeBufferPointer { bytes in
        (searched..<bytes.count).first { bytes[$0] == 0x0A }
      }
      if let end { return take(upTo: end, skipping: 1) }
      if buffer.count - start >= Self.longestLine { return take(upTo: buffer.count, skipping: 0) }
      if atEnd { return start < buffer.count ? take(upTo: buffer.count, skipping: 0) : nil }
      buffer.removeSubrange(0..<start)
      start = 0
      searched = buffer.count
      do {
        let chunk = try handle.read(upToCount: Self.chunkSize) ?? Data()
        atEnd = chunk.isEmpty
        buffer.append(contentsOf: chunk)
      } catch {
        throw .unreadable(path: path, reason: "\(error)")
      }
    }
  }

  private mutating func take(upTo end: Int, skipping: Int) -> Line {
    var lower = start
    var upper = end
    if offset == 0, end - start >= 3, buffer[start] == 0xEF, buffer[start + 1] == 0xBB,
      buffer[start + 2] == 0xBF
    {
      lower += 3
    }
    if upper > lower, buffer[upper - 1] == 0x0D { upper -= 1 }
    number += 1
    endedLine = skipping > 0
    let line = Line(bytes: Array(buffer[lower..<upper]), number: number, offset: offset)
    offset += end + skipping - start
    start = end + skipping
    return line
  }
}
