internal import Matching

/// A part of the learned model that can be left out, to see what it is worth.
public enum ModelPart: String, Sendable, CaseIterable {
  case pairs, groups, sounds, words, structure, context
  /// Changed forms of the wordings: typos, synonyms, dropped characters.
  case variants
  /// All members of the ensemble but one.
  case ensemble

  /// The channel of features that it stands for; nil where it is none.
  var channel: Channel? {
    switch self {
    case .pairs: .pair
    case .groups: .group
    case .sounds: .sound
    case .words: .word
    case .structure: .structure
    case .context: .context
    case .variants, .ensemble: nil
    }
  }
}

extension CompileOptions {
  /// Leaves a part of the model out.
  public mutating func leaveOut(_ part: ModelPart) {
    if let channel = part.channel { channels.remove(channel) }
    if part == .variants { variants = 0 }
    if part == .ensemble { members = 1 }
  }
}
