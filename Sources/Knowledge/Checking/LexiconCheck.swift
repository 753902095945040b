internal import Language
internal import Text

/// Rows of the lexicon are whole, stand once, and their examples show what they say.
struct LexiconCheck {
  private let rows: LexiconRows
  private let normalizer: Normalizer

  init(_ rows: LexiconRows, _ normalizer: Normalizer) {
    self.rows = rows
    self.normalizer = normalizer
  }

  func run(_ findings: inout Findings) {
    for row in rows.words { example(row.example, [row.text], row.location, &findings) }
    for row in rows.synonyms {
      if row.forms.contains(where: { normalizer.normalize($0).isEmpty }) {
        findings.error(.emptyRow, row.location, "forms", "有空的写法；去掉多余的竖线")
      }
      example(row.example, row.forms, row.location, &findings)
    }
    for row in rows.markers { example(row.example, [row.form], row.location, &findings) }
    for row in rows.dialect { check(row, &findings) }
    for row in rows.confusions { check(row, &findings) }
    for row in rows.polyphones { check(row, &findings) }
    unique(rows.words.map { ($0.text, $0.location) }, "word", &findings)
    unique(rows.synonyms.map { ($0.name, $0.location) }, "group", &findings)
    unique(rows.markers.map { ($0.form, $0.location) }, "form", &findings)
    unique(rows.dialect.map { ($0.form, $0.location) }, "form", &findings)
    unique(rows.polyphones.map { ($0.word, $0.location) }, "word", &findings)
    unique(
      rows.confusions.map { ("\($0.wrong)→\($0.right)", $0.location) }, "wrong", &findings)
    synonyms(&findings)
  }

  private func filled(
    _ value: String, _ field: String, _ location: SourceLocation, _ findings: inout Findings
  ) -> Bool {
    if !normalizer.normalize(value).isEmpty { return true }
    findings.error(.emptyRow, location, field, "没有文字；填上")
    return false
  }

  private func example(
    _ example: String, _ forms: [String], _ location: SourceLocation, _ findings: inout Findings
  ) {
    guard filled(example, "example", location, &findings) else { return }
    let text = normalizer.normalize(example).scalars
    let keys = forms.map { normalizer.normalize($0).scalars }.filter { !$0.isEmpty }
    guard !keys.contains(where: { !Self.places(of: $0, in: text).isEmpty }) else { return }
    findings.error(
      .exampleWithoutForm, location, "example",
      "例句“\(example)”里没有“\(forms.joined(separator: "|"))”；换一句用到它的")
  }

  private func check(_ row: LexiconRows.Dialect, _ findings: inout Findings) {
    guard filled(row.form, "form", row.location, &findings),
      filled(row.standard, "standard", row.location, &findings)
    else { return }
    example(row.example, [row.form], row.location, &findings)
    let examples = holds(row, in: row.example)
    if !examples.isEmpty, !examples.contains(true) {
      findings.error(
        .dialectCondition, row.location, "condition",
        "例句“\(row.example)”不满足条件“\(row.condition.source)”；改条件或换例句")
    }
    guard !row.counterexample.isEmpty else { return }
    let counterexamples = holds(row, in: row.counterexample)
    if counterexamples.isEmpty {
      findings.error(
        .exampleWithoutForm, row.location, "counterexample",
        "反例“\(row.counterexample)”里没有“\(row.form)”；换一句有它而意思不同的")
    } else if counterexamples.contains(true) {
      findings.error(
        .dialectCondition, row.location, "counterexample",
        "反例“\(row.counterexample)”也满足条件“\(row.condition.source)”，会被误改；收紧条件")
    }
  }

  /// For each place of the form in a text: whether the condition holds there.
  private func holds(_ row: LexiconRows.Dialect, in text: String) -> [Bool] {
    let text = normalizer.normalize(text)
    let form = normalizer.normalize(row.form).scalars
    return Self.places(of: form, in: text.scalars).map {
      row.condition.holds(text.scalars, text.breakBefore, $0..<($0 + form.count))
    }
  }

  private func check(_ row: LexiconRows.Confusion, _ findings: inout Findings) {
    example(row.example, [row.wrong], row.location, &findings)
    let wrong = normalizer.normalize(row.wrong)
    let right = normalizer.normalize(row.right)
    if wrong.count != right.count {
      findings.error(
        .unequalLength, row.location, "right",
        "“\(row.wrong)”\(wrong.count) 字，“\(row.right)”\(right.count) 字；两边字数要一样")
    } else if wrong.scalars == right.scalars {
      findings.warning(
        .duplicateRow, row.location, "right",
        "“\(row.wrong)”归一后就是“\(row.right)”，这一行不起作用；改正或删去")
    }
  }

  private func check(_ row: LexiconRows.Polyphone, _ findings: inout Findings) {
    example(row.example, [row.word], row.location, &findings)
    let count = normalizer.normalize(row.word).count
    if row.syllables.count != count {
      findings.error(
        .syllableCount, row.location, "pinyin",
        "“\(row.word)”有 \(count) 字，拼音却有 \(row.syllables.count) 个；每字一个，用空格隔开")
    }
    for syllable in row.syllables where !normalizer.tables.syllables.contains(syllable) {
      if syllable.utf8.allSatisfy({ (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }) {
        findings.warning(
          .syllableCount, row.location, "pinyin",
          "读音表里没有“\(syllable)”，按音匹配用不上；检查拼写（ü 写作 v）")
      } else {
        findings.error(
          .syllableCount, row.location, "pinyin",
          "“\(syllable)”不是不带声调的小写拼音；改正（ü 写作 v）")
      }
    }
  }

  private func unique(
    _ forms: [(String, SourceLocation)], _ field: String, _ findings: inout Findings
  ) {
    var seen: [String: SourceLocation] = [:]
    for (form, location) in forms {
      let key = normalizer.normalize(form).string
      if let first = seen[key] {
        findings.warning(
          .duplicateRow, location, field, "“\(form)”在 \(first) 已经有了；删去一行")
      } else {
        seen[key] = location
      }
    }
  }

  private func synonyms(_ findings: inout Findings) {
    var seen: [String: (group: String, location: SourceLocation)] = [:]
    for row in rows.synonyms {
      for form in row.forms {
        let key = normalizer.normalize(form).string
        guard !key.isEmpty else { continue }
        guard let first = seen[key] else {
          seen[key] = (row.name, row.location)
          continue
        }
        if first.location == row.location {
          findings.warning(.duplicateRow, row.location, "forms", "“\(form)”写了两次；删去一个")
        } else {
          findings.error(
            .sharedForm, row.location, "forms",
            "“\(form)”已经在“\(first.group)”组（\(first.location)）；只留在一组")
        }
      }
    }
  }

  private static func places(of form: [UInt32], in text: [UInt32]) -> [Int] {
    guard !form.isEmpty, form.count <= text.count else { return [] }
    return (0...(text.count - form.count)).filter { text[$0...].starts(with: form) }
  }
}
