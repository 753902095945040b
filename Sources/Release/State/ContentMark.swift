internal import Index

/// A short name made from content.
enum ContentMark {
  /// Eleven characters or so of base 36; different texts give different marks but for chance.
  static func of(_ texts: [String]) -> String {
    let joined = texts.map { $0 + "\u{0}" }.joined()
    return String(Checksum.of(Array(joined.utf8)), radix: 36)
  }
}
