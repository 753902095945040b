/// Text as folded code points, one a cell: full-width forms become ASCII, the few traditional
/// characters that cues are written with become simplified, invisible marks are left out.
enum Cells {
  /// Folds a code point; nil when it is invisible.
  static func fold(_ scalar: UInt32) -> UInt32? {
    switch scalar {
    case 0x20...0x7E: return scalar
    case 0xFF01...0xFF5E: return scalar - 0xFEE0
    case 0x09, 0xA0, 0x3000, 0x2002...0x200A: return 0x20
    case 0x00AD, 0x200B...0x200F, 0x2060, 0xFE00...0xFE0F, 0xFEFF: return nil
    case 0x2010...0x2015, 0x2212: return 0x2D
    case 0x4E00...0x9FFF: return traditional[scalar] ?? scalar
    default: return scalar
    }
  }

  static func of(_ text: String) -> [UInt32] {
    text.unicodeScalars.compactMap { fold($0.value) }
  }

  static func text(_ cells: some Sequence<UInt32>) -> String {
    var out = String.UnicodeScalarView()
    for cell in cells { if let scalar = Unicode.Scalar(cell) { out.append(scalar) } }
    return String(out)
  }

  static func isDigit(_ cell: UInt32) -> Bool { 0x30...0x39 ~= cell }
  static func isUpper(_ cell: UInt32) -> Bool { 0x41...0x5A ~= cell }
  static func isLatin(_ cell: UInt32) -> Bool { isUpper(cell) || 0x61...0x7A ~= cell }
  static func isAlphanumeric(_ cell: UInt32) -> Bool { isDigit(cell) || isLatin(cell) }
  static func isHan(_ cell: UInt32) -> Bool {
    0x4E00...0x9FFF ~= cell || 0x3400...0x4DBF ~= cell || 0x20000...0x323AF ~= cell
      || cell == 0x3007
  }
  /// Whether the cell carries meaning: a letter, a digit or a Han character.
  static func isSignificant(_ cell: UInt32) -> Bool { isAlphanumeric(cell) || isHan(cell) }
  static func lower(_ cell: UInt32) -> UInt32 { isUpper(cell) ? cell + 0x20 : cell }

  private static let traditional: [UInt32: UInt32] = {
    let pairs =
      "號号樓楼區区縣县鎮镇鄉乡單单電电話话門门東东灣湾蘇苏廣广陝陕雲云貴贵寧宁內内龍龙灘滩瀋沈遼辽長长"
      + "陳陈張张劉刘楊杨黃黄趙赵吳吴孫孙馬马許许鄧邓馮冯蕭萧鄭郑謝谢韓韩蔣蒋葉叶羅罗餘余鍾钟賈贾鄒邹閻阎"
      + "陸陆蘭兰麗丽華华國国偉伟軍军傑杰強强榮荣建建誌志輝辉麥麦問问嗎吗麼么們们發发貨货訂订運运費费錢钱"
      + "點点換换時时間间幾几還还這这個个裡里會会來来過过說说請请謝谢沒没為为樣样無无壞坏買买賣卖"
    var table: [UInt32: UInt32] = [:]
    let scalars = pairs.unicodeScalars.map(\.value)
    for index in stride(from: 0, to: scalars.count - 1, by: 2) {
      table[scalars[index]] = scalars[index + 1]
    }
    return table
  }()
}

/// A set of cells, quick to ask.
struct CellSet: Sendable {
  private let cells: Set<UInt32>

  init(_ text: String) {
    cells = Set(Cells.of(text))
  }

  func contains(_ cell: UInt32) -> Bool { cells.contains(cell) }
}

/// A list of words that can be looked for at a place of a text.
struct WordList: Sendable {
  private var starting: [UInt32: [[UInt32]]] = [:]
  private var ending: [UInt32: [[UInt32]]] = [:]

  /// - Parameter words: separated by spaces, lower case.
  init(_ words: String) {
    for word in words.split(separator: " ") {
      let cells = Cells.of(String(word))
      guard let first = cells.first, let last = cells.last else { continue }
      starting[first, default: []].append(cells)
      ending[last, default: []].append(cells)
    }
    for key in starting.keys { starting[key]?.sort { $0.count > $1.count } }
    for key in ending.keys { ending[key]?.sort { $0.count > $1.count } }
  }

  /// The length of the longest word that starts at `place`; 0 when none does.
  func length(at place: Int, in cells: [UInt32]) -> Int {
    guard place < cells.count, let words = starting[Cells.lower(cells[place])] else { return 0 }
    for word in words where place + word.count <= cells.count {
      if word.indices.allSatisfy({ Cells.lower(cells[place + $0]) == word[$0] }) {
        return word.count
      }
    }
    return 0
  }

  /// The length of the longest word that ends right before `place`; 0 when none does.
  func length(before place: Int, in cells: [UInt32]) -> Int {
    guard place > 0, place <= cells.count, let words = ending[Cells.lower(cells[place - 1])] else {
      return 0
    }
    for word in words where word.count <= place {
      let start = place - word.count
      if word.indices.allSatisfy({ Cells.lower(cells[start + $0]) == word[$0] }) {
        return word.count
      }
    }
    return 0
  }

  /// Whether a word stands anywhere in `cells[range]`.
  func occurs(in cells: [UInt32], _ range: Range<Int>) -> Bool {
    for place in range {
      let length = length(at: place, in: cells)
      if length > 0, place + length <= range.upperBound { return true }
    }
    return false
  }

  func occurs(in cells: [UInt32]) -> Bool { occurs(in: cells, 0..<cells.count) }

  /// The number of places at which a word starts.
  func count(in cells: [UInt32]) -> Int {
    cells.indices.count { length(at: $0, in: cells) > 0 }
  }
}
