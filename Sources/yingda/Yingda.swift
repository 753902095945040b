import ArgumentParser
import Compiler
import Foundation

@main
struct Yingda: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "yingda",
    abstract: "应答：网店的问答机器人，离线、可解释、按依据作答。",
    discussion: """
      例：
        yingda chat                               与示例店铺的机器人对话
        yingda ask 这个阔以退不 --explain           问一句，并看它为什么这样答
        yingda evaluate corpora/evaluation/*.jsonl 批量评测识别率、转人工率
      """,
    version: "0.1.0",
    subcommands: [
      Chat.self, Ask.self, Evaluate.self, Match.self, Suggest.self, Train.self, ReviewCommand.self,
      ReleaseCommand.self, RollbackCommand.self, KnowledgeCommand.self, BenchCommand.self,
      BenchProbeCommand.self, BenchTurnsCommand.self, BenchWorkCommand.self,
    ])

  static func main() async {
    // A crash must not wait for somebody to press a key.
    setenv("SWIFT_BACKTRACE", "interactive=no", 0)
    do {
      var command = try parsed(Array(CommandLine.arguments.dropFirst()))
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch let failure as CommandFailure {
      failure.report()
      Foundation.exit(failure.status)
    } catch {
      let status = exitCode(for: error)
      if status == .success { exit(withError: error) }
      Console.error(fullMessage(for: error))
      Foundation.exit(2)
    }
  }
}

extension Yingda {
  /// The command that some arguments call for.
  private static func parsed(_ arguments: [String]) throws -> any ParsableCommand {
    // A question by itself needs no table of all commands, which would cost more than its answer.
    if arguments.first == Ask.configuration.commandName,
      let question = (try? Ask.parseAsRoot(Array(arguments.dropFirst()))) as? Ask
    {
      return question
    }
    return try parseAsRoot(arguments)
  }
}

/// The end of a command that did not go well.
struct CommandFailure: Error {
  /// 1: the work ran and the result is bad; 2: the call or the input is wrong.
  let status: Int32
  let message: String

  static func input(_ message: String) -> CommandFailure { .init(status: 2, message: message) }
  static func result(_ message: String) -> CommandFailure { .init(status: 1, message: message) }

  func report() {
    if !message.isEmpty { Console.error(message) }
  }
}
