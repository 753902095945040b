import Index
import TestSupport
import Testing
import Training

@Suite("A week of sessions becomes proposals")
struct MiningTests {
  /// A made-up week in the small shop: one thing many ask that it does not know, and one on which
  /// agents contradict each other.
  private static let week: [Transcript] = {
    var sessions: [Transcript] = []
    func add(_ question: String, _ answer: String) {
      let number = sessions.count
      sessions.append(
        Transcript(
          session: "w-\(number)", channel: "web", customer: "c-\(number)",
          messages: [
            TranscriptMessage(from: .customer, text: question),
            TranscriptMessage(from: .agent, text: answer),
          ]))
    }
    let name = "欧阳清越"
    for question in [
      "可以刻字吗", "杯子上能刻名字不", "能不能帮我刻个名字", "刻字收费吗 想刻两个字", "支持刻字服务吗", "想在上面刻字行吗",
    ] {
      add(
        "我叫\(name)，" + question,
        "\(name)您好，可以刻字的，最多刻八个字，刻字免费，刻了以后不能退换哦")
    }
    for question in ["旧壶能折价换新吗", "以旧换新有吗", "有没有以旧换新的活动", "旧的寄回来能抵钱吗 以旧换新那种"] {
      add(question, "可以的，以旧换新旧壶寄回来抵二十块")
      add(question + "啊", "不行哦，我们没有以旧换新，旧壶不回收的")
    }
    return sessions
  }()

  private func mine(
    _ decided: DecidedProposals = DecidedProposals(), leastCustomers: Int = 4
  ) throws -> WeeklyMining.Result {
    let folder = try TemporaryFolder(["week.jsonl": Self.lines(Self.week)])
    var options = MiningOptions()
    options.decided = decided
    options.leastCustomers = leastCustomers
    let shop = try ShopView(try Shared.smallSnapshot.get())
    return try WeeklyMining(shop: shop, options: options).run(paths: [folder.path])
  }

  @Test("What many ask is proposed, with the answer that agents agree on")
  func newEntry() throws {
    let proposals = try mine().proposals
    let engraving = try #require(proposals.first { $0.title.contains("刻") })
    #expect(engraving.kind == .newEntry)
    #expect(engraving.support == Proposal.Support(sessions: 6, customers: 6))
    #expect(engraving.answer.contains("最多刻八个字"))
    #expect(engraving.gain > 0)
  }

  @Test("Contradicting agents are shown with both sides and no answer")
  func conflict() throws {
    let trade = try #require(
      try mine().proposals.first { $0.questions.contains { $0.contains("以旧换新") } })
    #expect(trade.kind == .answerConflict)
    #expect(trade.conflicts.count == 2)
    #expect(trade.answer.isEmpty)
  }

  @Test("Too few customers are no support", arguments: [2, 4, 6, 7, 9])
  func support(_ least: Int) throws {
    for proposal in try mine(leastCustomers: least).proposals where proposal.entry == nil {
      #expect(proposal.support.customers >= least)
    }
  }

  @Test("Nobody's data stands in a proposal")
  func privacy() throws {
    for proposal in try mine().proposals {
      #expect(!ProposalFile.line(proposal).contains("清越"))
    }
  }

  @Test("The same week gives the same bytes, and nothing that was decided")
  func idempotence() throws {
    let first = try mine()
    let second = try mine()
    #expect(first.proposals.map(ProposalFile.line) == second.proposals.map(ProposalFile.line))
    let report = WeekReport(first, version: "v")
    #expect(report.html == WeekReport(second, version: "v").html)
    #expect(report.markdown == WeekReport(second, version: "v").markdown)
    let decided = DecidedProposals(
      first.proposals.map { DecidedProposals.Record($0, .rejected, reason: "不要") })
    #expect(try mine(decided).proposals.isEmpty)
  }

  @Test("What is written can be read")
  func roundTrip() throws {
    let proposals = try mine().proposals
    let text = proposals.map { ProposalFile.line($0) + "\n" }.joined()
    let contents = ProposalFile.parse(Array(text.utf8), file: "p")
    #expect(contents.problems.isEmpty)
    #expect(contents.proposals.map(\.id) == proposals.map(\.id))
  }

  @Test("The reports escape what customers write")
  func escaping() throws {
    var result = try mine()
    result.proposals[0].title = "<script>|x|</script>"
    let report = WeekReport(result, version: "v")
    #expect(!report.html.contains("<script>|"))
    #expect(!report.markdown.contains("<script>"))
    #expect(report.html.contains("color-scheme"))
  }

  private static func lines(_ sessions: [Transcript]) -> String {
    sessions.map { session in
      let messages = session.messages.map {
        #"{"from": "\#($0.from.rawValue)", "text": "\#($0.text)"}"#
      }
      return
        #"{"session": "\#(session.session)", "channel": "web", "customer": "\#(session.customer ?? "")", "messages": [\#(messages.joined(separator: ", "))]}"#
    }.joined(separator: "\n")
  }
}
