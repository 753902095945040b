import TestSupport
import Testing
import Training

@Suite("Transcripts are read line by line, and broken ones are told")
struct ReadingTests {
  private static let good = """
    {"session": "a", "customer": "c-1", "messages": [{"from": "customer", "text": "在吗"}]}
    """

  private func read(
    _ files: [String: String], from start: ReadingPosition? = nil
  ) throws -> (sessions: [Transcript], report: ReadingReport, places: [ReadingPosition]) {
    let folder = try TemporaryFolder(files)
    var sessions: [Transcript] = []
    var places: [ReadingPosition] = []
    let report = try TranscriptReader(paths: [folder.path]).read { transcript, place in
      sessions.append(transcript)
      places.append(place)
    }
    return (sessions, report, places)
  }

  @Test(
    "A broken line is counted and told with its field; the others are read",
    arguments: [
      ("{", nil),
      ("not json", nil),
      (#"{"messages": []}"#, "session"),
      (#"{"session": "x"}"#, "messages"),
      (#"{"session": "x", "messages": [{"from": "robot", "text": "a"}]}"#, "messages[0].from"),
      (#"{"session": "x", "messages": [{"from": "agent"}]}"#, "messages[0].text"),
      (#"{"session": "x", "messages": {}}"#, "messages"),
      (#"{"session": [], "messages": []}"#, "session"),
    ] as [(String, String?)])
  func brokenLines(_ line: String, _ field: String?) throws {
    let result = try read(["a.jsonl": [Self.good, line, Self.good].joined(separator: "\n")])
    #expect(result.sessions.count == 2)
    #expect(result.report.brokenLines == 1)
    let problem = try #require(result.report.problems.first)
    #expect(problem.line == 2)
    #expect(!problem.reason.isEmpty)
    if let field { #expect(problem.field == field) }
  }

  @Test("Empty lines, a missing last newline and CR LF are no faults")
  func lineEnds() throws {
    let result = try read(["a.jsonl": Self.good + "\r\n\r\n\n" + Self.good])
    #expect(result.sessions.count == 2)
    #expect(result.report.brokenLines == 0)
  }

  @Test("Fields that nobody knows are kept")
  func unknownFields() throws {
    let line =
      #"{"session": "a", "queue": 3, "messages": [{"from": "bot", "text": "x", "k": "v"}]}"#
    let session = try #require(try read(["a.jsonl": line]).sessions.first)
    #expect(session.extra == [ExtraField(name: "queue", json: "3")])
    #expect(session.messages[0].extra == [ExtraField(name: "k", json: "\"v\"")])
  }

  @Test("Reading goes on where it stopped")
  func resuming() throws {
    let lines = (0..<5).map { Self.good.replacing("\"a\"", with: "\"s\($0)\"") }
    let folder = try TemporaryFolder(["a.jsonl": lines.joined(separator: "\n")])
    var places: [ReadingPosition] = []
    _ = try TranscriptReader(paths: [folder.path]).read { places.append($1) }
    for (index, place) in places.enumerated() {
      var rest: [String] = []
      _ = try TranscriptReader(paths: [folder.path]).read(from: place) { transcript, _ in
        rest.append(transcript.session)
      }
      #expect(rest == (index + 1..<5).map { "s\($0)" })
    }
  }

  @Test("A table with one row a message becomes sessions, also interleaved ones")
  func tables() throws {
    let table = """
      会话ID,发送方,消息内容,发送时间,商品编码
      1,买家,"在吗,
      有人吗",2026-11-09 08:56:10,t-down
      2,顾客,多少钱,2026/11/9 8:57,
      1,客服,在的,2026-11-09 08:57:00,t-down
      2,火星人,?,2026/11/9 8:57,
      """
    let result = try read(["a.csv": table])
    #expect(result.sessions.map(\.session) == ["1", "2"])
    #expect(result.sessions[0].messages.map(\.from) == [.customer, .agent])
    #expect(result.sessions[0].messages[0].text == "在吗,\n有人吗")
    #expect(result.sessions[0].sku == "t-down")
    #expect(result.report.brokenLines == 1)
    #expect(result.report.problems.first?.line == 6)
  }

  @Test("A table without the columns it needs is told so")
  func missingColumns() throws {
    let result = try read(["a.csv": "会话ID,时间\n1,2026-11-09 08:56"])
    #expect(result.sessions.isEmpty)
    #expect(result.report.problems.first?.field == "sender")
  }

  @Test("What is not there is an error")
  func notFound() {
    #expect(throws: ReadingError.notFound(path: "/nowhere/at/all")) {
      try TranscriptReader(paths: ["/nowhere/at/all"]).read { _, _ in }
    }
  }
}
