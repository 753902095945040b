/// A row of the lexicons that the reading of a message made use of.
public enum LexiconUse: Hashable, Sendable {
  /// A synonym group, by the name of its concept.
  case synonyms(String)
  /// A dialect or network form that was rewritten.
  case dialect(String)

  /// The row for people.
  public var name: String {
    switch self {
    case .synonyms(let name): "同义 \(name)"
    case .dialect(let form): "方言 \(form)"
    }
  }
}

extension Analyzer {
  /// The rows that the reading of a message makes use of.
  public func uses(in text: String) -> Set<LexiconUse> {
    let analysis = analyze(text)
    return Set(
      analysis.groups.map { .synonyms(lexicon.groupNames[$0.group]) }
        + analysis.rewrites.map { .dialect($0.form) })
  }
}
