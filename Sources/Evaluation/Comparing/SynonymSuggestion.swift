public import Dialogue
internal import Language

/// A word that, as a synonym of a concept, makes a message find its entry.
public struct SynonymSuggestion: Sendable, Equatable {
  public let word: String
  /// The synonym group that the word would join, and its first form.
  public let concept: String
  public let form: String
  /// The confidence with it, 0…1.
  public let confidence: Double

  /// Tries every word of a message in every group, and keeps what breaks no labelled turn; the
  /// surest first. O(words · groups) replies.
  ///
  /// - Parameters:
  ///   - isCommon: whether a word is used in many questions already.
  ///   - groups: concept and forms of each synonym group.
  ///   - progress: called with the share done, 0…1.
  public static func find(
    _ text: String, _ entry: String, groups: [(concept: String, forms: [String])], bot: Bot,
    cases: [EvaluationCase], isCommon: (String) -> Bool, progress: (Double) -> Void
  ) async -> [SynonymSuggestion] {
    let words = bot.words(of: text)
    var found: [SynonymSuggestion] = []
    for (place, word) in words.enumerated() {
      // A word that the lexicon knows, or that many questions use, means what it means.
      if groups.contains(where: { $0.forms.contains(word) }) || isCommon(word) { continue }
      for (concept, forms) in groups where !forms.contains(word) {
        guard let form = forms.first else { continue }
        var session = Session()
        let reply = bot.reply(
          to: text.replacing(word, with: form), in: &session, at: .evaluation)
        guard reply.decision == .answer, reply.entry == entry else { continue }
        found.append(
          SynonymSuggestion(
            word: word, concept: concept, form: form, confidence: reply.confidence))
      }
      progress(Double(place + 1) / Double(words.count))
    }
    var kept: [SynonymSuggestion] = []
    for suggestion in found.sorted(by: { ($1.confidence, $0.form) < ($0.confidence, $1.form) })
      .prefix(40)
    where await suggestion.breaksNothing(cases, bot) {
      kept.append(suggestion)
    }
    return kept
  }

  /// Whether every labelled turn that holds the word and is right stays right with its synonym.
  private func breaksNothing(_ cases: [EvaluationCase], _ bot: Bot) async -> Bool {
    let touched = cases.filter { source in source.turns.contains { $0.text.contains(word) } }
    let changed = touched.map { source in
      var source = source
      for index in source.turns.indices {
        source.turns[index].text = source.turns[index].text.replacing(word, with: form)
      }
      return source
    }
    let before = await EvaluationRun.run(touched, with: BotResponder(bot)).dialogues
    let after = await EvaluationRun.run(changed, with: BotResponder(bot)).dialogues
    return zip(before, after).allSatisfy { old, new in
      zip(old.turns, new.turns).allSatisfy {
        $0.judgement?.isRight != true || $1.judgement?.isRight == true
      }
    }
  }
}
