import Foundation
import Synchronization

/// A line that shows how far a piece of work is, on a terminal, once it has run for two seconds.
final class ProgressLine: Sendable {
  private struct State {
    var shown = false
    var last = ""
  }

  private let title: String
  private let start = Date()
  private let state = Mutex(State())

  init(_ title: String) {
    self.title = title
  }

  /// Shows the share done, 0…1.
  func update(_ share: Double, _ step: String = "") {
    guard Console.errorIsTerminal, Date().timeIntervalSince(start) > 2 else { return }
    state.withLock { state in
      let filled = Int(share * 24)
      let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 24 - filled)
      let line = "\r\(title) \(bar) \(Int(share * 100))% \(step)\u{1B}[K"
      guard line != state.last else { return }
      state.last = line
      state.shown = true
      FileHandle.standardError.write(Data(line.utf8))
    }
  }

  /// Removes the line.
  func finish() {
    state.withLock { state in
      if state.shown { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) }
      state.shown = false
    }
  }
}
