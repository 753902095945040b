internal import Language

/// Reads one row of the entry table; problems are collected.
struct EntryRowReader {
  let file: String
  let products: Set<String>
  private(set) var problems: [Problem] = []
  private var lines: [String: Int] = [:]

  init(file: String, products: Set<String>) {
    self.file = file
    self.products = products
  }

  mutating func report(_ line: Int, _ field: String, _ message: String) {
    problems.append(
      Problem(.error, SourceLocation(file: file, line: line), field: field, message))
  }

  mutating func entry(_ cells: [String: String], line: Int) -> Entry? {
    let before = problems.count
    func text(_ name: String) -> String { cells[name] ?? "" }
    func optional(_ name: String) -> String? { text(name).isEmpty ? nil : text(name) }
    for name in ["id", "title", "answer"] where text(name).isEmpty {
      report(line, name, "is empty; fill it in")
    }
    let id = text("id")
    if let first = lines[id], !id.isEmpty {
      report(line, "id", "'\(id)' stands on line \(first) already; keep one of them")
    }
    lines[id] = line
    let tier = Tier(rawValue: text("tier"))
    if tier == nil {
      let known = Tier.allCases.map(\.rawValue).joined(separator: ", ")
      report(line, "tier", "must be one of \(known), not '\(text("tier"))'")
    }
    checkProduct(id, tier, text("sku"), line)
    let risk = text("risk").isEmpty ? 0 : Int(text("risk"))
    if risk.map({ (0...3).contains($0) }) != true {
      report(line, "risk", "must be a whole number from 0 to 3, not '\(text("risk"))'")
    }
    let declines = flag(text("declines"), line)
    let window = window(text("window"), line)
    guard problems.count == before, let tier, let risk else { return nil }
    let location = SourceLocation(file: file, line: line)
    return Entry(
      id: id, title: text("title"), scope: text("scope"), exclusions: items(text("not")),
      confusables: items(text("confusables")),
      questions: items(text("questions")).map { Question($0, location) }, answer: text("answer"),
      again: optional("again"), live: optional("live"), skill: optional("skill") ?? "售前",
      risk: risk, declines: declines, tier: tier, topic: "", sku: optional("sku"), window: window,
      channel: text("channel") == "any" ? nil : optional("channel"), closed: optional("closed"),
      elsewhere: optional("elsewhere"), location: location)
  }

  private mutating func checkProduct(_ id: String, _ tier: Tier?, _ sku: String, _ line: Int) {
    guard tier == .product else {
      if !sku.isEmpty { report(line, "sku", "is for product entries only; clear it") }
      return
    }
    if !products.contains(sku) {
      report(
        line, "sku",
        "there is no product '\(sku)'; start one by `yingda knowledge new-product` first")
    } else if !id.hasPrefix(sku + ".") {
      report(line, "id", "must begin with the product's '\(sku).', not '\(id)'")
    }
  }

  private mutating func flag(_ text: String, _ line: Int) -> Bool {
    switch text.lowercased() {
    case "true", "yes", "是", "1": return true
    case "", "false", "no", "否", "0": return false
    default:
      report(line, "declines", "must be true or empty, not '\(text)'")
      return false
    }
  }

  private mutating func window(_ text: String, _ line: Int) -> DayWindow? {
    if text.isEmpty || text == "always" { return nil }
    guard let window = DayWindow(text) else {
      report(
        line, "window",
        "must be `always` or two days such as 2026-06-01/2026-06-20, not '\(text)'")
      return nil
    }
    return window
  }

  /// The lines of a cell; Excel parts them by LF, other programs by CR LF.
  private func items(_ cell: String) -> [String] {
    cell.split(whereSeparator: \.isNewline).map(String.init)
  }
}
