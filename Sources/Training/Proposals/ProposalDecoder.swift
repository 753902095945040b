internal import Knowledge

/// Turns one line of JSON into a proposal that makes sense.
enum ProposalDecoder {
  static func decode(_ line: [UInt8]) throws(JSONFault) -> Proposal {
    var scanner = JSONScanner(line)
    let proposal = try decode(&scanner)
    try scanner.expectEnd()
    return proposal
  }

  private static let fields = [
    "id", "kind", "entry", "tier", "sku", "title", "questions", "answer", "support", "evidence",
    "gain", "conflicts",
  ]

  static func decode(_ scanner: inout JSONScanner) throws(JSONFault) -> Proposal {
    var proposal = Proposal(
      id: "", kind: .newEntry, title: "", questions: [],
      support: Proposal.Support(sessions: 0, customers: 0))
    var seen: Set<String> = []
    try scanner.object { (key, scanner) throws(JSONFault) in
      guard seen.insert(key).inserted else {
        throw JSONFault(field: key, reason: "stands twice; keep one")
      }
      try within(key) { () throws(JSONFault) in
        switch key {
        case "id": proposal.id = try scanner.string()
        case "kind": proposal.kind = try word(&scanner)
        case "entry": proposal.entry = try scanner.optionalString()
        case "tier": proposal.tier = try word(&scanner)
        case "sku": proposal.sku = try scanner.optionalString()
        case "title": proposal.title = try scanner.string()
        case "questions": proposal.questions = try strings(&scanner)
        case "answer": proposal.answer = try scanner.optionalString() ?? ""
        case "support": proposal.support = try support(&scanner)
        case "evidence": proposal.evidence = try strings(&scanner)
        case "gain": proposal.gain = try scanner.optionalNumber() ?? 0
        case "conflicts": proposal.conflicts = try sides(&scanner)
        default:
          throw JSONFault(
            reason: "is no field of a proposal; known are \(fields.joined(separator: ", "))")
        }
      }
    }
    for name in ["id", "kind", "tier", "title", "questions"] where !seen.contains(name) {
      throw JSONFault(field: name, reason: "is missing; add it")
    }
    try check(proposal)
    return proposal
  }

  /// Whether a release could make something of it.
  private static func check(_ proposal: Proposal) throws(JSONFault) {
    func demand(_ isFine: Bool, _ field: String, _ reason: String) throws(JSONFault) {
      if !isFine { throw JSONFault(field: field, reason: reason) }
    }
    try demand(!proposal.id.isEmpty, "id", "is empty; give it an id of its own")
    try demand(!proposal.title.isEmpty, "title", "is empty; say in a few words what is asked")
    try demand(proposal.entry != "", "entry", "is empty; write null or an entry's id")
    try demand(proposal.sku != "", "sku", "is empty; write null or a product's SKU")
    for (index, question) in proposal.questions.enumerated() {
      let isLine = !question.isEmpty && !question.contains(where: \.isNewline)
      try demand(isLine, "questions[\(index)]", "must be one line of text; fill it in or remove it")
    }
    try demand(
      0...1 ~= proposal.gain, "gain", "must be a share from 0 to 1, such as 0.004")
    if proposal.tier == .product, proposal.kind == .newEntry {
      try demand(proposal.sku != nil, "sku", "is missing; a product's entry needs its SKU")
    }
    switch proposal.kind {
    case .newEntry:
      try demand(!proposal.questions.isEmpty, "questions", "is empty; give at least one wording")
      try demand(!proposal.answer.isEmpty, "answer", "is empty; a new entry needs its answer")
    case .newQuestions:
      try demand(proposal.entry != nil, "entry", "is missing; name the entry that is asked for")
      try demand(!proposal.questions.isEmpty, "questions", "is empty; give at least one wording")
    case .answerConflict:
      try demand(
        !proposal.conflicts.isEmpty, "conflicts", "is empty; quote the sides that disagree")
    }
  }

  private static func support(_ scanner: inout JSONScanner) throws(JSONFault) -> Proposal.Support {
    var support = Proposal.Support(sessions: 0, customers: 0)
    try scanner.object { (key, scanner) throws(JSONFault) in
      try within(key) { () throws(JSONFault) in
        switch key {
        case "sessions": support.sessions = try count(&scanner)
        case "customers": support.customers = try count(&scanner)
        default: throw JSONFault(reason: "is no field of support; known are sessions, customers")
        }
      }
    }
    return support
  }

  private static func sides(_ scanner: inout JSONScanner) throws(JSONFault) -> [Proposal.Side] {
    var sides: [Proposal.Side] = []
    try scanner.array { (position, scanner) throws(JSONFault) in
      let side = try within("[\(position)]") { () throws(JSONFault) in try Self.side(&scanner) }
      sides.append(side)
    }
    return sides
  }

  private static func side(_ scanner: inout JSONScanner) throws(JSONFault) -> Proposal.Side {
    var quote = ""
    var source: Proposal.Side.Source?
    var sessions: [String] = []
    try scanner.object { (key, scanner) throws(JSONFault) in
      try within(key) { () throws(JSONFault) in
        switch key {
        case "quote": quote = try scanner.string()
        case "source": source = try word(&scanner)
        case "sessions": sessions = try strings(&scanner)
        default:
          throw JSONFault(
            reason: "is no field of a conflict; known are quote, source, sessions")
        }
      }
    }
    guard !quote.isEmpty else { throw JSONFault(field: "quote", reason: "is missing; quote it") }
    guard let source else {
      throw JSONFault(field: "source", reason: "is missing; write knowledge or agents")
    }
    return Proposal.Side(quote: quote, source: source, sessions: sessions)
  }

  private static func word<Word: RawRepresentable<String> & CaseIterable>(
    _ scanner: inout JSONScanner
  ) throws(JSONFault) -> Word {
    let text = try scanner.string()
    guard let word = Word(rawValue: text) else {
      let known = Word.allCases.map(\.rawValue).joined(separator: ", ")
      throw JSONFault(reason: "'\(text)' is not known; write one of \(known)")
    }
    return word
  }

  private static func count(_ scanner: inout JSONScanner) throws(JSONFault) -> Int {
    guard let number = try scanner.optionalNumber(), number >= 0, let count = Int(exactly: number)
    else { throw JSONFault(reason: "must be a whole number from 0") }
    return count
  }

  private static func strings(_ scanner: inout JSONScanner) throws(JSONFault) -> [String] {
    var texts: [String] = []
    try scanner.array { (position, scanner) throws(JSONFault) in
      let text = try within("[\(position)]") { () throws(JSONFault) in try scanner.string() }
      texts.append(text)
    }
    return texts
  }

  /// Puts the name of the enclosing field before the field of a fault.
  private static func within<T>(
    _ field: String, _ body: () throws(JSONFault) -> T
  ) throws(JSONFault) -> T {
    do { return try body() } catch {
      let inner = error.field.map { $0.hasPrefix("[") ? $0 : ".\($0)" } ?? ""
      throw JSONFault(field: field + inner, reason: error.reason)
    }
  }
}
