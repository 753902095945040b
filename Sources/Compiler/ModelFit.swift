internal import Dispatch
internal import Index
internal import Knowledge
internal import Language
internal import Matching
internal import Text

/// Fits the learned parts of a snapshot: vocabulary, networks and confidence.
struct ModelFit {
  let base: KnowledgeBase
  let plan: TopicPlan
  let analyzer: Analyzer
  let options: CompileOptions
  let progress: @Sendable (Double, String) -> Void

  /// Whether a document is kept from the networks, so that they can be judged on wordings that
  /// they do not know.
  private func isHeldOut(_ index: Int) -> Bool {
    plan.documents[index].isQuestion && index % options.heldOutEvery == options.heldOutRest
  }

  private static let weights: [Channel: Float] = [
    .unit: 1, .pair: 0.7, .group: 0.5, .sound: 0.4, .word: 0.3, .structure: 0.3, .context: 0.5,
  ]
  private static let least: [Channel: Int] = [.pair: 2, .group: 2, .sound: 2, .word: 2]

  /// Fits everything and adds it to the snapshot.
  func write(to writer: inout SnapshotWriter) throws(SnapshotError) {
    progress(0.05, "reading the wordings")
    let texts = prepare()
    let documents = texts.map(\.original)
    let context = base.products.indices.map(FeatureExtractor.contextFeature)
    let vocabulary = Vocabulary(
      documents: documents + [context],
      weights: Self.weights.filter { options.channels.contains($0.key) },
      least: documents.count < 500 ? [:] : Self.least)
    vocabulary.write(to: &writer, "model.vocabulary")
    writer.add("model.topics", records: plan.topics.map(\.record))
    writer.add(
      "model.productOfEntry",
      base.entries.map { entry in
        Int32(entry.sku.flatMap { sku in base.products.firstIndex { $0.sku == sku } } ?? -1)
      })
    writer.add("model.fallbacks", fallbacks())
    writeWordings(texts, vocabulary, to: &writer)
    let networks = train(texts, vocabulary)
    NetworkWeights.write(networks, to: &writer, "model.networks")

    progress(0.95, "judging confidence")
    var trial = writer
    trial.add(
      "model.confidence", [Double](repeating: 0, count: Evidence.names.count + 1))
    let matcher = try Matcher(try Snapshot(bytes: trial.bytes()))
    let confidence = fitConfidence(matcher)
    writer.add("model.confidence", confidence.weights + [confidence.bias])
  }

  /// The features of a document and of its changed forms.
  private struct Prepared {
    var original: [Feature] = []
    var variants: [[Feature]] = []
    /// By what the wording is recognised as it stands.
    var key: UInt64?
  }

  private func prepare() -> [Prepared] {
    let documents = plan.documents
    let augmenter = Augmenter(base, tables: analyzer.normalizer.tables, lexicon: analyzer.lexicon)
    return inParallel(documents.count) { index in
      let document = documents[index]
      let analysis = analyzer.analyze(document.text)
      var prepared = Prepared()
      prepared.original = FeatureExtractor.features(of: analysis, sku: nil)
      prepared.key = ExactTable.key(of: analysis)
      guard document.isQuestion else { return prepared }
      var random = SeededGenerator(seed: UInt64(index) &* 7919 &+ 17)
      prepared.variants = (0..<options.variants).map { _ in
        let variant = augmenter.variant(
          of: analysis, sku: document.sku ?? document.skus.first, &random)
        return FeatureExtractor.features(of: analyzer.analyze(variant), sku: nil)
      }
      return prepared
    }
  }

  private func writeWordings(
    _ texts: [Prepared], _ vocabulary: Vocabulary, to writer: inout SnapshotWriter
  ) {
    let known = plan.documents.indices.filter {
      plan.documents[$0].isQuestion || plan.documents[$0].weight == TopicPlan.titleWeight
    }
    let wordings = inParallel(known.count) { place in
      let (rows, mass) = vocabulary.wording(of: texts[known[place]].original)
      return Nearest.Wording(topic: plan.documents[known[place]].topic, rows: rows, mass: mass)
    }
    let exact = known.compactMap { index in
      texts[index].key.map { (key: $0, topic: plan.documents[index].topic) }
    }
    Nearest.write(wordings, topics: plan.topics.count, to: &writer)
    ExactTable.write(exact, to: &writer)
  }

  /// Attribute, number of topics, topics; for each attribute with fallbacks.
  private func fallbacks() -> [Int32] {
    var numbers: [Int32] = []
    for shared in base.sharedAttributes where !shared.fallbacks.isEmpty {
      guard
        let attribute = plan.topics.firstIndex(where: {
          $0.kind == .attribute && $0.name == shared.attribute
        })
      else { continue }
      let topics = shared.fallbacks.compactMap { id in
        plan.topics.firstIndex { $0.kind == .entry && $0.name == id }
      }
      guard !topics.isEmpty else { continue }
      numbers += [Int32(attribute), Int32(topics.count)] + topics.map(Int32.init)
    }
    return numbers
  }

  /// What a document is trained by.
  private struct Sample {
    /// Its own form and the changed ones, of all vectors.
    let forms: Range<Int>
    let document: Int
  }

  /// Trains the members of the ensemble, each on its own core.
  private func train(_ texts: [Prepared], _ vocabulary: Vocabulary) -> [NetworkWeights] {
    var vectors = FeatureVectors()
    var samples: [Sample] = []
    let formsOfDocuments = inParallel(texts.count) { index in
      [vocabulary.vector(of: texts[index].original)]
        + texts[index].variants.map(vocabulary.vector)
    }
    for (index, forms) in formsOfDocuments.enumerated() {
      let start = vectors.count
      for form in forms { vectors.append(form) }
      if !isHeldOut(index) { samples.append(Sample(forms: start..<vectors.count, document: index)) }
    }
    let contextRows = base.products.indices.map {
      vocabulary.row(of: FeatureExtractor.contextFeature($0).key)
    }
    let contextWeight = vocabulary.weight(of: .context)
    let documents = plan.documents
    let products = base.products.count
    let (trained, known) = (vectors, samples)
    return inParallel(options.members) { member in
      var plan = options.training
      plan.seed = UInt64(member + 1)
      var trainer = NetworkTrainer(
        rows: vocabulary.count, classes: self.plan.topics.count, plan: plan)
      let epochs = Double(plan.epochs)
      trainer.train(count: known.count, on: trained) { place, random in
        let forms = known[place].forms
        let index = known[place].document
        let form =
          forms.count == 1 || random.unit() < options.originalShare
          ? 0 : 1 + random.below(forms.count - 1)
        let product = Self.product(of: documents[index], products, &random)
        return TrainingExample(
          vector: forms.lowerBound + form,
          addition: product.flatMap { contextRows[$0] }.map { ($0, contextWeight) },
          label: documents[index].topic, weight: documents[index].weight)
      } progress: { epoch, _ in
        if member == 0 { progress(0.1 + 0.85 * Double(epoch + 1) / epochs, "learning") }
      }
      return trainer.network()
    }
  }

  /// The product on whose page the message might have been sent.
  private static func product(
    of document: TopicPlan.Document, _ products: Int, _ random: inout SeededGenerator
  ) -> Int? {
    if let sku = document.sku { return random.unit() < 0.7 ? sku : nil }
    if !document.skus.isEmpty {
      return random.unit() < 0.7 ? document.skus[random.below(document.skus.count)] : nil
    }
    return products > 0 && random.unit() < 0.4 ? random.below(products) : nil
  }

  /// Fits the probability that the first candidate is right, on wordings kept from the networks.
  private func fitConfidence(_ matcher: Matcher) -> LogisticRegression {
    var rows: [[Double]] = []
    var labels: [Bool] = []
    for judgement in judgeHeldOut(matcher) {
      let isOutside = plan.topics[plan.documents[judgement.document].topic].kind == .outside
      for _ in 0..<(isOutside ? 3 : 1) {
        rows.append(judgement.match.evidence.features)
        labels.append(judgement.rank == 0)
      }
    }
    return LogisticRegression.fit(rows: rows, labels: labels, ridge: 1)
  }

  /// A wording kept from the networks, as they match it.
  struct HeldOutMatch: Sendable {
    let document: Int
    let match: Matcher.Match
    /// The place of the right topic among the candidates; nil when it is not among them.
    let rank: Int?
  }

  /// Matches the wordings kept from the networks.
  func judgeHeldOut(_ matcher: Matcher) -> [HeldOutMatch] {
    let documents = plan.documents
    let products = base.products.count
    let heldOut = documents.indices.filter(isHeldOut)
    return inParallel(heldOut.count) { place in
      let document = documents[heldOut[place]]
      var random = SeededGenerator(seed: UInt64(place))
      let prior = Matcher.Prior(product: Self.product(of: document, products, &random))
      let match = matcher.match(heldOut: analyzer.analyze(document.text), prior: prior)
      let rank = match.candidates.firstIndex { candidate in
        candidate.topic == document.topic
          || matcher.isFallback(candidate.topic, of: document.topic)
      }
      return HeldOutMatch(document: heldOut[place], match: match, rank: rank)
    }
  }

  /// Computes values on all cores; the result does not depend on their number.
  private func inParallel<Value: Sendable>(
    _ count: Int, _ value: @Sendable (Int) -> Value
  ) -> [Value] {
    guard count > 0 else { return [] }
    let results = UnsafeMutablePointer<Value?>.allocate(capacity: count)
    results.initialize(repeating: nil, count: count)
    defer {
      results.deinitialize(count: count)
      results.deallocate()
    }
    // Safe: each index is written by one iteration and read after all have ended.
    nonisolated(unsafe) let slots = results
    DispatchQueue.concurrentPerform(iterations: min(count, 64)) { part in
      for index in stride(from: part, to: count, by: min(count, 64)) { slots[index] = value(index) }
    }
    return (0..<count).compactMap { slots[$0] }
  }
}
