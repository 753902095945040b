import Training

/// Words how good reading, masking and mining are on labelled sessions.
struct TrainingMeasurement {
  let shop: ShopView
  let gold: String
  let topics: String?

  /// The figures, with what to look at below them.
  func text(_ paths: [String], _ proposals: [Proposal]) throws -> String {
    let labelled = try SessionGold.read(file: gold)
    let byID = Dictionary(labelled.map { ($0.session, $0) }) { first, _ in first }
    let masker = PrivacyMasker(publicNames: shop.publicNames)
    var transcripts: [Training.Transcript] = []
    var masked: [MaskedTranscript] = []
    var census = MacroCensus()
    _ = try TranscriptReader(paths: paths).read { transcript, _ in
      guard byID[transcript.session] != nil else { return }
      let clean = masker.mask(transcript)
      census.add(clean)
      transcripts.append(transcript)
      masked.append(clean)
    }
    let reader = SessionReader(macros: census)
    var privacy = PrivacyMeasure()
    var understanding = UnderstandingMeasure()
    var gold: [SessionGold] = []
    for (transcript, clean) in zip(transcripts, masked) {
      guard let session = byID[transcript.session] else { continue }
      gold.append(session)
      privacy.add(transcript, clean, gold: session)
      understanding.add(reader.read(clean), gold: session)
    }
    var lines = figures(privacy, understanding)
    var details = privacy.missed.map { "未打码  \($0.session) \($0.message): \($0.text)" }
    details += privacy.overmasked.map { "误打码  \($0.session) \($0.message): \($0.text)" }
    if let topics {
      let measure = ProposalMeasure(
        proposals, gold: gold, transcripts: transcripts,
        topics: try PlantedTopics.read(file: topics))
      lines += figures(measure)
      details += measure.leaks.map { "泄漏  \($0)" }
      details += measure.differences.map { "提案  \($0)" }
    }
    details += understanding.differences.map { "配对  \($0)" }
    return (lines + [""] + details).joined(separator: "\n")
  }

  private func figures(_ privacy: PrivacyMeasure, _ linked: UnderstandingMeasure) -> [String] {
    [
      line("个人信息打码", privacy.masked, privacy.strings),
      line("误打码的片段", privacy.overmasked.count, privacy.spans),
      line("找到的问题", linked.found, linked.questions),
      line("提问的那条消息找对", linked.foundExactly, linked.questions),
      line("答复有交集", linked.answersOverlapping, linked.questions),
      line("答复完全一致", linked.answersExact, linked.questions),
      line("多找出的问题", linked.unlabelled, linked.emitted),
    ]
  }

  private func figures(_ measure: ProposalMeasure) -> [String] {
    [
      line("埋设的话题找到", measure.topics.hits, measure.topics.total),
      line("不够支持却提了", measure.belowSupport.hits, measure.belowSupport.total),
      line("新条目提得对", measure.entries.hits, measure.entries.total),
      line("矛盾显示出来", measure.conflicts.hits, measure.conflicts.total),
      "矛盾话题只给一方答复  \(measure.silentConflicts)",
      line("问法归对", measure.wordings.hits, measure.wordings.total),
      line("其中归到已有条目", measure.knownWordings.hits, measure.knownWordings.total),
      "提案里的个人信息  \(measure.leaks.count)",
    ]
  }

  private func line(_ name: String, _ hits: Int, _ total: Int) -> String {
    let share = total == 0 ? "–" : Figures.percent(Double(hits) / Double(total))
    return "\(name)  \(hits)/\(total)  \(share)"
  }
}
