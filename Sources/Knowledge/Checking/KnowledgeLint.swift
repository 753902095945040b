internal import Language
public import Text

/// Checks a knowledge base that could be loaded: what it says must hold together.
public enum KnowledgeLint {
  /// Makes all findings of one run. O(n log n) in the questions.
  public static func check(
    _ base: KnowledgeBase, _ options: LintOptions = LintOptions(), normalizer: Normalizer
  ) -> LintReport {
    var findings = Findings()
    ReferenceCheck(base).run(&findings)
    AnswerCheck(base, options).run(&findings)
    PromotionCheck(base, options).run(&findings)
    ProductCheck(base, options, normalizer).run(&findings)
    QuestionCheck(base, options, normalizer).run(&findings)
    LexiconCheck(base.lexicon, normalizer).run(&findings)
    return LintReport(findings.problems)
  }
}

/// What the checks have found so far.
struct Findings {
  private(set) var problems: [Problem] = []

  mutating func error(
    _ rule: LintRule, _ location: SourceLocation, _ field: String, _ message: String
  ) {
    problems.append(Problem(.error, location, field: field, message, rule: rule))
  }

  mutating func warning(
    _ rule: LintRule, _ location: SourceLocation, _ field: String, _ message: String
  ) {
    problems.append(Problem(.warning, location, field: field, message, rule: rule))
  }
}
