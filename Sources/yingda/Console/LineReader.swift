import CEdit
import Foundation

/// Lines from a terminal, with editing and history, or from a pipe.
struct LineReader {
  let isInteractive: Bool
  private let prompt: String

  init(prompt: String) {
    self.prompt = prompt
    isInteractive = isatty(STDIN_FILENO) == 1 && Console.isTerminal
    guard isInteractive else { return }
    // libedit measures characters by the locale and crashes on Chinese prompts without UTF-8.
    setlocale(LC_ALL, "")
    if String(cString: nl_langinfo(Int32(CODESET))) != "UTF-8" { setlocale(LC_CTYPE, "C.UTF-8") }
    using_history()
  }

  /// The next line without its end; nil at the end of the input.
  func next() -> String? {
    guard isInteractive else { return readLine() }
    guard let line = readline(prompt) else { return nil }
    defer { free(line) }
    let text = String(cString: line)
    if !text.isEmpty { add_history(text) }
    return text
  }
}
