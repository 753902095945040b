/// Takes out of what people wrote whatever is no part of the matter: personal data, pictures,
/// greetings and thanks.
package enum PhraseCleaner {
  /// A clause that says less than this without its personal data says nothing.
  private static let leastLeft = 3

  /// A customer's wording: clauses of small talk and bare data left out, the others as they stand.
  package static func question(_ text: String) -> String {
    let kept = pieces(of: text).compactMap { piece -> Piece? in
      let utterance = Utterance(piece.text)
      let range = 0..<utterance.cells.count
      guard utterance.significant > 0 else { return nil }
      if utterance.hasMark {
        // 我填[地址]寄出可以不 makes no sense without its address, [姓名]你好 does without its name.
        let rest = piece.text.replacing(PersonalData.name.mark, with: "")
        guard !hasMark(rest), utterance.rest(of: range, without: DataWords.all) >= leastLeft
        else { return nil }
      } else if utterance.rest(of: range, without: CustomerCues.greetings) == 0
        || utterance.rest(of: range, without: CustomerCues.acknowledgements) == 0
          && !utterance.ends(range, with: CustomerCues.endings)
      {
        return nil
      }
      return Piece(text: withoutMarks(piece.text), end: piece.end)
    }
    return joined(kept)
  }

  /// A text with the marks of personal data left out.
  static func withoutMarks(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "[")) else { return text.trimmed }
    var out = text
    for kind in PersonalData.allCases where out.contains(kind.mark) {
      out = out.replacing(kind.mark, with: "")
    }
    return out.trimmed
  }

  static func hasMark(_ text: String) -> Bool {
    text.utf8.contains(UInt8(ascii: "["))
      && PersonalData.allCases.contains { text.contains($0.mark) }
  }

  /// A clause with the punctuation that ends it.
  struct Piece {
    var text: String
    var end: String
  }

  /// The clauses of a text; marks of personal data are not cut.
  static func pieces(of text: String) -> [Piece] {
    var pieces: [Piece] = []
    var current = String.UnicodeScalarView()
    var end = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if stops.contains(scalar) {
        end.append(scalar)
      } else {
        if !end.isEmpty {
          pieces.append(Piece(text: String(current), end: String(end)))
          current = String.UnicodeScalarView()
          end = String.UnicodeScalarView()
        }
        current.append(scalar)
      }
    }
    pieces.append(Piece(text: String(current), end: String(end)))
    return pieces.filter { !$0.text.isEmpty }
  }

  /// The pieces in one line again, without an end that only led on.
  static func joined(_ pieces: [Piece]) -> String {
    var out = ""
    for (place, piece) in pieces.enumerated() {
      out += piece.text.trimmed
      let isLast = place + 1 == pieces.count
      let end = piece.end.replacing("\n", with: " ").trimmed
      if isLast {
        out += end.unicodeScalars.allSatisfy { leads.contains($0) } ? "" : end
      } else {
        out += end.isEmpty ? " " : end
      }
    }
    return out.trimmed
  }

  private static let stops: Set<Unicode.Scalar> = Set(" ，,。！!？?；;~～…\n\t\r".unicodeScalars)
  private static let leads: Set<Unicode.Scalar> = Set("，,；;~～…".unicodeScalars)
}
