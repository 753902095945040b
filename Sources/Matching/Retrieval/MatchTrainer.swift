internal import Index
internal import Text

/// Learns the parts of a matcher and what each is worth.
struct MatchTrainer: Sendable {
  let questions: [String]
  let labels: [Int32]
  let entryCount: Int
  let texts: [TextTerms]
  /// The pairs that mean the same.
  let pairTerms: [(left: TextTerms, right: TextTerms)]
  private let pairTexts: [(left: String, right: String)]
  private let normalizer: Normalizer
  private let cutter: UnitCutter

  /// Which parts are learned.
  struct Parts: Sendable {
    var classifier = true
    var embedding = true
    var translation = true

    init() {}

    init(mix: EvidenceMix) {
      classifier = mix.weights[MatchModels.Evidence.margin.rawValue] != 0
      embedding =
        mix.weights[MatchModels.Evidence.learnedCentroid.rawValue] != 0
        || mix.weights[MatchModels.Evidence.learnedNearest.rawValue] != 0
      translation = mix.weights[MatchModels.Evidence.translation.rawValue] != 0
    }
  }

  /// Pairs below this teach nothing (measured on bank questions: 1,000 is the turning point).
  static let leastPairs = 1_000
  /// Questions an entry from which classes can be learned.
  static let leastQuestions = 4.0
  /// How much likelier (in mean log-probability) the right entries must become for another part.
  private static let leastGain: Float = 0.005
  private static let classifierWork = 2e10
  private static let embeddingLimit = 60_000

  init(
    questions: [String], labels: [Int32], entryCount: Int, pairs: [TrainingPair],
    normalizer: Normalizer
  ) {
    self.questions = questions
    self.labels = labels
    self.entryCount = entryCount
    self.normalizer = normalizer
    let cutter = UnitCutter(normalizer)
    self.cutter = cutter
    let same = pairs.filter(\.isSame).map { (left: $0.left, right: $0.right) }
    pairTexts = same.count >= Self.leastPairs ? same : []
    texts = Self.terms(questions, cutter)
    let lefts = Self.terms(pairTexts.map(\.left), cutter)
    let rights = Self.terms(pairTexts.map(\.right), cutter)
    pairTerms = zip(lefts, rights).map { (left: $0, right: $1) }
  }

  private static func terms(_ texts: [String], _ cutter: UnitCutter) -> [TextTerms] {
    let chunks = stride(from: 0, to: texts.count, by: 1_024)
      .map { $0..<min($0 + 1_024, texts.count) }
    let parts = Parallel.map(chunks.count) { chunk in
      let buffer = UnitBuffer(capacity: RetrievalIndex.longestQuestion)
      return texts[chunks[chunk]].map { TextTerms($0, cutter, buffer) }
    }
    return Array(parts.joined())
  }

  /// Learns from some of the questions.
  func models(
    _ chosen: [Int], _ parts: Parts, pairs: [(left: TextTerms, right: TextTerms)],
    extra: [(text: String, terms: TextTerms)] = []
  ) -> MatchModels {
    let texts = chosen.map { self.texts[$0] } + extra.map(\.terms)
    let labels =
      chosen.map { self.labels[$0] } + extra.indices.map { Int32(entryCount + $0) }
    let count = entryCount + extra.count
    let store = QuestionStore(texts, entries: labels)
    let index = QuestionIndex(
      chosen.map { questions[$0] } + extra.map(\.text), normalizer: normalizer)
    var rows = SparseRows()
    for question in texts.indices { rows.append(store.space.row(store.bag(question))) }
    let trained = rows
    let isDense =
      Double(questions.count) >= Self.leastQuestions * Double(entryCount) && entryCount > 1
    let work = Double(rows.columns.count) * Double(count) * 4
    let epochs = min(10, Int(Self.classifierWork / max(1, work)))
    let learnsClasses = parts.classifier && isDense && epochs >= 3
    let learnsSpace =
      parts.embedding && (isDense || !pairs.isEmpty) && texts.count <= Self.embeddingLimit
      && count <= MatchModels.entryLimit
    let seeds = texts.count < 1_500 ? 6 : texts.count < 5_000 ? 3 : 1
    @Sendable func classifier() -> LinearClassifier? {
      guard learnsClasses else { return nil }
      return LinearClassifier(
        trained, labels: labels, columns: store.space.count, classes: count, cost: 0.5,
        epochs: epochs)
    }
    @Sendable func embedding() -> EntryEmbedding? {
      guard learnsSpace else { return nil }
      return EntryEmbedding(texts, labels: labels, count: count, pairs: pairs, seeds: seeds)
    }
    let learned: [(LinearClassifier?, EntryEmbedding?)]
    if seeds == 1 {
      // One space keeps one core busy; the separators take the other.
      learned = Parallel.map(2) { $0 == 0 ? (nil, embedding()) : (classifier(), nil) }
    } else {
      learned = [(nil, embedding()), (classifier(), nil)]
    }
    return MatchModels(
      entryCount: count, store: store, index: index,
      centroids: count <= MatchModels.entryLimit
        ? EntryCentroids(trained, labels: labels, columns: store.space.count, count: count) : nil,
      classifier: learned[1].0, embedding: learned[0].1,
      translation: parts.translation && !pairs.isEmpty
        ? TranslationModel(texts, pairs: pairs) : nil,
      cutter: cutter)
  }

  /// What held-out questions say of the parts.
  struct Decision: Sendable {
    var examples: [HeldOutExample]
    var mix: EvidenceMix
    var usesPairs: Bool
  }

  /// Weighs the evidence on held-out questions; the pairs count only where they make the right
  /// entries likelier.
  func decide() -> Decision {
    let folds = heldOutFolds()
    if folds.isEmpty {
      let examples = heldOutPairs()
      return Decision(examples: examples, mix: mix(examples), usesPairs: !pairTerms.isEmpty)
    }
    let plain = examples(folds, pairs: [])
    var decision = Decision(examples: plain, mix: mix(plain), usesPairs: false)
    guard !pairTerms.isEmpty else { return decision }
    let helped = examples(folds, pairs: pairTerms)
    let mix = mix(helped)
    let gain =
      decision.mix.loss(plain.compactMap(\.mixExample)) - mix.loss(helped.compactMap(\.mixExample))
    if gain > Self.leastGain { decision = Decision(examples: helped, mix: mix, usesPairs: true) }
    return decision
  }

  /// Reads every held-out question with models that have not seen it.
  private func examples(
    _ folds: [[Int]], pairs: [(left: TextTerms, right: TextTerms)]
  ) -> [HeldOutExample] {
    let parts = Parallel.map(folds.count) { number in
      let held = Set(folds[number])
      let rest = questions.indices.filter { !held.contains($0) }
      let models = self.models(rest, Parts(), pairs: pairs)
      return read(folds[number].map { (questions[$0], labels[$0]) }, models)
    }
    return Array(parts.joined())
  }

  /// Every tenth pair: its right side becomes an entry, its left side asks for it.
  private func heldOutPairs() -> [HeldOutExample] {
    guard !pairTexts.isEmpty else { return [] }
    let held = stride(from: 0, to: pairTexts.count, by: 10).prefix(1_000)
    let heldSet = Set(held)
    let rest = pairTerms.indices.filter { !heldSet.contains($0) }.map { pairTerms[$0] }
    let models = self.models(
      Array(questions.indices), Parts(), pairs: rest,
      extra: held.map { (pairTexts[$0].right, pairTerms[$0].right) })
    return read(
      held.enumerated().map { (pairTexts[$1].left, Int32(entryCount + $0)) }, models)
  }

  /// Parts of the questions to hold out one after the other; each leaves every entry a question.
  private func heldOutFolds() -> [[Int]] {
    let isSmall = questions.count <= 2_500
    var folds = [[Int]](repeating: [], count: isSmall ? 4 : 1)
    var start = 0
    while start < labels.count {
      var end = start
      while end < labels.count, labels[end] == labels[start] { end += 1 }
      let count = end - start
      if count > 1 {
        let parts = min(count, isSmall ? 4 : 6)
        for question in start..<end {
          // Shifted, so that not only the first questions of the entries are held out.
          let part = (question - start + Int(labels[start])) % parts
          if part < folds.count { folds[part].append(question) }
        }
      }
      start = end
    }
    return folds.filter { !$0.isEmpty }.map { fold in
      let step = (fold.count + 2_999) / 3_000
      return stride(from: 0, to: fold.count, by: max(1, step)).map { fold[$0] }
    }
  }

  private func read(_ queries: [(text: String, entry: Int32)], _ models: MatchModels)
    -> [HeldOutExample]
  {
    let chunks = stride(from: 0, to: queries.count, by: 256)
      .map { $0..<min($0 + 256, queries.count) }
    let parts = Parallel.map(chunks.count) { chunk in
      let scratch = models.scratch()
      return queries[chunks[chunk]].map { query in
        HeldOutExample(
          entry: query.entry, reading: models.read(query.text, scratch),
          without: models.read(query.text, scratch, hiding: query.entry))
      }
    }
    return Array(parts.joined())
  }

  /// Weighs the evidence, with as many kinds as prove themselves on the half that was not fitted.
  private func mix(_ examples: [HeldOutExample]) -> EvidenceMix {
    let usable = examples.compactMap(\.mixExample)
    guard usable.count >= 20 else { return .standard }
    let even = stride(from: 0, to: usable.count, by: 2).map { usable[$0] }
    let odd = stride(from: 1, to: usable.count, by: 2).map { usable[$0] }
    let kinds: [[MatchModels.Evidence]] = [
      [.best, .centroid], [.best, .second, .centroid], [.best, .second, .centroid, .margin],
      [.best, .second, .centroid, .learnedCentroid, .learnedNearest],
      [.best, .second, .centroid, .margin, .learnedCentroid, .learnedNearest],
      MatchModels.Evidence.allCases,
    ]
    var chosen: (loss: Float, kinds: [MatchModels.Evidence])?
    for kinds in kinds {
      let loss =
        EvidenceMix.fit(even, using: kinds).loss(odd)
        + EvidenceMix.fit(odd, using: kinds).loss(even)
      // More parts must earn their cost.
      if loss < (chosen?.loss ?? .infinity) - Self.leastGain { chosen = (loss, kinds) }
    }
    var mix = EvidenceMix.fit(usable, using: chosen?.kinds ?? [.best, .centroid])
    // A kind that nothing was learned for has no weight.
    for kind in MatchModels.Evidence.allCases {
      let isThere = usable.contains { $0.candidates.contains { $0[kind.rawValue] != 0 } }
      if !isThere { mix.weights[kind.rawValue] = 0 }
    }
    return mix
  }
}
