import ArgumentParser

@main
struct Yingda: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "yingda",
    abstract: "应答：网店的问答机器人。",
    subcommands: [Ask.self, Try.self])
}
