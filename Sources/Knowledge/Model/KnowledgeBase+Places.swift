internal import Language

extension KnowledgeBase {
  /// The same knowledge without files and lines, to compare what it says and not where.
  public var withoutPlaces: KnowledgeBase {
    let nowhere = SourceLocation(file: "", line: 0)
    var base = self
    func bare(_ questions: inout [Question]) {
      for index in questions.indices { questions[index].location = nowhere }
    }
    base.shop.location = nowhere
    for index in base.shop.autoReplies.indices { base.shop.autoReplies[index].location = nowhere }
    for index in base.entries.indices {
      base.entries[index].location = nowhere
      bare(&base.entries[index].questions)
    }
    for index in base.products.indices { base.products[index].location = nowhere }
    for index in base.sharedAttributes.indices {
      base.sharedAttributes[index].location = nowhere
      bare(&base.sharedAttributes[index].questions)
    }
    for index in base.situations.indices {
      base.situations[index].location = nowhere
      bare(&base.situations[index].examples)
      bare(&base.situations[index].counterexamples)
    }
    for index in base.outside.indices {
      base.outside[index].location = nowhere
      bare(&base.outside[index].examples)
    }
    for index in base.lexicon.words.indices { base.lexicon.words[index].location = nowhere }
    for index in base.lexicon.synonyms.indices { base.lexicon.synonyms[index].location = nowhere }
    for index in base.lexicon.dialect.indices { base.lexicon.dialect[index].location = nowhere }
    for index in base.lexicon.confusions.indices {
      base.lexicon.confusions[index].location = nowhere
    }
    for index in base.lexicon.markers.indices { base.lexicon.markers[index].location = nowhere }
    for index in base.lexicon.polyphones.indices {
      base.lexicon.polyphones[index].location = nowhere
    }
    return base
  }
}
