internal import Language

/// Ids stand once, and what is referred to exists.
struct ReferenceCheck {
  private let base: KnowledgeBase
  private let entries: [String: Entry]

  init(_ base: KnowledgeBase) {
    self.base = base
    entries = Dictionary(base.entries.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  func run(_ findings: inout Findings) {
    unique(base.entries.map { ($0.id, $0.location) }, "id", &findings)
    unique(base.products.map { ($0.sku, $0.location) }, "sku", &findings)
    unique(base.situations.map { ($0.id, $0.location) }, "id", &findings)
    unique(base.sharedAttributes.map { ($0.attribute, $0.location) }, "attribute", &findings)
    for entry in base.entries {
      confusables(entry, &findings)
      for exclusion in entry.exclusions { target(of: exclusion, in: entry, &findings) }
    }
    for attribute in base.sharedAttributes {
      for id in attribute.fallbacks { require(id, attribute.location, "fallbacks", &findings) }
    }
    for situation in base.situations {
      for id in situation.related { require(id, situation.location, "related", &findings) }
    }
    for id in base.shop.welcome { require(id, base.shop.location, "welcome", &findings) }
    for reply in base.shop.autoReplies {
      if let id = reply.entry { require(id, reply.location, "auto_replies.entry", &findings) }
    }
    patterns(base.shop.courtesies, base.shop.location, "courtesies", &findings)
    patterns(base.shop.aboutTalk, base.shop.location, "about_talk", &findings)
    for matter in base.shop.matters {
      patterns(matter, base.shop.location, "matters", &findings)
    }
    for label in base.shop.labels {
      patterns(label.entries, label.location, "labels.entries", &findings)
    }
  }

  private func patterns(
    _ patterns: [String], _ location: SourceLocation, _ field: String, _ findings: inout Findings
  ) {
    for pattern in patterns where !matchesAny(pattern) {
      findings.error(
        .unknownID, location, field,
        "没有编号为“\(pattern)”的条目；写条目的编号，或编号的开头加星号，例如 ship.*")
    }
  }

  private func unique(
    _ ids: [(String, SourceLocation)], _ field: String, _ findings: inout Findings
  ) {
    var seen: [String: SourceLocation] = [:]
    for (id, location) in ids {
      if let first = seen[id] {
        findings.error(
          .duplicateID, location, field, "“\(id)”在 \(first) 已经用过；换一个编号，或并成一条")
      } else {
        seen[id] = location
      }
    }
  }

  private func require(
    _ id: String, _ location: SourceLocation, _ field: String, _ findings: inout Findings
  ) {
    guard entries[id] == nil else { return }
    let hint = closest(to: id).map { "；是不是“\($0)”？" } ?? "；"
    findings.error(.unknownID, location, field, "没有编号为“\(id)”的条目\(hint)改正或删去")
  }

  private func matchesAny(_ pattern: String) -> Bool {
    guard pattern.hasSuffix("*") else { return entries[pattern] != nil }
    return entries.keys.contains { $0.hasPrefix(pattern.dropLast()) }
  }

  private func confusables(_ entry: Entry, _ findings: inout Findings) {
    for id in entry.confusables {
      if id == entry.id {
        findings.error(.unknownID, entry.location, "confusables", "列了条目自己；删去“\(id)”")
      } else if let other = entries[id] {
        guard !other.confusables.contains(entry.id) else { continue }
        findings.warning(
          .asymmetricConfusable, entry.location, "confusables",
          "列了“\(id)”，它却没有列“\(entry.id)”；在 \(other.location) 补上，或从这里删去")
      } else {
        require(id, entry.location, "confusables", &findings)
      }
    }
  }

  /// An exclusion names ids after its last arrow, several with commas between them.
  private func target(of exclusion: String, in entry: Entry, _ findings: inout Findings) {
    guard let arrow = exclusion.lastIndex(of: "→") else {
      findings.error(
        .unknownID, entry.location, "not", "“\(exclusion)”没有箭头；写成“情形→应归的编号”")
      return
    }
    let target = exclusion[exclusion.index(after: arrow)...]
    guard target.allSatisfy(\.isASCII) else {
      findings.warning(
        .unknownID, entry.location, "not", "“\(exclusion)”的箭头后面不是编号；写条目的编号")
      return
    }
    for id in target.split(whereSeparator: { $0 == "," || $0 == " " }) {
      require(String(id), entry.location, "not", &findings)
    }
  }

  /// An id that differs in a typing error: the same letters but for one added, lost or changed.
  private func closest(to id: String) -> String? {
    let wanted = Array(id.utf8)
    return base.entries.map(\.id).filter { Self.differsByOne(wanted, Array($0.utf8)) }.min()
  }

  private static func differsByOne(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    guard abs(left.count - right.count) <= 1 else { return false }
    let front = zip(left, right).prefix { $0 == $1 }.count
    let back = zip(left.reversed(), right.reversed()).prefix { $0 == $1 }.count
    return front + back >= max(left.count, right.count) - 1
  }
}
