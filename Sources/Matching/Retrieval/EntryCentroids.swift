/// Each entry as the mean of its questions, by term.
struct EntryCentroids: Sendable {
  private let starts: [Int]
  private let entries: [Int32]
  private let values: [Float]
  private let count: Int

  /// - Parameters:
  ///   - rows: one for each question.
  ///   - labels: the entry of each question.
  init(_ rows: SparseRows, labels: [Int32], columns: Int, count: Int) {
    var byEntry = [[Int]](repeating: [], count: count)
    for (question, entry) in labels.enumerated() { byEntry[Int(entry)].append(question) }
    var sum = [Float](repeating: 0, count: columns)
    var lists = [[(Int32, Float)]](repeating: [], count: columns)
    for entry in 0..<count {
      var touched: [UInt32] = []
      for question in byEntry[entry] {
        for index in rows.range(question) {
          let column = rows.columns[index]
          if sum[Int(column)] == 0 { touched.append(column) }
          sum[Int(column)] += rows.values[index]
        }
      }
      touched.sort()
      var square: Float = 0
      for column in touched { square += sum[Int(column)] * sum[Int(column)] }
      let length = max(square.squareRoot(), 1e-6)
      for column in touched {
        lists[Int(column)].append((Int32(entry), sum[Int(column)] / length))
        sum[Int(column)] = 0
      }
    }
    var starts = [0]
    var entries: [Int32] = []
    var values: [Float] = []
    for list in lists {
      for (entry, value) in list {
        entries.append(entry)
        values.append(value)
      }
      starts.append(entries.count)
    }
    self.starts = starts
    self.entries = entries
    self.values = values
    self.count = count
  }

  /// The cosine of a row with each entry, 0…1. O(postings of the row's terms).
  func cosines(_ row: SparseRow, length: Float) -> [Float] {
    var sums = [Float](repeating: 0, count: count)
    guard length > 0 else { return sums }
    sums.withUnsafeMutableBufferPointer { sums in
      for (column, value) in zip(row.columns, row.values) {
        let value = value / length
        for index in starts[Int(column)]..<starts[Int(column) + 1] {
          sums[Int(entries[index])] += value * values[index]
        }
      }
    }
    return sums
  }
}
