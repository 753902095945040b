import Evaluation
import Foundation
import Release
import TestSupport
import Testing
import Training

@Suite struct ReviewSheetTests {
  private func review(_ folder: TemporaryFolder) throws -> Review {
    var review = try Review(StateFolder(folder.path), entries: ["ship.when", "ship.fee"])
    _ = try review.add(Sample.proposals)
    return review
  }

  @Test func aSheetAsWrittenChangesNothing() throws {
    let folder = try TemporaryFolder()
    var review = try review(folder)
    let text = ReviewSheet.text(review.state.waiting)
    #expect(try review.apply(text, file: "sheet") == 0)
    #expect(folder.bytes("review.jsonl") == nil)
  }

  @Test func applyingTwiceIsApplyingOnce() throws {
    let folder = try TemporaryFolder()
    var review = try review(folder)
    let sheet = ReviewSheet.text(review.state.waiting)
      .replacing("[p-1] 待定", with: "[p-1] 接受")
      .replacing("四个字以内～", with: "六个字以内～\n  大字另算")
      .replacing("[p-2] 待定", with: "[p-2] 并入 ship.fee")
      .replacing("[p-3] 待定", with: "[p-3] 驳回 等老板定")
      .replacing("[p-4] 待定", with: "[p-4] 以后")
    #expect(try review.apply(sheet, file: "sheet") == 5)
    let state = review.state
    let bytes = folder.bytes("review.jsonl")
    #expect(try review.apply(sheet, file: "sheet") == 0)
    #expect(review.state == state)
    #expect(folder.bytes("review.jsonl") == bytes)
    #expect(state.accepted.map(\.id).sorted() == ["p-1", "p-2"])
    #expect(state.item("p-1")?.proposal.answer == "亲，可以免费刻六个字以内～\n大字另算")
    #expect(state.item("p-2")?.proposal.entry == "ship.fee")
    #expect(state.item("p-3")?.status == .rejected(reason: "等老板定"))
    #expect(state.item("p-4")?.status == .later)
  }

  @Test func everythingWrongIsNamedByLineAndNothingIsDone() throws {
    let folder = try TemporaryFolder()
    var review = try review(folder)
    let broken = [
      "[p-1] 同意\n", "[p-1] 驳回\n标题：a\n答案：b\n问法：\n- c\n", "条目：ship.when\n",
      "[p-1] 接受\n标题：a\n答案：\n问法：\n- c\n", "[p-9] 接受\n标题：a\n",
      "[p-1] 并入 no.such\n标题：a\n问法：\n- c\n", "[p-1] 待定\n题目：x\n",
      "[p-2] 接受\n条目：ship.when\n标题：a\n问法：\n- c\n\n[p-3] 接受\n条目：ship.when\n标题：a\n",
    ]
    for text in broken {
      do {
        _ = try review.apply(text, file: "sheet")
        Issue.record("accepted: \(text)")
      } catch let error as InputError {
        #expect(error.problems.allSatisfy { $0.file == "sheet" && $0.line > 0 }, "\(text)")
      }
    }
    #expect(folder.bytes("review.jsonl") == nil)
  }

  @Test func queuesKeepFeedbackBesideProposals() throws {
    let folder = try TemporaryFolder()
    let state = StateFolder(folder.path)
    do {
      var review = try review(folder)
      try review.perform(.accept("p-1"))
    }
    for _ in 0..<2 {
      try ReviewQueue.append(
        Feedback(
          .wrong, text: "我叫李雪梅 多久发出", given: "ship.fee", right: "ship.when", reply: "运费",
          version: "v"), in: state)
    }
    try ReviewQueue.append(
      Feedback(.good, text: "好", given: "ship.fee", reply: "运费", version: "v"), in: state)
    try ReviewQueue.append(
      Feedback(.bad, text: "运费多少", given: "ship.fee", reply: "看地区", version: "v"), in: state)
    let queue = try ReviewQueue.read(state.queue)
    #expect(queue.feedback.count == 4)
    let extra = queue.proposals.dropFirst(Sample.proposals.count)
    #expect(extra.map(\.kind) == [.newQuestions, .answerConflict])
    #expect(extra.first?.support.sessions == 2)
    #expect(extra.allSatisfy { !$0.questions.joined().contains("雪梅") })
    let live = try Review.state(of: state)
    #expect(live.accepted.map(\.id) == ["p-1"])
    try queue.write(to: state.queue)
    #expect(try ReviewQueue.read(state.queue) == queue)
  }
}
