internal import Evaluation

/// Files of one JSON object a line.
enum RecordLines {
  /// Decodes each line that is not blank; `decode` gets it with its number, counted from 1.
  ///
  /// - Returns: what the whole lines hold, and every broken one with file, line, field and mend.
  /// - Complexity: O(bytes).
  static func read<Record>(
    _ bytes: [UInt8], file: String, _ decode: ([UInt8], Int) throws(JSONFault) -> Record
  ) -> (records: [Record], problems: [InputProblem]) {
    var records: [Record] = []
    var problems: [InputProblem] = []
    var bytes = bytes[...]
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      if line.allSatisfy({ [0x20, 0x09, 0x0D].contains($0) }) { continue }
      do throws(JSONFault) { records.append(try decode(Array(line), index + 1)) } catch {
        problems.append(
          InputProblem(file: file, line: index + 1, field: error.field ?? "", error.reason))
      }
    }
    return (records, problems)
  }
}
