import Foundation
import Index
import Matching
import Text

func cpu() -> Double { var t = timespec(); clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t); return Double(t.tv_sec) + Double(t.tv_nsec) * 1e-9 }
func wall() -> Double { var t = timespec(); clock_gettime(CLOCK_MONOTONIC, &t); return Double(t.tv_sec) + Double(t.tv_nsec) * 1e-9 }
func loadSources() -> [String] {
  var result: [String] = []
  let root = "/work/wt/match/knowledge"
  for case let path as String in FileManager.default.enumerator(atPath: root)! where path.hasSuffix(".yaml") {
    let text = try! String(contentsOfFile: root + "/" + path, encoding: .utf8)
    for line in text.split(separator: "\n") where line.hasPrefix("      - ") {
      result.append(String(line.dropFirst(8)).replacingOccurrences(of: "\"", with: ""))
    }
  }
  return result.sorted()
}
func run() throws {
  let args = CommandLine.arguments
  if args[1] == "index" {
    let sources = loadSources()
    print("sources", sources.count)
    let normalizer = Normalizer(try CharacterTables())
    for size in args[2].split(separator: ",").map({ Int($0)! }) {
      var generator = QuestionGenerator(sources: sources, seed: 7)
      let questions = generator.questions(size)
      var other = QuestionGenerator(sources: sources, seed: 99)
      let queries = other.queries(3000)
      let w0 = wall()
      let index = QuestionIndex(questions, normalizer: normalizer)
      let build = wall() - w0
      var writer = SnapshotWriter()
      index.write(to: &writer, "r")
      let bytes = writer.bytes().count
      let scratch = index.scratch(limit: 10)
      var sum1: Float = 0, sum10: Float = 0
      func pass() -> (Double, [Double], Int, Int) {
        var times: [Double] = []
        var scored = 0, read = 0
        let c0 = cpu()
        for query in queries {
          let t = cpu()
          index.search(query, limit: 10, scratch)
          times.append(cpu() - t)
          scored += scratch.retrieval.scoredQuestions
          sum1 += scratch.retrieval.hitCount > 0 ? scratch.retrieval.hit(0).score : 0; sum10 += scratch.retrieval.hitCount > 9 ? scratch.retrieval.hit(9).score : 0
          read += scratch.retrieval.readPostings
        }
        return (cpu() - c0, times, scored, read)
      }
      _ = pass()
      do {
        let cutter = UnitCutter(normalizer); let buffer = UnitBuffer(capacity: 64)
        var units = 0
        let c = cpu()
        for query in queries { cutter.cut(query, into: buffer); units += buffer.count }
        print("cut us", (cpu() - c) / 3000 * 1e6, "units", Double(units) / 3000)
      }
      let settings = [(0, 0)]
      for (g, s) in settings {
        
        let (_, times, scored, read) = pass()
        var total = Double.infinity
        for _ in 0..<7 {
        let c0 = cpu()
        for query in queries { index.search(query, limit: 10, scratch) }
        total = min(total, cpu() - c0)
        }
        sum1 /= 1; defer { sum1 = 0; sum10 = 0 }
        let sorted = times.sorted()
        print("top", sum1 / 6000, sum10 / 6000, "n=\(size) g=\(g) s=\(s) qps=\(Int(Double(queries.count) / total)) us=\(total / Double(queries.count) * 1e6) p50=\(sorted[sorted.count/2]*1e6) p99=\(sorted[sorted.count*99/100]*1e6) max=\(sorted.last!*1e6) scored=\(scored/queries.count) read=\(read/queries.count) build=\(build) bytes/q=\(Double(bytes)/Double(size))")
      }
      if size <= 100_000 {
        var bad = 0
        for query in queries.prefix(size > 20000 ? 100 : 500) {
          index.search(query, limit: 10, scratch)
          let a = (0..<scratch.retrieval.hitCount).map { scratch.retrieval.hit($0) }
          index.searchAll(query, limit: 10, scratch)
          let b = (0..<scratch.retrieval.hitCount).map { scratch.retrieval.hit($0) }
          if a != b { bad += 1; if bad < 3 { print(query, a, b) } }
        }
        print("bad", bad)
      }
    }
  }
  if args[1] == "std" { try stdLab() }
  if args[1] == "class" { try classLab(args) }
}
try run()
