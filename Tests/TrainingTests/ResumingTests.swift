import Foundation
import Index
import TestSupport
import Testing
import Training

@Suite("Mining that was killed goes on where it was")
struct ResumingTests {
  private static let sessions = 3_400
  private static let asked = [
    ("可以刻字吗", "可以刻字的，最多刻八个字，刻字免费，刻了以后不能退换哦"), ("什么时候发货", "48小时内发货的"),
    ("能不能帮我刻个名字", "可以刻字的，最多刻八个字，刻字免费"), ("包邮吗", "满99元包邮的亲"),
  ]

  /// A week as lines, with a broken line now and then.
  private static func lines() -> String {
    (0..<sessions).map { number in
      if number % 700 == 699 { return "{broken" }
      let (question, answer) = asked[number % asked.count]
      return #"{"session": "s-\#(number)", "customer": "c-\#(number)", "messages": "#
        + #"[{"from": "customer", "text": "\#(question) \#(number % 7)"}, "#
        + #"{"from": "agent", "text": "\#(answer)"}]}"#
    }.joined(separator: "\n") + "\n"
  }

  /// The same as a table in which the rows of three sessions lie between each other.
  private static func table() -> String {
    var rows = ["session,sender,text,customer"]
    for block in stride(from: 0, to: sessions, by: 3) {
      let members = block..<min(block + 3, sessions)
      for number in members {
        let (question, _) = asked[number % asked.count]
        rows.append("s-\(number),customer,\(question) \(number % 7),c-\(number)")
      }
      if block % 900 == 0 { rows.append("s-x,martian,?,c") }
      for number in members { rows.append("s-\(number),agent,\(asked[number % 4].1),c-\(number)") }
    }
    return rows.joined(separator: "\n") + "\n"
  }

  private func mine(
    _ week: TemporaryFolder, journal: String?, progress: (ReadingProgress) -> Void = { _ in }
  ) throws -> WeeklyMining.Result {
    try WeeklyMining(shop: try ShopView(try Shared.smallSnapshot.get()))
      .run(paths: [week.path], journal: journal, progress: progress)
  }

  private func expectSame(_ left: WeeklyMining.Result, _ right: WeeklyMining.Result) {
    #expect(left.proposals.map(ProposalFile.line) == right.proposals.map(ProposalFile.line))
    #expect(left.figures == right.figures)
    #expect(left.reading == right.reading)
    #expect(
      WeekReport(left, version: "v").markdown == WeekReport(right, version: "v").markdown)
  }

  @Test(
    "A run from any batch on ends as a whole one does, and reads no batch again",
    arguments: ["week.jsonl", "week.csv"])
  func resuming(_ name: String) throws {
    let week = try TemporaryFolder([name: name == "week.csv" ? Self.table() : Self.lines()])
    let whole = try mine(week, journal: nil)
    #expect(!whole.proposals.isEmpty)
    let state = try TemporaryFolder()
    let journal = state.path + "/mining"
    // What stands on disk after each batch, as if the run had been killed there.
    var copies: [String] = []
    let first = try mine(week, journal: journal) { progress in
      let copy = state.path + "/copy-\(copies.count)"
      guard progress.sessions.isMultiple(of: 1_000) else { return }
      try? FileManager.default.copyItem(atPath: journal, toPath: copy)
      copies.append(copy)
    }
    expectSame(first, whole)
    #expect(!FileManager.default.fileExists(atPath: journal))
    #expect(copies.count == 3)
    for (number, copy) in copies.enumerated() {
      let file = try #require(
        try FileManager.default.contentsOfDirectory(atPath: copy).first.map { copy + "/" + $0 })
      // The kill came while the next batch was being written.
      let handle = try #require(FileHandle(forWritingAtPath: file))
      try handle.seekToEnd()
      try handle.write(contentsOf: Data(#"{"position":{"file":"#.utf8))
      try handle.close()
      var least = Int.max
      let resumed = try mine(week, journal: copy) { least = min(least, $0.sessions) }
      expectSame(resumed, whole)
      #expect(least > (number + 1) * 1_000)
      #expect(!FileManager.default.fileExists(atPath: copy))
    }
  }

  @Test("A journal of other files, or one that cannot be understood, is not taken up")
  func otherWeeks() throws {
    let week = try TemporaryFolder(["week.jsonl": Self.lines()])
    let whole = try mine(week, journal: nil)
    let state = try TemporaryFolder()
    let journal = state.path + "/mining"
    var isCopied = false
    _ = try mine(week, journal: journal) { progress in
      guard !isCopied, progress.sessions >= 2_000 else { return }
      isCopied = true
      try? FileManager.default.copyItem(atPath: journal, toPath: state.path + "/copy")
    }
    let name = try #require(
      try FileManager.default.contentsOfDirectory(atPath: state.path + "/copy").first)
    try Data("{}\n{}\n".utf8).write(to: URL(fileURLWithPath: state.path + "/copy/" + name))
    expectSame(try mine(week, journal: state.path + "/copy"), whole)
    let other = try TemporaryFolder(["week.jsonl": Self.lines() + Self.lines()])
    let more = try mine(other, journal: state.path + "/copy")
    #expect(more.reading.sessions == 2 * whole.reading.sessions)
  }
}
