import Index
import Matching
import TestSupport
import Testing

@Suite struct RecordTests {
  @Test func textsAreDecodedWhenAskedFor() throws {
    var record = RecordWriter()
    let texts = ["", "亲，七天内可退😀", "plain"]
    for text in texts { record.write(text) }
    record.write(String?.none)
    record.write("末尾" as String?)
    var writer = SnapshotWriter()
    writer.add("texts", records: [record])
    let table = try RecordTable(try Snapshot(bytes: writer.bytes()), "texts")
    var reader = table.reader(0)
    #expect(texts.map { _ in reader.text().string } == texts)
    #expect(reader.optionalText() == nil)
    #expect(reader.optionalText()?.string == "末尾")
    #expect(texts.map { StoredText($0).string } == texts)
  }

  private enum Value: Equatable {
    case integer(Int)
    case boolean(Bool)
    case double(UInt64)
    case string(String)
    case strings([String])
    case optional(String?)

    static func random(_ random: inout SeededGenerator) -> Value {
      switch random.below(6) {
      case 0: .integer(Int(random.next() >> (1 + UInt64(random.below(63)))))
      case 1: .boolean(random.below(2) == 0)
      case 2: .double(random.next())
      case 3: .string(RandomText.message(&random))
      case 4: .strings((0..<random.below(4)).map { _ in RandomText.message(&random) })
      default: .optional(random.below(2) == 0 ? nil : RandomText.message(&random))
      }
    }

    func write(_ writer: inout RecordWriter) {
      switch self {
      case .integer(let value): writer.write(value)
      case .boolean(let value): writer.write(value)
      case .double(let bits): writer.write(Double(bitPattern: bits))
      case .string(let value): writer.write(value)
      case .strings(let value): writer.write(value)
      case .optional(let value): writer.write(value)
      }
    }

    func read(_ reader: inout RecordReader) -> Value {
      switch self {
      case .integer: .integer(reader.integer())
      case .boolean: .boolean(reader.boolean())
      case .double: .double(reader.double().bitPattern)
      case .string: .string(reader.string())
      case .strings: .strings(reader.strings())
      case .optional: .optional(reader.optionalString())
      }
    }
  }

  private func table(_ records: [RecordWriter]) throws -> RecordTable {
    var writer = SnapshotWriter()
    writer.add("rows", records: records)
    return try RecordTable(try Snapshot(bytes: writer.bytes()), "rows")
  }

  @Test func edgesComeBack() throws {
    var record = RecordWriter()
    let integers = [0, 1, 127, 128, 16_383, 16_384, Int.max]
    let doubles = [0, -0.0, 1.5, .infinity, -.greatestFiniteMagnitude, .leastNonzeroMagnitude]
    for value in integers { record.write(value) }
    for value in doubles { record.write(value) }
    record.write("")
    record.write(nil as String?)
    record.write("" as String?)
    record.write([String]())
    var reader = try table([record]).reader(0)
    #expect(integers.map { _ in reader.integer() } == integers)
    #expect(doubles.map { _ in reader.double().bitPattern } == doubles.map(\.bitPattern))
    #expect(reader.string() == "")
    #expect(reader.optionalString() == nil)
    #expect(reader.optionalString() == "")
    #expect(reader.strings() == [])
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func anyRecordsComeBackInAnyOrder(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let rows = (0..<30).map { _ in (0..<random.below(8)).map { _ in Value.random(&random) } }
    let table = try table(
      rows.map { row in
        var writer = RecordWriter()
        for value in row { value.write(&writer) }
        return writer
      })
    #expect(table.count == rows.count)
    for index in rows.indices.shuffled(using: &random) {
      var reader = table.reader(index)
      #expect(rows[index].map { $0.read(&reader) } == rows[index], "seed \(seed)")
    }
  }

  @Test func noRecordsIsATableToo() throws {
    #expect(try table([]).count == 0)
  }
}
