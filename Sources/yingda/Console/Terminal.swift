import Foundation

/// A terminal taken over for a full-screen view, key by key.
final class Terminal {
  enum Key: Equatable {
    case character(Character)
    case up, down, pageUp, pageDown, enter, escape, backspace, other
    /// Ctrl-C, or no more input.
    case quit
    /// The window has another size.
    case resized
  }

  private var saved = termios()
  private var isTaken = false

  /// Whether there is a terminal on both sides.
  static var isThere: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1 }

  /// Takes the screen; `leave` gives it back.
  func enter() {
    guard !isTaken else { return }
    tcgetattr(STDIN_FILENO, &saved)
    var raw = saved
    raw.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG | IEXTEN)
    raw.c_iflag &= ~tcflag_t(IXON | ICRNL)
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &raw)
    write("\u{1B}[?1049h\u{1B}[?25l")
    isTaken = true
  }

  func leave() {
    guard isTaken else { return }
    write("\u{1B}[?25h\u{1B}[?1049l")
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &saved)
    isTaken = false
  }

  /// Columns and rows; 80 by 24 where the terminal does not say.
  var size: (columns: Int, rows: Int) {
    var window = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0 else {
      return (80, 24)
    }
    return (Int(window.ws_col), Int(window.ws_row))
  }

  /// Shows lines from the top; they must fit.
  func draw(_ lines: [String]) {
    let body = lines.map { "\($0)\u{1B}[0m\u{1B}[K" }.joined(separator: "\r\n")
    write("\u{1B}[H\(body)\u{1B}[J")
  }

  /// Asks for a line at the bottom; nil when nothing was written, or on Escape.
  func ask(_ prompt: String) -> String? {
    var text = ""
    while true {
      write("\u{1B}[\(size.rows - 1);1H\u{1B}[K \(prompt)\(text)\u{1B}[?25h")
      let pressed = key()
      write("\u{1B}[?25l")
      switch pressed {
      case .escape, .quit: return nil
      case .enter:
        let line = text.trimmingCharacters(in: .whitespacesAndNewlines)
        return line.isEmpty ? nil : line
      case .backspace: _ = text.popLast()
      case .character(let character): text.append(character)
      default: break
      }
    }
  }

  /// Waits for a key.
  func key() -> Key {
    guard let first = byte() else { return errno == EINTR ? .resized : .quit }
    switch first {
    case 0x03, 0x04: return .quit
    case 0x0A, 0x0D: return .enter
    case 0x1B: return escaped()
    case 0x08, 0x7F: return .backspace
    case 0x20..<0x80: return .character(Character(Unicode.Scalar(first)))
    case ..<0xC0: return .other
    default:
      var bytes = [first]
      let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
      while bytes.count < length, let next = byte() { bytes.append(next) }
      return .character(String(decoding: bytes, as: UTF8.self).first ?? " ")
    }
  }

  private func escaped() -> Key {
    var waiting = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    // An escape alone is a key; a sequence comes in one piece.
    guard poll(&waiting, 1, 30) > 0, let second = byte(), second == 0x5B || second == 0x4F else {
      return .escape
    }
    switch byte() {
    case 0x41: return .up
    case 0x42: return .down
    case 0x35:
      _ = byte()
      return .pageUp
    case 0x36:
      _ = byte()
      return .pageDown
    default: return .escape
    }
  }

  private func byte() -> UInt8? {
    var value: UInt8 = 0
    return read(STDIN_FILENO, &value, 1) == 1 ? value : nil
  }

  private func write(_ text: String) {
    FileHandle.standardOutput.write(Data(text.utf8))
  }
}
