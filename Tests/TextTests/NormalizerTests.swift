import Index
import Matching
import TestSupport
import Testing
import Text

@Suite struct NormalizerTests {
  let normalizer: Normalizer

  init() throws {
    normalizer = Normalizer(try CharacterTables.computed())
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func codePointsAreThoseOfTheText(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let text = RandomText.message(&random)
    #expect(text.codePoints == text.unicodeScalars.map(\.value))
  }

  @Test func formsOfOneTextBecomeOne() {
    let rows = [
      ("ＡＢＣ１２３", "abc123"), ("Straße", "strasse"), ("㎏", "kg"), ("①", "1"), ("ﬁ", "fi"),
      ("退貨", "退货"), ("發貨", "发货"), ("羽絨服", "羽绒服"), ("優惠券", "优惠券"),
      ("\u{F902}", "车"), ("⾞", "车"), ("ｶﾞ", "ガ"), ("cafe\u{301}", "caf\u{E9}"),
      ("退 货", "退货"), ("退\u{3000}货", "退货"), ("退\n货", "退货"), ("退\u{200D}货", "退货"),
      ("好👍的", "好的"), ("👨‍👩‍👧", ""), ("🇨🇳", ""), ("，。！？", ""), ("", ""), ("  ", ""),
      ("𠮷野家", "𠮷野家"), ("\u{0}", ""),
    ]
    for (text, wanted) in rows {
      // Strings compare equal however they are composed; code points do not.
      let found = normalizer.normalize(text).scalars
      #expect(found == wanted.unicodeScalars.map(\.value), "\(text)")
    }
  }

  @Test func repetitionIsCutButNotThatOfWordsAndDigits() {
    let rows = [
      ("在吗吗吗？？？", "在吗"), ("在吗吗", "在吗吗"), ("谢谢", "谢谢"), ("哈哈哈哈哈哈", "哈"),
      ("好好好的", "好的"), ("200000", "200000"), ("aaaaaaa", "aaa"), ("www", "www"),
      ("吗 吗 吗", "吗吗吗"),
    ]
    for (text, wanted) in rows {
      #expect(normalizer.normalize(text).string == wanted, "\(text)")
    }
  }

  @Test func onlyThePointOfADecimalNumberStays() {
    let rows = [
      ("1.8米", "1.8米"), ("１．８米", "1.8米"), ("1．8", "1.8"), ("500.01元", "500.01元"),
      ("18.", "18"), (".5", "5"), ("好.5", "好5"), ("1. 8", "18"), ("1..8", "18"), ("5…3", "53"),
      ("⒈5", "15"), ("V1.a", "v1a"), ("1.2.3", "1.2.3"),
    ]
    for (text, wanted) in rows {
      #expect(normalizer.normalize(text).string == wanted, "\(text)")
    }
  }

  @Test func onlyACommaOfThousandsVanishes() {
    let rows = [
      ("1,299元", "1299元"), ("１２，９９９", "12999"), ("1,299.50", "1299.50"), ("160,120", "160 120"),
      ("1,2345", "1 2345"), ("1,29", "1 29"), ("1.5,299", "1.5 299"), ("1, 299", "1 299"),
      ("a,299", "a 299"), (",299", "299"), ("1,", "1"),
    ]
    for (text, wanted) in rows {
      #expect(Self.shown(normalizer.normalize(text)) == wanted, "\(text)")
    }
  }

  @Test func composedAndDecomposedAreTheSame() {
    for (one, other) in [("é", "e\u{301}"), ("が", "か\u{3099}"), ("각", "\u{1100}\u{1161}\u{11A8}")] {
      #expect(normalizer.normalize(one).scalars == normalizer.normalize(other).scalars, "\(one)")
    }
  }

  @Test func onlyARealMarkIsCounted() {
    let rows = [("？", 1), ("?!", 1), ("⁇", 2), ("吗", 0)]
    for (text, count) in rows {
      #expect(normalizer.normalize(text).questionMarks == count, "\(text)")
    }
  }

  @Test func marksAndEmojiAreCountedAndBreak() {
    let text = normalizer.normalize("在吗？?！😀 退货")
    #expect(text.string == "在吗退货")
    #expect(text.questionMarks == 2)
    #expect(text.exclamationMarks == 1)
    #expect(text.emoji == 1)
    #expect(text.breakBefore == [true, false, true, false])
  }

  @Test func offsetsLeadBackToTheOriginal() {
    let original = "Ａ 退貨e\u{301}👍𠮷"
    let text = normalizer.normalize(original)
    let bytes = Array(original.utf8)
    let pieces = zip(text.offsets, text.offsets.dropFirst()).map { start, end in
      String(decoding: bytes[Int(start)..<Int(end)], as: UTF8.self)
    }
    #expect(pieces == ["Ａ ", "退", "貨", "e\u{301}👍", "𠮷"])
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func lawsHoldForAnyText(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var reused = NormalizedText()
    for _ in 0..<50 {
      check(RandomText.message(&random), &reused, "seed \(seed)")
    }
  }

  @Test func lawsHoldForLongTexts() {
    var reused = NormalizedText()
    for (name, text) in RandomText.long {
      #expect(text.utf8.count >= 100_000, "\(name)")
      check(text, &reused, Comment(rawValue: name))
    }
  }

  private func check(_ original: String, _ reused: inout NormalizedText, _ comment: Comment) {
    let text = normalizer.normalize(original)
    #expect(text.offsets.count == text.count + 1, comment)
    #expect(text.breakBefore.count == text.count, comment)
    #expect(text.scalars.allSatisfy { Unicode.Scalar($0) != nil }, comment)
    let bytes = Array(original.utf8)
    #expect(text.offsets.last == Int32(bytes.count), comment)
    #expect(zip(text.offsets, text.offsets.dropFirst()).allSatisfy(<=), comment)
    #expect(
      text.offsets.allSatisfy { offset in
        Int(offset) == bytes.count || (offset >= 0 && bytes[Int(offset)] & 0xC0 != 0x80)
      }, comment)
    normalizer.normalize(original, into: &reused)
    #expect(reused == text, comment)
    let shown = Self.shown(text)
    #expect(Self.shown(normalizer.normalize(shown)) == shown, "\(comment): \(original.prefix(80))")
  }

  /// The text with a blank wherever it breaks.
  private static func shown(_ text: NormalizedText) -> String {
    var result = String.UnicodeScalarView()
    for (index, value) in text.scalars.enumerated() {
      if index > 0, text.breakBefore[index] { result.append(" ") }
      result.append(Unicode.Scalar(value) ?? "\u{FFFD}")
    }
    return String(result)
  }
}
