import Foundation
import Index
import Matching
import Text
func readJSONL(_ path: String) -> [(String, String)] {
  let text = try! String(contentsOfFile: path, encoding: .utf8)
  return text.split(separator: "\n").map { let o = try! JSONSerialization.jsonObject(with: Data($0.utf8)) as! [String: String]; return (o["text"]!, o["intent"]!) }
}
func dataset(_ name: String, shots: Int?) -> (entries: [FAQEntry], test: [(String, Int)], oos: [String]) {
  let root = "/work/shared/public/"
  let raw = readJSONL(root + name + "_en.train.jsonl")
  let names = Array(Set(raw.map(\.1))).sorted()
  let ids = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
  var entries = names.map { FAQEntry(id: $0, questions: []) }
  for (t, i) in raw { let id = ids[i]!; if let shots, entries[id].questions.count >= shots { continue }; entries[id].questions.append(t) }
  let test = readJSONL(root + name + "_en.test.jsonl").map { ($0.0, ids[$0.1]!) }
  let oos = name == "clinc150" ? readJSONL(root + "clinc150_en.oos.jsonl").map(\.0) : []
  return (entries, test, oos)
}
func shop(_ shots: Int) -> (entries: [FAQEntry], test: [(String, Int)], oos: [String]) {
  var entries: [FAQEntry] = []; var test: [(String, Int)] = []
  let root = "/work/wt/match/knowledge"
  var id = ""
  var all: [(String, [String])] = []
  for case let path as String in FileManager.default.enumerator(atPath: root)!.allObjects.map({ $0 as! String }).sorted() where path.hasSuffix(".yaml") && (path.hasPrefix("general") || path.hasPrefix("promo")) {
    let text = try! String(contentsOfFile: root + "/" + path, encoding: .utf8)
    for line in text.split(separator: "\n") {
      if line.hasPrefix("  - id: ") { id = String(line.dropFirst(8)); all.append((id, [])) }
      if line.hasPrefix("      - "), !line.contains("→"), !all.isEmpty { all[all.count - 1].1.append(String(line.dropFirst(8)).replacingOccurrences(of: "\"", with: "")) }
    }
  }
  for (id, q) in all where q.count > shots {
    entries.append(FAQEntry(id: id, questions: Array(q.prefix(shots))))
    for t in q.dropFirst(shots).suffix(8) { test.append((t, entries.count - 1)) }
  }
  return (entries, test, [])
}
func auc(_ a: [Float], _ b: [Float]) -> Double { var s = 0.0; for x in a { for y in b { s += x > y ? 1 : x == y ? 0.5 : 0 } }; return s / Double(max(1, a.count * b.count)) }
func classLab(_ args: [String]) throws {
  let normalizer = Normalizer(try CharacterTables())
  let shots = Int(args[3]).flatMap { $0 > 0 ? $0 : nil }
  let d = args[2] == "shop" ? shop(shots ?? 1000) : dataset(args[2], shots: shots)
  print("entries", d.entries.count, "test", d.test.count)
  let w = wall()
  func pcpu() -> Double { var t = timespec(); clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t); return Double(t.tv_sec) + Double(t.tv_nsec) * 1e-9 }
  let c = pcpu()
  let faq = try FAQMatcher.build(entries: d.entries, normalizer: normalizer) { print("  ", $0) }
  let matcher: any EntryRanker = args.count > 4 ? try Baseline(rawValue: args[4])!.ranker(d.entries, normalizer: normalizer) : faq
  print("cores", Parallel.cores); print(String(format: "build wall %.1f cpu %.1f", wall() - w, pcpu() - c), faq.report)
  var right = 0, r5 = 0, rr = 0.0
  var inScores: [Float] = [], rightScores: [Float] = [], wrongScores: [Float] = []
  var bins = [(Double, Double, Double)](repeating: (0, 0, 0), count: 15)
  let t = cpu()
  for (text, label) in d.test {
    let r = matcher.rank(text, top: 10)
    let rank = r.firstIndex { $0.entry == label }
    if rank == 0 { right += 1 }
    if let rank { rr += 1 / Double(rank + 1); if rank < 5 { r5 += 1 } }
    let s = r.first?.score ?? 0
    inScores.append(s)
    if rank == 0 { rightScores.append(s) } else { wrongScores.append(s) }
    let b = min(14, Int(s * 15)); bins[b].0 += 1; bins[b].1 += Double(s); bins[b].2 += rank == 0 ? 1 : 0
  }
  let us = (cpu() - t) / Double(d.test.count) * 1e6
  let ece = bins.reduce(0.0) { $0 + abs($1.1 - $1.2) } / Double(d.test.count)
  let out = d.oos.map { matcher.rank($0, top: 1).first?.score ?? 0 }
  print(String(format: "R@1 %.4f R@5 %.4f MRR %.4f oosAUC %.4f correctAUC %.4f ECE %.4f us/query %.0f", Double(right) / Double(d.test.count), Double(r5) / Double(d.test.count), rr / Double(d.test.count), auc(inScores, out), auc(rightScores, wrongScores), ece, us))
}

func stdLab() throws {
  let normalizer = Normalizer(try CharacterTables())
  let a = shop(1), b = dataset("clinc150", shots: 1), c = dataset("banking77", shots: 1)
  labStandard([(a.entries, a.test), (b.entries, b.test), (c.entries, c.test)], normalizer: normalizer) { print($0) }
}
