import ArgumentParser
import Evaluation
import Foundation
import Index
import Knowledge
import Release
import Training

/// Where releases and reviews keep their state.
struct StateOption: ParsableArguments {
  @Option(help: ArgumentHelp("状态目录：待审队列、审核记录、已发布的版本", valueName: "DIR"))
  var state = StateFolder.usual

  var folder: StateFolder { StateFolder(state) }
}

struct ReviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review",
    abstract: "逐条审核提案：接受、编辑、并入、拆分、驳回、以后；随时退出，下次接着来。",
    discussion: """
      例：
        yingda review                             审核队列里的提案（按键操作，? 看帮助）
        yingda review 周报/proposals.jsonl         先把文件里的提案加进队列
        yingda review --transcripts 会话/          连同依据的会话一起看
        yingda review --list --json               给脚本用
        yingda review --export 待审.txt            写成可以手改的文件
        yingda review --apply 待审.txt             按改好的文件办；办两次等于办一次
      """)

  @OptionGroup var option: StateOption
  @OptionGroup var folder: FolderOption
  @Argument(help: "提案文件（proposals.jsonl），加进队列") var proposals: [String] = []
  @Option(
    name: .customLong("transcripts"), parsing: .upToNextOption,
    help: ArgumentHelp("会话文件或目录，用来显示依据", valueName: "PATH"))
  var transcripts: [String] = []
  @Option(help: ArgumentHelp("把待审的提案写成可以手改的文件", valueName: "FILE")) var export: String?
  @Option(help: ArgumentHelp("按手改过的文件办理（- 从标准输入读）", valueName: "FILE"))
  var apply: String?
  @Flag(help: "撤销上一步（看完最后一条才想起来时用）") var undo = false
  @Flag(help: "只列出提案与它们的状态") var list = false
  @Flag(help: "--list 时输出 JSON，一行一条") var json = false

  mutating func run() throws {
    let search = EntrySearch(try KnowledgeCommand.load(folder.knowledge))
    do {
      var review = try Review(option.folder, entries: search.ids)
      try add(to: &review)
      if let export {
        let waiting = review.state.waiting
        try AtomicFile.write(Array(ReviewSheet.text(waiting).utf8), to: export)
        Console.error("已写 \(waiting.count) 条到 \(export)；改好后 yingda review --apply \(export)")
      } else if let apply {
        let count = try review.apply(try text(of: apply), file: apply == "-" ? "stdin" : apply)
        Console.error("办了 \(count) 步；\(ReviewLoop.summary(review.state))")
      } else if undo {
        let step = review.state.steps.last?.proposal
        try review.perform(.undo)
        Console.error("已撤销对 \(step ?? "") 的上一步；\(ReviewLoop.summary(review.state))")
      } else if list {
        printList(review.state)
      } else if proposals.isEmpty || !review.state.waiting.isEmpty {
        try interact(&review, search)
      }
    } catch let error as InputError {
      throw CommandFailure.input("\(error)")
    } catch let error as ReviewProblem {
      throw CommandFailure.input("\(error)")
    } catch let error as StateError {
      throw CommandFailure.input("\(error)")
    } catch let error as FileWriteError {
      throw CommandFailure.input("\(error)")
    }
  }

  private func add(to review: inout Review) throws {
    var all: [Proposal] = []
    var problems: [InputProblem] = []
    for path in proposals {
      let contents = try ProposalFile.read(path)
      problems += contents.problems
      all += contents.proposals
    }
    guard problems.isEmpty else { throw InputError(problems) }
    guard !all.isEmpty else { return }
    let added = try review.add(all)
    Console.error(
      "提案：新增 \(added.new)，更新 \(added.renewed)，已在队列 \(added.known)，以前决定过 \(added.decided)")
  }

  private func text(of path: String) throws -> String {
    let data =
      path == "-"
      ? FileHandle.standardInput.readDataToEndOfFile() : FileManager.default.contents(atPath: path)
    guard let data, let text = String(data: data, encoding: .utf8) else {
      throw CommandFailure.input("\(path): 读不到，或不是 UTF-8；检查路径，存成 UTF-8")
    }
    return text
  }

  private func printList(_ state: ReviewState) {
    for item in state.items where item.status != .split {
      if json {
        var line = ProposalFile.line(item.proposal)
        line.removeLast()
        Console.print(line + ", \"status\": \"\(item.status.word)\"}")
      } else {
        let proposal = item.proposal
        Console.print(
          "\(item.status.label)  \(proposal.id)  \(proposal.title)  "
            + Console.dim(ReviewSheet.summary(proposal)))
      }
    }
    Console.error(ReviewLoop.summary(state))
  }

  private func interact(_ review: inout Review, _ search: EntrySearch) throws {
    guard !review.state.waiting.isEmpty else {
      Console.error("没有待审的提案。\(ReviewLoop.summary(review.state))")
      return
    }
    guard Terminal.isThere else {
      throw CommandFailure.input("review 要在终端里用；脚本请用 --list、--export、--apply")
    }
    let excerpts = try EvidenceReader.read(
      transcripts, sessions: Set(review.state.items.flatMap(\.proposal.evidence)))
    var loop = ReviewLoop(review: review, search: search, excerpts: excerpts)
    try loop.run()
    Console.error(ReviewLoop.summary(loop.review.state))
  }
}

extension ReviewState.Status {
  fileprivate var word: String {
    switch self {
    case .open: "open"
    case .later: "later"
    case .accepted: "accepted"
    case .rejected: "rejected"
    case .split: "split"
    }
  }

  fileprivate var label: String {
    switch self {
    case .open: "待定"
    case .later: "以后"
    case .accepted: "接受"
    case .rejected: "驳回"
    case .split: "已拆"
    }
  }
}

/// The sessions behind proposals, masked, as they are shown beside them.
enum EvidenceReader {
  static func read(
    _ paths: [String], sessions: Set<String>
  ) throws -> [String: ReviewScreen.Excerpt] {
    guard !paths.isEmpty else { return [:] }
    var excerpts: [String: ReviewScreen.Excerpt] = [:]
    let masker = PrivacyMasker()
    do {
      _ = try TranscriptReader(paths: paths).read { transcript, _ in
        guard sessions.contains(transcript.session) else { return }
        let messages = masker.mask(transcript).transcript.messages.map {
          (speaker: label($0.from), text: $0.text)
        }
        excerpts[transcript.session] = ReviewScreen.Excerpt(
          session: transcript.session, messages: messages)
      }
    } catch let error as ReadingError {
      throw CommandFailure.input("\(error)")
    }
    return excerpts
  }

  private static func label(_ speaker: Speaker) -> String {
    switch speaker {
    case .customer: "顾客"
    case .bot: "机器"
    case .agent: "客服"
    case .system: "系统"
    }
  }
}
