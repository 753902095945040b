internal import Foundation

/// What this process holds in memory.
public enum MemoryUse {
  /// Bytes of resident memory that belong to no file.
  public static var anonymous: Int { status("RssAnon") }
  /// Bytes of resident memory that mapped files have.
  public static var mapped: Int { status("RssFile") }

  /// A line of the process's status, given in kilobytes; 0 where the system has none.
  private static func status(_ name: String) -> Int {
    guard let text = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8) else {
      return 0
    }
    for line in text.split(separator: "\n") where line.hasPrefix(name + ":") {
      let digits = line.filter { $0.isASCII && $0.isNumber }
      return (Int(digits) ?? 0) * 1_024
    }
    return 0
  }
}
