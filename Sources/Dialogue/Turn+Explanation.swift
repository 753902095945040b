internal import Language
internal import Matching
internal import Shop
internal import Text

/// The trace of a turn.
extension Turn {
  func note(_ name: String, _ details: @autoclosure () -> [String]) {
    trace?.explanation.steps.append(Explanation.Step(name, details()))
  }

  func noteReading(_ reading: Reading) {
    guard trace != nil else { return }
    let analysis = reading.analysis
    note("规范化", [analysis.text.string])
    if !analysis.rewrites.isEmpty {
      note("方言与网络语", analysis.rewrites.map { "\($0.form) → \($0.standard)" })
    }
    note("分词", [analysis.words.map(analysis.string).joined(separator: " ")])
    if !analysis.groups.isEmpty {
      note(
        "同义词",
        analysis.groups.map {
          "\(analysis.string($0.range)) → \(bot.matcher.analyzer.lexicon.groupNames[$0.group])"
        })
    }
    let negated = zip(analysis.units, analysis.negated).filter(\.1).map {
      analysis.string($0.0.range)
    }
    if !negated.isEmpty { note("否定范围", [negated.joined()]) }
    if !analysis.slots.isEmpty {
      note("取值", analysis.slots.map { "\($0.kind.rawValue)：\(analysis.string($0.range))" })
    }
    if let product = reading.product {
      note("商品", ["\(bot.catalogue.products[product].alias)（\(reading.productFrom)）"])
    }
  }

  func noteMatch(_ match: Matcher.Match, _ session: Session) {
    guard trace != nil else { return }
    note(
      "候选",
      match.candidates.prefix(5).map { candidate in
        let name =
          candidate.entry.map { bot.catalogue.entries[$0].id }
          ?? bot.matcher.topics[candidate.topic].name
        return "\(name) \(percent(candidate.probability))"
      })
    note(
      "把握",
      contributions(match).map { "\($0.name) \(signed($0.value))" }
        + ["合计 → \(percent(match.confidence))"])
    note(
      "阈值",
      [
        "回答 ≥ \(percent(answerAt(session)))，给选项 ≥ \(percent(rules.clarifyAt))，不属本店 \(percent(match.outside))"
      ])
  }

  /// What the stated confidence is made of, the shop's own calibration included: log-odds that add
  /// up to it.
  func contributions(_ match: Matcher.Match) -> [(name: String, value: Double)] {
    var parts = bot.matcher.contributions(match.evidence).map {
      (name: $0.name, value: $0.value * rules.slope)
    }
    if rules.offset != 0 { parts.append((name: "本店校准", value: rules.offset)) }
    let rest =
      naturalLogarithm(match.confidence / (1 - match.confidence))
      - parts.reduce(0) { $0 + $1.value }
    if match.isExact {
      parts.append((name: "知识里的原句", value: rest))
    } else if abs(rest) > 1e-6 {
      parts.append((name: "上文支持的相近问法", value: rest))
    }
    return parts
  }

  /// The word without which the message would be understood as something else, the least change
  /// that there is; nil when no single word decides.
  func smallestFlip(
    _ match: Matcher.Match, _ reading: Reading, _ session: Session
  ) -> String? {
    guard let first = match.candidates.first, reading.analysis.words.count > 1 else { return nil }
    let analysis = reading.analysis
    let bytes = Array(reading.text.utf8)
    var best: (word: String, other: Matcher.Match)?
    for word in analysis.words {
      let cut = analysis.originalRange(word)
      let rest = String(
        decoding: bytes[..<cut.lowerBound] + bytes[cut.upperBound...], as: UTF8.self)
      let (_, other) = readAlone(rest, reading, session)
      guard let winner = other.candidates.first, winner.topic != first.topic else { continue }
      if word.count < (best?.word.unicodeScalars.count ?? .max) {
        best = (analysis.string(word), other)
      }
    }
    guard let best, let winner = best.other.candidates.first else { return nil }
    let name =
      winner.entry.map { bot.catalogue.entries[$0].id } ?? bot.matcher.topics[winner.topic].name
    return "去掉“\(best.word)”就会是 \(name)（把握 \(percent(best.other.confidence))）"
  }

  func percent(_ value: Double) -> String {
    let tenths = Int((value * 1000).rounded())
    return "\(tenths / 10).\(tenths % 10)%"
  }

  func signed(_ value: Double) -> String {
    let hundredths = Int((abs(value) * 100).rounded())
    let rest = hundredths % 100
    return "\(value < 0 ? "−" : "+")\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
  }
}
