/// What a text denies and what it affirms, by its Han characters: 新疆也不加钱 denies 加 and 钱.
package struct Denial: Sendable {
  package private(set) var denied: Set<UInt32> = []
  package private(set) var plain: Set<UInt32> = []

  /// Characters that a cue reaches within its clause.
  private static let reach = 5

  package init(_ text: String) {
    let utterance = Utterance(text)
    for clause in utterance.clauses { read(clause, of: utterance.cells) }
  }

  private mutating func read(_ clause: Range<Int>, of cells: [UInt32]) {
    var place = clause.lowerBound
    var left = 0
    while place < clause.upperBound {
      let other = Self.noCues.length(at: place, in: cells)
      if other > 0 {
        place += other
        continue
      }
      let cue = Self.cues.length(at: place, in: cells)
      if cue > 0 {
        place += cue
        left = Self.reach
        continue
      }
      if Cells.isHan(cells[place]), !Self.functionWords.contains(cells[place]) {
        if left > 0 { denied.insert(cells[place]) } else { plain.insert(cells[place]) }
      }
      left = max(0, left - 1)
      place += 1
    }
  }

  /// Whether a character says something by itself.
  static func isTelling(_ cell: UInt32) -> Bool {
    Cells.isHan(cell) && !functionWords.contains(cell)
  }

  private static let cues = WordList("不用 不需要 不必 无需 无须 没有 没法 不会 不能 不可以 不再 不另 不额外 并不 不 没 无 未 免")
  /// Words that hold a cue and deny nothing, and questions.
  private static let noCues = WordList(
    "不仅 不但 不过 不管 不论 不少 不错 不一定 不好意思 不客气 能不能 是不是 要不要 有没有 会不会 可不可以 没问题 没关系 没事 无论 无忧 免费 免得 未来 "
      + "不同 不限 不断 不久 无理由")
  /// Characters that are denied and affirmed without a matter of their own.
  private static let functionWords = CellSet(
    "的了是有会能可以要用在到给您你我他她它们这那个么吗呢吧啊哦哈亲就也都还很更最再又和与或及但而且把被让对于从向为因所以如果则时候请先"
      + "后前上下里外中只些什怎样多少几一二三四五六七八九十两件天元月日号年小定实际需好得着过来去看说想知道行管做另额")
}
